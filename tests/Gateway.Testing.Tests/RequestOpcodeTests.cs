using System.Text.Json;

namespace Gateway.Testing.Tests;

public class RequestOpcodeTests
{
    [Fact]
    public async Task All_members_come_in_chunks_of_1000()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.World.Guild("Reef", guild => guild.Members(2500)));
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 2);
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{discord.Guild("Reef").Id}}","query":"","limit":0,"nonce":"all"} }""");
        var seen = new HashSet<string>();
        for (int i = 0; i < 3; i++)
        {
            var d = (await client.ExpectEventAsync("GUILD_MEMBERS_CHUNK")).GetProperty("d");
            Assert.Equal((i, 3, "all"), (d.GetProperty("chunk_index").GetInt32(), d.GetProperty("chunk_count").GetInt32(), d.GetProperty("nonce").GetString()));
            Assert.InRange(d.GetProperty("members").GetArrayLength(), 1, 1000);
            seen.UnionWith(d.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("user").GetProperty("id").GetString()!));
        }

        Assert.Equal(2501, seen.Count);
    }

    [Fact]
    public async Task All_members_twice_in_30_seconds_draw_RATE_LIMITED()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 2);
        string request = $$"""{"op":8,"d":{"guild_id":"{{discord.Guild("Harbour").Id}}","query":"","limit":0,"nonce":"n"} }""";
        await client.SendAsync(request);
        await client.ExpectEventAsync("GUILD_MEMBERS_CHUNK");
        clock.Advance(TimeSpan.FromSeconds(10));
        await client.SendAsync(request);
        var d = (await client.ExpectEventAsync("RATE_LIMITED")).GetProperty("d");
        clock.Advance(TimeSpan.FromSeconds(20));
        await client.SendAsync(request);
        await client.ExpectEventAsync("GUILD_MEMBERS_CHUNK");
        Assert.Equal(8, d.GetProperty("opcode").GetInt32());
        Assert.Equal(20, d.GetProperty("retry_after").GetDouble());
        Assert.Equal("n", d.GetProperty("meta").GetProperty("nonce").GetString());
    }

    [Fact]
    public async Task Members_are_found_by_id_and_by_name()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 256);
        var guild = discord.Guild("Harbour");
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{guild.Id}}","user_ids":["{{guild.Member("mira").Id}}","1"],"presences":true,"nonce":"{{new string('x', 33)}}"} }""");
        var byId = (await client.ExpectEventAsync("GUILD_MEMBERS_CHUNK")).GetProperty("d");
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{guild.Id}}","query":"TOB","limit":5} }""");
        var byName = (await client.ExpectEventAsync("GUILD_MEMBERS_CHUNK")).GetProperty("d");

        Assert.Equal("1", byId.GetProperty("not_found")[0].GetString());
        Assert.Equal("online", byId.GetProperty("presences")[0].GetProperty("status").GetString());
        Assert.False(byId.TryGetProperty("nonce", out _));
        Assert.Equal("tobias", byName.GetProperty("members")[0].GetProperty("user").GetProperty("username").GetString());
    }

    [Fact]
    public async Task Joining_voice_is_told_to_everybody_and_the_server_to_the_session()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 128);
        var guild = discord.Guild("Harbour");
        await client.SendAsync($$"""{"op":4,"d":{"guild_id":"{{guild.Id}}","channel_id":"{{guild.Channel("Lounge").Id}}","self_mute":true,"self_deaf":false} }""");
        var state = (await client.ExpectEventAsync("VOICE_STATE_UPDATE")).GetProperty("d");
        await client.ExpectEventAsync("VOICE_SERVER_UPDATE");
        await client.SendAsync($$"""{"op":4,"d":{"guild_id":"{{guild.Id}}","channel_id":null,"self_mute":true,"self_deaf":false} }""");
        var left = (await client.ExpectEventAsync("VOICE_STATE_UPDATE")).GetProperty("d");
        Assert.True(state.GetProperty("self_mute").GetBoolean());
        Assert.Equal(JsonValueKind.Null, left.GetProperty("channel_id").ValueKind);
    }

    [Fact]
    public async Task The_voice_server_is_told_on_joining_and_moving_and_not_on_a_mute()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.World.Guild("Reef", guild => guild.VoiceChannel("Lounge").VoiceChannel("Studio"));
        });
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 128);
        await SpeakInAsync(client, "Lounge");
        await client.ExpectEventAsync("VOICE_SERVER_UPDATE");
        await SpeakInAsync(client, "Lounge", mute: true);
        await client.HeartbeatAsync();
        await client.ExpectAsync(11);
        await SpeakInAsync(client, "Studio", mute: true);
        await client.ExpectEventAsync("VOICE_SERVER_UPDATE");

        // Whoever identifies anew has to be told, wherever the bot was before.
        await client.CloseAsync(1000);
        clock.Advance(TimeSpan.FromSeconds(5));
        await using var next = await GatewayClient.ReadyAsync(discord, intents: 128);
        await SpeakInAsync(next, "Studio");
        await next.ExpectEventAsync("VOICE_SERVER_UPDATE");

        async Task SpeakInAsync(GatewayClient who, string channel, bool mute = false)
        {
            var reef = discord.Guild("Reef");
            await who.SendAsync($$"""{"op":4,"d":{"guild_id":"{{reef.Id}}","channel_id":"{{reef.Channel(channel).Id}}","self_mute":{{(mute ? "true" : "false")}},"self_deaf":false} }""");
            Assert.Equal(mute, (await who.ExpectEventAsync("VOICE_STATE_UPDATE")).GetProperty("d").GetProperty("self_mute").GetBoolean());
        }
    }

    [Fact]
    public async Task Sounds_and_channel_info_are_answered_for_guilds_of_the_shard()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.World.Guild("Reef", guild => guild.VoiceChannel("Lounge").Sound("horn").Member("mira"));
        });
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var reef = discord.Guild("Reef");
        await reef.Member("mira").JoinsVoiceAsync();
        await reef.SetVoiceStatusAsync(reef.Channel("Lounge"), "choir practice");

        await client.SendAsync($$"""{"op":31,"d":{"guild_ids":["{{reef.Id}}","1"]} }""");
        var sounds = (await client.ExpectEventAsync("SOUNDBOARD_SOUNDS")).GetProperty("d");
        await client.SendAsync($$"""{"op":43,"d":{"guild_id":"{{reef.Id}}","fields":["status"]} }""");
        var status = (await client.ExpectEventAsync("CHANNEL_INFO")).GetProperty("d").GetProperty("channels")[0];
        await client.SendAsync($$"""{"op":43,"d":{"guild_id":"{{reef.Id}}","fields":["voice_start_time"]} }""");
        var start = (await client.ExpectEventAsync("CHANNEL_INFO")).GetProperty("d").GetProperty("channels")[0];

        Assert.Equal("horn", sounds.GetProperty("soundboard_sounds")[0].GetProperty("name").GetString());
        Assert.Equal("choir practice", status.GetProperty("status").GetString());
        Assert.False(status.TryGetProperty("voice_start_time", out _));
        Assert.Equal(clock.GetUtcNow().ToUnixTimeSeconds(), start.GetProperty("voice_start_time").GetInt64());
    }

    [Fact]
    public async Task A_presence_is_taken_and_a_malformed_one_closes_with_4001()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await client.SendAsync("""{"op":3,"d":{"since":null,"activities":[],"status":"idle","afk":false}}""");
        await client.HeartbeatAsync();
        await client.ExpectAsync(11);
        await client.SendAsync("""{"op":3,"d":{"status":5}}""");
        Assert.Equal(4001, await client.ClosedAsync());
    }

    [Fact]
    public async Task A_sixth_presence_within_20_seconds_is_ignored()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 1);
        for (int i = 1; i <= 6; i++)
        {
            await client.SendAsync($$"""{"op":3,"d":{"since":null,"activities":[{"name":"round {{i}}","type":0}],"status":"dnd","afk":false} }""");
        }

        await discord.ExpectPresenceAsync(presence => presence.IsIgnored);
        clock.Advance(TimeSpan.FromSeconds(20));
        await client.SendAsync("""{"op":3,"d":{"since":null,"activities":[],"status":"invisible","afk":false}}""");
        await discord.ExpectPresenceAsync(presence => presence.Status == "invisible");

        Assert.Equal([false, false, false, false, false, true, false], discord.Presences.Select(presence => presence.IsIgnored));
        Assert.True(discord.Connections[0].IsOpen);
    }

    [Fact]
    public async Task The_presence_that_was_taken_is_the_one_that_others_see()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.MaxConcurrency = 2;
            options.PresenceLimit = 1;
        });
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.ExpectAsync(10);
        await client.IdentifyAsync(more: """
            "presence":{"since":null,"activities":[{"name":"chess","type":0}],"status":"idle","afk":false},
            """);
        await client.ReadUntilAsync("GUILD_CREATE");
        Assert.Equal(("idle", "chess"), await SeenAsync(discord, client));

        await client.SendAsync("""{"op":3,"d":{"since":null,"activities":[{"name":"go","type":0}],"status":"dnd","afk":false}}""");
        await client.SendAsync("""{"op":3,"d":{"since":null,"activities":[{"name":"ludo","type":0}],"status":"online","afk":false}}""");
        Assert.Equal(("dnd", "go"), await SeenAsync(discord, client));
    }

    private static async Task<(string?, string?)> SeenAsync(SimulatedDiscord discord, GatewayClient client)
    {
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{discord.Guild("Harbour").Id}}","user_ids":["{{discord.BotId}}"],"presences":true} }""");
        var presence = (await client.ExpectEventAsync("GUILD_MEMBERS_CHUNK")).GetProperty("d").GetProperty("presences")[0];
        return (presence.GetProperty("status").GetString(), presence.GetProperty("activities")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task All_members_need_the_intent()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await client.SendAsync($$"""{"op":8,"d":{"guild_id":"{{discord.Guild("Harbour").Id}}","query":"","limit":0} }""");
        await client.HeartbeatAsync();
        await client.ExpectAsync(11);
    }

    [Theory]
    [InlineData(4, "{}")]
    [InlineData(8, "{}")]
    [InlineData(8, """{"guild_id":"1","query":"x"}""")]
    [InlineData(31, "{}")]
    [InlineData(43, """{"guild_id":"1"}""")]
    [InlineData(43, "null")]
    public async Task A_payload_that_is_wrong_for_its_opcode_closes_with_4001(int opcode, string data)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        await client.SendAsync($$"""{"op":{{opcode}},"d":{{data}} }""");
        Assert.Equal(4001, await client.ClosedAsync());
    }

    [Theory]
    [InlineData(2, "null")]
    [InlineData(2, """{"token":"{token}","intents":0}""")]
    [InlineData(2, """{"token":"{token}","intents":0,"properties":{},"large_threshold":49}""")]
    [InlineData(2, """{"token":"{token}","intents":0,"properties":{},"large_threshold":251}""")]
    [InlineData(2, """{"token":"{token}","intents":0,"properties":{},"large_threshold":"50"}""")]
    [InlineData(2, """{"token":"{token}","intents":0,"properties":{},"presence":{"status":"away","activities":[]}}""")]
    [InlineData(2, """{"token":"{token}","intents":0,"properties":{},"presence":[]}""")]
    [InlineData(6, "null")]
    [InlineData(6, """{"token":"{token}","seq":1}""")]
    [InlineData(6, """{"token":"{token}","session_id":"any"}""")]
    [InlineData(6, """{"token":"{token}","session_id":"any","seq":"1"}""")]
    public async Task An_IDENTIFY_or_a_RESUME_that_is_malformed_closes_with_4001(int opcode, string data)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(discord);
        await client.SendAsync($$"""{"op":{{opcode}},"d":{{data.Replace("{token}", discord.Token)}} }""");
        Assert.Equal(4001, await client.ClosedAsync());
    }
}
