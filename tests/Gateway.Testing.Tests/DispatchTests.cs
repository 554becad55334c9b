using System.Text.Json;

namespace Gateway.Testing.Tests;

public class DispatchTests
{
    [Fact]
    public async Task A_message_comes_with_all_its_members()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 512 | 32768);
        var mira = discord.Guild("Harbour").Member("mira");
        var message = await mira.SaysAsync($"!ping {discord.BotMention}");

        var d = (await client.ExpectEventAsync("MESSAGE_CREATE")).GetProperty("d");

        Assert.Equal(message.Id.ToString(), d.GetProperty("id").GetString());
        Assert.Equal(mira.Guild.Id.ToString(), d.GetProperty("guild_id").GetString());
        Assert.Equal("mira", d.GetProperty("author").GetProperty("username").GetString());
        Assert.False(d.GetProperty("member").TryGetProperty("user", out _));
        Assert.Equal(discord.BotId.ToString(), d.GetProperty("mentions")[0].GetProperty("id").GetString());
        string[] always = ["channel_id", "timestamp", "edited_timestamp", "tts", "mention_everyone", "mention_roles", "attachments", "embeds", "pinned", "type", "components", "flags", "channel_type"];
        Assert.All(always, name => Assert.True(d.TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task Without_MESSAGE_CONTENT_the_text_is_empty_unless_the_bot_is_meant()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 512 | 4096);
        var mira = discord.Guild("Harbour").Member("mira");
        await mira.SaysAsync("secret");
        await mira.SaysAsync($"hey {discord.BotMention}");
        await mira.WhispersAsync("just us");

        Assert.Equal("", await ContentAsync(client));
        Assert.Equal($"hey {discord.BotMention}", await ContentAsync(client));
        Assert.Equal("just us", await ContentAsync(client));
    }

    [Fact]
    public async Task Events_come_by_intent()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 1 << 11);
        var mira = discord.Guild("Harbour").Member("mira");
        await mira.SaysAsync("not for you");
        await mira.JoinsVoiceAsync();
        await mira.ChangesStatusAsync("dnd");
        await mira.WhispersAsync("nor this");
        await mira.TypesAsync();
        await client.ExpectEventAsync("TYPING_START");
    }

    [Fact]
    public async Task Events_come_to_the_shard_of_the_guild_and_direct_messages_to_shard_0()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.MaxConcurrency = 2;
            options.World.Guild("Zero", guild => guild.Member("mira")).Guild("One", guild => guild.Member("mira"));
        });
        await using var zero = await GatewayClient.ReadyAsync(discord, shard: 0, shards: 2);
        await using var one = await GatewayClient.ReadyAsync(discord, shard: 1, shards: 2);

        Assert.Equal("Zero", (await zero.ExpectEventAsync("GUILD_CREATE")).GetProperty("d").GetProperty("name").GetString());
        Assert.Equal("One", (await one.ExpectEventAsync("GUILD_CREATE")).GetProperty("d").GetProperty("name").GetString());
        await discord.Guild("One").Member("mira").SaysAsync("to one");
        await discord.Guild("One").Member("mira").WhispersAsync("to zero");
        Assert.Equal("to one", await ContentAsync(one));
        Assert.Equal("to zero", await ContentAsync(zero));
    }

    [Fact]
    public async Task Sessions_of_different_shard_counts_live_side_by_side()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.MaxConcurrency = 16);
        await using var old = await GatewayClient.ReadyAsync(discord, intents: 512 | 32768, shard: 0, shards: 1);
        await using var next = await GatewayClient.ReadyAsync(discord, intents: 512 | 32768, shard: 1, shards: 2);
        await using var same = await GatewayClient.ReadyAsync(discord, intents: 512 | 32768, shard: 3, shards: 4);
        var guild = await discord.AddGuildAsync("Reef", seed => seed.WithId(7 << 22).Member("mira"));
        await guild.Member("mira").SaysAsync("to all three");
        Assert.Equal("to all three", await ContentAsync(old));
        Assert.Equal("to all three", await ContentAsync(next));
        Assert.Equal("to all three", await ContentAsync(same));
    }

    [Fact]
    public async Task Any_event_can_be_sent_word_for_word()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.DispatchAsync("CHANNEL_UPDATE", """{"guild_id":"1"}""");
        await discord.DispatchAsync("SOMETHING_NEW", """{"answer":42}""");
        var d = (await client.ExpectEventAsync("SOMETHING_NEW")).GetProperty("d");
        Assert.Equal(42, d.GetProperty("answer").GetInt32());
    }

    [Theory]
    [InlineData("MESSAGE_CREATE", """{"guild_id":"0","content":"secret","embeds":[{}],"poll":{}}""", "", false)]
    [InlineData("MESSAGE_CREATE", """{"content":"between us"}""", "between us", false)]
    [InlineData("AUTO_MODERATION_ACTION_EXECUTION", """{"guild_id":"0","content":"secret","matched_content":"secret"}""", "", false)]
    [InlineData("MESSAGE_CREATE", """{"guild_id":"0","content":"public"}""", "public", true)]
    public async Task Content_of_an_event_given_word_for_word_is_for_those_with_the_intent(string name, string json, string content, bool withIntent)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 512 | 4096 | (1 << 21) | (withIntent ? 1 << 15 : 0));
        await discord.DispatchAsync(name, json);
        var d = (await client.ExpectEventAsync(name)).GetProperty("d");
        Assert.Equal(content, d.GetProperty("content").GetString());
        Assert.False(d.TryGetProperty("poll", out _));
    }

    [Fact]
    public async Task A_change_of_the_bot_itself_comes_without_the_intent()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await discord.DispatchAsync("GUILD_MEMBER_UPDATE", $$"""{"guild_id":"0","user":{"id":"1"} }""");
        await discord.DispatchAsync("GUILD_MEMBER_UPDATE", $$"""{"guild_id":"0","user":{"id":"{{discord.BotId}}"} }""");
        var d = (await client.ExpectEventAsync("GUILD_MEMBER_UPDATE")).GetProperty("d");
        Assert.Equal(discord.BotId.ToString(), d.GetProperty("user").GetProperty("id").GetString());
    }

    [Fact]
    public async Task USER_UPDATE_comes_on_every_shard_and_what_has_no_guild_on_shard_0()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.MaxConcurrency = 2);
        await using var zero = await GatewayClient.ReadyAsync(discord, intents: 0, shard: 0, shards: 2);
        await using var one = await GatewayClient.ReadyAsync(discord, intents: 0, shard: 1, shards: 2);
        await discord.DispatchAsync("ENTITLEMENT_CREATE", "{}");
        await discord.DispatchAsync("USER_UPDATE", "{}");
        await zero.ExpectEventAsync("ENTITLEMENT_CREATE");
        await zero.ExpectEventAsync("USER_UPDATE");
        await one.ExpectEventAsync("USER_UPDATE");
    }

    [Fact]
    public async Task With_GUILDS_alone_only_the_bots_own_coming_and_going_in_threads_is_told()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        ulong guild = discord.Guild("Harbour").Id;
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 1);
        await client.ExpectEventAsync("GUILD_CREATE");
        await discord.DispatchAsync("THREAD_MEMBERS_UPDATE", $$"""{"guild_id":"{{guild}}","removed_member_ids":["1"]}""");
        await discord.DispatchAsync("THREAD_MEMBERS_UPDATE", $$"""{"guild_id":"{{guild}}","removed_member_ids":["{{discord.BotId}}"]}""");
        var d = (await client.ExpectEventAsync("THREAD_MEMBERS_UPDATE")).GetProperty("d");
        Assert.Equal(discord.BotId.ToString(), d.GetProperty("removed_member_ids")[0].GetString());
    }

    [Fact]
    public async Task What_only_one_person_sees_counts_as_a_direct_message()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 4096);
        var interaction = await discord.Guild("Harbour").Member("mira").UsesCommandAsync("ping");
        await api.CallAsync("POST", $"interactions/{interaction.Id}/{interaction.Token}/callback", """{"type":4,"data":{"content":"pong","flags":64} }""");
        var d = (await client.ReadUntilAsync("MESSAGE_CREATE")).GetProperty("d");
        Assert.False(d.TryGetProperty("guild_id", out _));
        Assert.False(d.TryGetProperty("member", out _));
    }

    [Fact]
    public async Task People_do_what_people_do()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord);
        await client.ExpectEventAsync("GUILD_CREATE");
        var harbour = discord.Guild("Harbour");
        var mira = harbour.Member("mira");
        var message = await mira.SaysAsync("hi");
        await harbour.Member("tobias").ReactsAsync(message, "🔥");
        await mira.EditsAsync(message, "hello");
        await mira.DeletesAsync(message);
        await mira.JoinsVoiceAsync();
        await mira.LeavesVoiceAsync();
        await mira.ChangesNicknameAsync("Keeper");
        await mira.ChangesStatusAsync("idle");
        await harbour.AddMemberAsync("june");
        await harbour.Member("june").LeavesAsync();
        await harbour.AddChannelAsync("tides");
        await harbour.BecomesUnavailableAsync();
        await harbour.RecoversAsync();
        await harbour.RemovesBotAsync();

        string[] names = ["MESSAGE_CREATE", "MESSAGE_REACTION_ADD", "MESSAGE_UPDATE", "MESSAGE_DELETE", "VOICE_STATE_UPDATE", "VOICE_CHANNEL_START_TIME_UPDATE", "VOICE_STATE_UPDATE", "VOICE_CHANNEL_START_TIME_UPDATE", "GUILD_MEMBER_UPDATE", "PRESENCE_UPDATE", "GUILD_MEMBER_ADD", "GUILD_MEMBER_REMOVE", "CHANNEL_CREATE", "GUILD_DELETE", "GUILD_CREATE", "GUILD_DELETE"];
        JsonElement last = default;
        foreach (string name in names)
        {
            last = await client.ExpectEventAsync(name);
        }

        Assert.False(last.GetProperty("d").TryGetProperty("unavailable", out _));
    }

    [Fact]
    public async Task A_guild_in_an_outage_is_announced_by_GUILD_DELETE()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.World.Guild("Reef", guild => guild.Unavailable()));
        await using var client = await GatewayClient.ReadyAsync(discord);
        var gone = await client.ExpectEventAsync("GUILD_DELETE");
        await discord.Guild("Reef").RecoversAsync();
        Assert.True(gone.GetProperty("d").GetProperty("unavailable").GetBoolean());
        await client.ExpectEventAsync("GUILD_CREATE");
    }

    [Theory]
    [InlineData(GatewayClient.AllIntents, 50, 3, 3)]
    [InlineData(GatewayClient.AllIntents & ~256, 50, 3, 1)]
    [InlineData(GatewayClient.AllIntents, 50, 60, 21)]
    [InlineData(GatewayClient.AllIntents, 100, 60, 60)]
    public async Task GUILD_CREATE_names_members_by_intent_and_threshold(int intents, int threshold, int members, int named)
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.World.Guild("Reef", guild => guild.Members(members - 1)));
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await client.IdentifyAsync(intents, more: $"\"large_threshold\":{threshold},");
        var d = (await client.ReadUntilAsync("GUILD_CREATE")).GetProperty("d");
        Assert.Equal(named, d.GetProperty("members").GetArrayLength());
        Assert.Equal(members, d.GetProperty("member_count").GetInt32());
        Assert.Equal(members > threshold, d.GetProperty("large").GetBoolean());
    }

    private static async Task<string?> ContentAsync(GatewayClient client) =>
        (await client.ReadUntilAsync("MESSAGE_CREATE")).GetProperty("d").GetProperty("content").GetString();
}
