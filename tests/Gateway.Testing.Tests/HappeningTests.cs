using System.Text.Json;

namespace Gateway.Testing.Tests;

/// <summary>What people do comes as Discord documents it.</summary>
public class HappeningTests
{
    [Fact]
    public async Task Threads_are_opened_written_in_left_archived_and_deleted()
    {
        await using var stage = await Stage.SetAsync();
        var thread = await stage.Mira.OpensThreadAsync("Storm prep");
        await stage.Tobias.SaysAsync(thread, "sandbags?");
        await stage.Tobias.JoinsThreadAsync(thread);
        await stage.Tobias.LeavesThreadAsync(thread);
        await stage.Mira.AddsBotToThreadAsync(thread);
        await stage.Mira.ArchivesThreadAsync(thread);
        await stage.Mira.UnarchivesThreadAsync(thread);
        await stage.Mira.DeletesThreadAsync(thread);
        var message = await stage.Mira.SaysAsync("how do I splice rope?");
        var splicing = await stage.Mira.OpensThreadAsync(message, "Splicing");

        var told = await stage.ToldAsync(
            "THREAD_CREATE", "MESSAGE_CREATE", "THREAD_MEMBERS_UPDATE", "THREAD_MEMBERS_UPDATE",
            "THREAD_MEMBERS_UPDATE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_UPDATE", "THREAD_MEMBER_UPDATE", "THREAD_DELETE",
            "MESSAGE_CREATE", "THREAD_CREATE", "MESSAGE_UPDATE");
        Assert.True(told[0].GetProperty("newly_created").GetBoolean());
        Assert.Equal(thread.Id.ToString(), told[1].GetProperty("channel_id").GetString());
        Assert.True(told[5].TryGetProperty("member", out _));
        Assert.True(told[6].GetProperty("thread_metadata").GetProperty("archived").GetBoolean());
        Assert.Equal(4, told[9].EnumerateObject().Count());
        Assert.Equal(message.Id, splicing.Id);
        Assert.Equal(32, told[12].GetProperty("flags").GetInt32());
    }

    [Fact]
    public async Task Active_threads_stages_scheduled_events_and_sounds_stand_in_GUILD_CREATE()
    {
        await using var discord = await SimulatedDiscord.StartAsync(Stage.Furnish);
        var reef = discord.Guild("Reef");
        var mira = reef.Member("mira");
        await mira.OpensThreadAsync("Storm prep");
        await mira.ArchivesThreadAsync(await mira.OpensThreadAsync("Old"));
        await reef.StartStageAsync("Tides");
        await mira.SchedulesEventAsync("Regatta", DateTimeOffset.UnixEpoch.AddYears(60));
        await reef.AddEmojiAsync("anchor");
        await using var client = await GatewayClient.ReadyAsync(discord);

        var guild = (await client.ExpectEventAsync("GUILD_CREATE")).GetProperty("d");

        Assert.Empty(Documented.Faults("GUILD_CREATE", guild));
        Assert.All(["threads", "stage_instances", "guild_scheduled_events", "soundboard_sounds", "emojis"], key => Assert.Equal(1, guild.GetProperty(key).GetArrayLength()));
    }

