using System.Text;
using System.Text.Json.Nodes;
using Gateway.Core.Commands;
using Gateway.Core.Envelope;
using Gateway.Core.Models;

namespace Gateway.Core.Tests;

public class CommandTests
{
    private static readonly Snowflake Guild = 820722997919875074;

    public static TheoryData<GatewayCommand, string> Samples => new()
    {
        { new RequestGuildMembers { GuildId = Guild, Query = "", Nonce = "members-0001" }, """{"op":8,"d":{"guild_id":"820722997919875074","query":"","limit":0,"nonce":"members-0001"}}""" },
        { new RequestGuildMembers { GuildId = Guild, Query = "mi", Limit = 10, Presences = true }, """{"op":8,"d":{"guild_id":"820722997919875074","query":"mi","limit":10,"presences":true}}""" },
        { new RequestGuildMembers { GuildId = Guild, UserIds = [791578452951171079, 485834218274947078], Nonce = "ids-1" }, """{"op":8,"d":{"guild_id":"820722997919875074","user_ids":["791578452951171079","485834218274947078"],"nonce":"ids-1"}}""" },
        { new RequestSoundboardSounds { GuildIds = [820722997919875074, 1047418200129667075] }, """{"op":31,"d":{"guild_ids":["820722997919875074","1047418200129667075"]}}""" },
        { new RequestChannelInfo { GuildId = Guild }, """{"op":43,"d":{"guild_id":"820722997919875074","fields":["status","voice_start_time"]}}""" },
        { new UpdateVoiceState { GuildId = Guild, ChannelId = 820723010502787084, SelfDeaf = true }, """{"op":4,"d":{"guild_id":"820722997919875074","channel_id":"820723010502787084","self_mute":false,"self_deaf":true}}""" },
        { new UpdateVoiceState { GuildId = Guild, ChannelId = null }, """{"op":4,"d":{"guild_id":"820722997919875074","channel_id":null,"self_mute":false,"self_deaf":false}}""" },
        { new UpdatePresence { Status = BotStatus.Idle, IdleSince = DateTimeOffset.FromUnixTimeMilliseconds(1785837600000), Afk = true }, """{"op":3,"d":{"since":1785837600000,"activities":[],"status":"idle","afk":true}}""" },
        { new UpdatePresence { Status = BotStatus.DoNotDisturb, Activities = [new() { Name = "Custom Status", Type = ActivityType.Custom, State = "on watch" }] }, """{"op":3,"d":{"since":null,"activities":[{"name":"Custom Status","type":4,"state":"on watch"}],"status":"dnd","afk":false}}""" },
        { new UpdatePresence { Activities = [new() { Name = "Twitch", Type = ActivityType.Streaming, Url = "https://www.twitch.tv/harbourlights" }] }, """{"op":3,"d":{"since":null,"activities":[{"name":"Twitch","type":1,"url":"https://www.twitch.tv/harbourlights"}],"status":"online","afk":false}}""" },
        { new RawCommand((GatewayOpcode)77, """ {"later":[1,"ä"]} """u8.ToArray()), """{"op":77,"d":{"later":[1,"ä"]}}""" },
        { new RawCommand(GatewayOpcode.RequestGuildMembers, "null"u8.ToArray()), """{"op":8,"d":null}""" },
    };

    public static TheoryData<GatewayCommand, string> Mistakes => new()
    {
        { new RequestGuildMembers { GuildId = Guild }, "Query" },
        { new RequestGuildMembers { GuildId = Guild, Query = "", UserIds = [1] }, "UserIds" },
        { new RequestGuildMembers { GuildId = Guild, UserIds = [] }, "UserIds" },
        { new RequestGuildMembers { GuildId = Guild, UserIds = [.. Enumerable.Repeat<Snowflake>(1, 101)] }, "UserIds" },
        { new RequestGuildMembers { GuildId = Guild, Query = "mi" }, "Limit" },
        { new RequestGuildMembers { GuildId = Guild, Query = "mi", Limit = 101 }, "Limit" },
        { new RequestGuildMembers { GuildId = Guild, Query = "", Nonce = new string('ä', 17) }, "Nonce" },
        { new RequestSoundboardSounds { GuildIds = [] }, "GuildIds" },
        { new RequestChannelInfo { GuildId = Guild, Status = false, VoiceStartTime = false }, "Status" },
        { new UpdatePresence { Activities = [new() { Name = " " }] }, "Name" },
        { new UpdatePresence { Activities = [new() { Name = "Custom Status", Type = ActivityType.Custom }] }, "State" },
        { new UpdatePresence { Activities = [new() { Name = new string('x', 5000) }] }, "4096" },
        { new RawCommand(GatewayOpcode.Identify, "{}"u8.ToArray()), "2 (Identify)" },
        { new RawCommand(GatewayOpcode.Heartbeat, "{}"u8.ToArray()), "Opcode" },
        { new RawCommand(GatewayOpcode.PresenceUpdate, "{}"u8.ToArray()), "UpdatePresence" },
        { new RawCommand((GatewayOpcode)77, default), "Data" },
        { new RawCommand((GatewayOpcode)77, "{}{}"u8.ToArray()), "Data" },
        { new RawCommand((GatewayOpcode)77, "{\"a\":"u8.ToArray()), "Data" },
        { new RawCommand((GatewayOpcode)77, Encoding.UTF8.GetBytes($"\"{new string('x', 4090)}\"")), "4096" },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_command_is_written_as_Discord_documents_it(GatewayCommand command, string json)
    {
        JsonNode written = JsonNode.Parse(EnvelopeWriter.Command(command))!;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), written), written.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_refused_with_the_name_of_the_field(GatewayCommand command, string named)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => EnvelopeWriter.Command(command));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Identify_and_Resume_carry_what_Discord_documents()
    {
        var options = new ShardOptions
        {
            Token = "TEST.TOKEN.VALUE",
            Intents = (GatewayIntents)53575421,
            IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.Zero, 1)),
            IdentifyProperties = new IdentifyProperties { Os = "linux", Browser = "testlib", Device = "testlib" },
            LargeThreshold = 250,
            Presence = new UpdatePresence { Activities = [new() { Name = "the tide", Type = ActivityType.Watching }] },
        };

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"op":2,"d":{"token":"TEST.TOKEN.VALUE","intents":53575421,"properties":{"os":"linux","browser":"testlib","device":"testlib"},"large_threshold":250,"shard":[2,9],"presence":{"since":null,"activities":[{"name":"the tide","type":3}],"status":"online","afk":false}}}"""),
            JsonNode.Parse(EnvelopeWriter.Identify(new ShardId(2, 9), options, EnvelopeWriter.Data(options.Presence)))));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"op":6,"d":{"token":"TEST.TOKEN.VALUE","session_id":"9b2f6f0d4c1e4a7b8d3e5f60718293a4","seq":1337}}"""),
            JsonNode.Parse(EnvelopeWriter.Resume("TEST.TOKEN.VALUE", new GatewaySession("9b2f6f0d4c1e4a7b8d3e5f60718293a4", 1337, null)))));
    }

    [Theory]
    [InlineData(null, """{"op":1,"d":null}""")]
    [InlineData(0L, """{"op":1,"d":0}""")]
    [InlineData(251L, """{"op":1,"d":251}""")]
    public void A_heartbeat_carries_the_last_sequence(long? sequence, string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(EnvelopeWriter.Heartbeat(sequence)));
}