    [Fact]
    public async Task Polls_are_started_voted_in_and_ended()
    {
        await using var stage = await Stage.SetAsync();
        var poll = await stage.Mira.StartsPollAsync("Best tide?", "ebb", "flood");
        await stage.Tobias.VotesAsync(poll, 2);
        await stage.Mira.VotesAsync(poll, 2);
        await stage.Mira.UnvotesAsync(poll, 2);
        await stage.Mira.UnvotesAsync(poll, 2);
        await stage.Mira.EndsPollAsync(poll);

        var told = await stage.ToldAsync("MESSAGE_CREATE", "MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_ADD", "MESSAGE_POLL_VOTE_REMOVE", "MESSAGE_UPDATE");
        Assert.Equal("flood", told[0].GetProperty("poll").GetProperty("answers")[1].GetProperty("poll_media").GetProperty("text").GetString());
        Assert.Equal(2, told[1].GetProperty("answer_id").GetInt32());
        var results = told[4].GetProperty("poll").GetProperty("results");
        Assert.True(results.GetProperty("is_finalized").GetBoolean());
        Assert.Equal(1, results.GetProperty("answer_counts")[1].GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Scheduled_events_stages_and_invites_come_and_go()
    {
        await using var stage = await Stage.SetAsync();
        var regatta = await stage.Mira.SchedulesEventAsync("Regatta", DateTimeOffset.UnixEpoch.AddYears(60));
        await stage.Tobias.IsInterestedInAsync(regatta);
        await stage.Tobias.LosesInterestInAsync(regatta);
        await stage.Reef.StartEventAsync(regatta);
        await stage.Reef.CompleteEventAsync(regatta);
        await stage.Reef.DeleteEventAsync(regatta);
        await stage.Reef.CancelEventAsync(await stage.Mira.SchedulesEventAsync("Choir", DateTimeOffset.UnixEpoch.AddYears(60)));
        await stage.Reef.StartStageAsync("Tides");
        await stage.Reef.ChangeStageAsync("Currents");
        await stage.Reef.EndStageAsync();
        string code = await stage.Mira.InvitesAsync();
        await stage.Reef.DeleteInviteAsync(code);

        var told = await stage.ToldAsync(
            "GUILD_SCHEDULED_EVENT_CREATE", "GUILD_SCHEDULED_EVENT_USER_ADD", "GUILD_SCHEDULED_EVENT_USER_REMOVE",
            "GUILD_SCHEDULED_EVENT_UPDATE", "GUILD_SCHEDULED_EVENT_UPDATE", "GUILD_SCHEDULED_EVENT_DELETE",
            "GUILD_SCHEDULED_EVENT_CREATE", "GUILD_SCHEDULED_EVENT_UPDATE",
            "STAGE_INSTANCE_CREATE", "STAGE_INSTANCE_UPDATE", "STAGE_INSTANCE_DELETE", "INVITE_CREATE", "INVITE_DELETE");
        Assert.Equal([2, 3], told[3..5].Select(update => update.GetProperty("status").GetInt32()));
        Assert.Equal(4, told[7].GetProperty("status").GetInt32()); // cancelled
        Assert.Equal("Currents", told[9].GetProperty("topic").GetString());
        Assert.Equal(code, told[12].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Channels_roles_names_emojis_and_sounds_change()
    {
        await using var stage = await Stage.SetAsync();
        var tides = await stage.Reef.AddChannelAsync("tides");
        await stage.Reef.ChangeChannelAsync(tides, topic: "high and low");
        await stage.Reef.DeleteChannelAsync(tides);
        await stage.Reef.SetVoiceStatusAsync(stage.Reef.Channel("Lounge"), "choir practice");
        var pilot = await stage.Reef.AddRoleAsync("Pilot");
        await stage.Tobias.GetsRoleAsync(pilot);
        await stage.Tobias.LosesRoleAsync(pilot);
        await stage.Reef.DeleteRoleAsync(pilot);
        await stage.Reef.RenameAsync("Outer Reef");
        await stage.Reef.AddEmojiAsync("anchor");
        await stage.Reef.AddSoundAsync("bell");

        var told = await stage.ToldAsync(
            "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "VOICE_CHANNEL_STATUS_UPDATE", "GUILD_ROLE_CREATE", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_UPDATE",
            "GUILD_ROLE_DELETE", "GUILD_UPDATE", "GUILD_EMOJIS_UPDATE", "GUILD_SOUNDBOARD_SOUND_CREATE");
        Assert.Equal("high and low", told[1].GetProperty("topic").GetString());
        Assert.Equal(pilot.Id.ToString(), told[5].GetProperty("roles")[0].GetString());
        Assert.Equal(0, told[6].GetProperty("roles").GetArrayLength());
        Assert.Equal("Outer Reef", told[8].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Messages_are_pinned_and_cleared_away_and_people_banned()
    {
        await using var stage = await Stage.SetAsync();
        var message = await stage.Mira.SaysAsync("keep this");
        await stage.Tobias.PinsAsync(message);
        await stage.Tobias.UnpinsAsync(message);
        await stage.Mira.DeletesAllAsync(message, await stage.Mira.SaysAsync("and this"));
        await stage.Reef.BanAsync(stage.Tobias);
        await stage.Reef.UnbanAsync(stage.Tobias);

        var told = await stage.ToldAsync(
            "MESSAGE_CREATE", "CHANNEL_PINS_UPDATE", "MESSAGE_CREATE", "CHANNEL_PINS_UPDATE", "MESSAGE_CREATE", "MESSAGE_DELETE_BULK", "GUILD_BAN_ADD", "GUILD_MEMBER_REMOVE", "GUILD_BAN_REMOVE");
        Assert.Equal(6, told[2].GetProperty("type").GetInt32());
        Assert.Equal(2, told[5].GetProperty("ids").GetArrayLength());
        Assert.Equal(2, stage.Reef.MemberCount);
    }

    [Fact]
    public async Task Interactions_of_every_kind_come()
    {
        await using var stage = await Stage.SetAsync();
        var message = await stage.Mira.SaysAsync("press it");
        await stage.Mira.ClicksAsync(message, "buy");
        await stage.Mira.SelectsAsync(message, "fish", "cod", "eel");
        await stage.Mira.SubmitsAsync("order", ("amount", "3"));
        await stage.Mira.TypesIntoCommandAsync("tides", "port", "Har");
        await stage.Mira.UsesMessageCommandAsync(message, "Report");

        var told = await stage.ToldAsync("MESSAGE_CREATE", "INTERACTION_CREATE", "INTERACTION_CREATE", "INTERACTION_CREATE", "INTERACTION_CREATE", "INTERACTION_CREATE");
        Assert.Equal([3, 3, 5, 4, 2], told[1..].Select(interaction => interaction.GetProperty("type").GetInt32()));
        Assert.Equal(["cod", "eel"], told[2].GetProperty("data").GetProperty("values").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal("3", told[3].GetProperty("data").GetProperty("components")[0].GetProperty("component").GetProperty("value").GetString());
        Assert.True(told[4].GetProperty("data").GetProperty("options")[0].GetProperty("focused").GetBoolean());
        Assert.Equal("press it", told[5].GetProperty("data").GetProperty("resolved").GetProperty("messages").GetProperty(message.Id.ToString()).GetProperty("content").GetString());
    }

    [Fact]
    public async Task What_the_older_methods_say_is_as_documented_too()
    {
        await using var stage = await Stage.SetAsync();
        var message = await stage.Mira.SaysAsync("hi");
        await stage.Tobias.ReactsAsync(message, "🔥");
        await stage.Tobias.UnreactsAsync(message, "🔥");
        await stage.Mira.EditsAsync(message, "hello");
        await stage.Mira.DeletesAsync(message);
        await stage.Mira.TypesAsync();
        await stage.Mira.JoinsVoiceAsync();
        await stage.Mira.LeavesVoiceAsync();
        await stage.Mira.ChangesStatusAsync("dnd");
        await stage.Mira.ChangesNicknameAsync("Keeper");
        await stage.Reef.AddMemberAsync("june");
        await stage.Reef.Member("june").LeavesAsync();
        await stage.Mira.UsesCommandAsync("tides", ("port", "Harbour"));
        await stage.Reef.BecomesUnavailableAsync();

        await stage.ToldAsync(
            "MESSAGE_CREATE", "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "TYPING_START",
            "VOICE_STATE_UPDATE", "VOICE_CHANNEL_START_TIME_UPDATE", "VOICE_STATE_UPDATE", "VOICE_CHANNEL_START_TIME_UPDATE", "PRESENCE_UPDATE",
            "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_ADD", "GUILD_MEMBER_REMOVE", "INTERACTION_CREATE", "GUILD_DELETE");
    }

    [Fact]
    public async Task Nonsense_is_an_error_that_names_it()
    {
        await using var stage = await Stage.SetAsync();
        var message = await stage.Mira.SaysAsync("no poll");
        Assert.Equal("poll", (await Assert.ThrowsAsync<ArgumentException>(() => stage.Mira.VotesAsync(message, 1))).ParamName);
        Assert.Equal("thread", (await Assert.ThrowsAsync<ArgumentException>(() => stage.Mira.JoinsThreadAsync(message.Channel))).ParamName);
        var poll = await stage.Mira.StartsPollAsync("?", "yes");
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => stage.Mira.VotesAsync(poll, 2));
        Assert.Contains("Reef", (await Assert.ThrowsAsync<InvalidOperationException>(() => stage.Reef.EndStageAsync())).Message);
    }

    /// <summary>A guild with people, and a client that hears everything.</summary>
    private sealed class Stage(SimulatedDiscord discord, GatewayClient client) : IAsyncDisposable
    {
        public SimulatedGuild Reef => discord.Guilds[0];

        public SimulatedMember Mira { get; } = discord.Guild("Reef").Member("mira");

        public SimulatedMember Tobias { get; } = discord.Guild("Reef").Member("tobias");

        public static void Furnish(SimulatedDiscordOptions options) => options.World.Guild("Reef", guild => guild
            .Channel("general").VoiceChannel("Lounge").Channel("Podium", ChannelKind.Stage).Sound("horn").Member("mira", "Keeper").Member("tobias"));

        public static async Task<Stage> SetAsync()
        {
            var discord = await SimulatedDiscord.StartAsync(Furnish);
            var client = await GatewayClient.ReadyAsync(discord);
            await client.ExpectEventAsync("GUILD_CREATE");
            return new Stage(discord, client);
        }

        /// <summary>Reads these events and no others, each of which has to be as documented.</summary>
        public async Task<JsonElement[]> ToldAsync(params string[] names)
        {
            var told = new List<JsonElement>();
            foreach (string name in names)
            {
                var data = (await client.ExpectEventAsync(name)).GetProperty("d");
                Assert.Empty(Documented.Faults(name, data));
                told.Add(data);
            }

            return [.. told];
        }

        public async ValueTask DisposeAsync()
        {
            await client.DisposeAsync();
            await discord.DisposeAsync();
        }
    }
}
