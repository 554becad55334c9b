using System.Globalization;
using System.Text;

namespace Gateway.Load;

/// <summary>Makes payloads as Discord sends them: no two alike, and the same ones from the same seed.</summary>
internal sealed class EventMaker(int seed, long firstSequence = 1)
{
    private const string Avatar = "0123456789abcdef";

    private static readonly string[] Words =
    [
        "the", "harbour", "was", "quiet", "until", "somebody", "asked", "whether", "anyone", "had", "seen", "that",
        "lighthouse", "keeper", "lately", "because", "boats", "kept", "coming", "in", "crooked", "and", "nobody", "knew",
        "why", "lol", "ok", "maybe", "tomorrow", "thanks", "again", "😀", "naïve", "café",
    ];

    private readonly Random _random = new(seed);
    private long _sequence = firstSequence;

    /// <summary>The sequence of the next event.</summary>
    public long NextSequence => _sequence;

    /// <summary>A payload of opcode 0 around an event.</summary>
    public byte[] Dispatch(string name, string d) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"t":"{{name}}","s":{{_sequence++}},"op":0,"d":{{d}}}"""));

    /// <summary>READY of a session with no guilds.</summary>
    public byte[] Ready(Uri gateway) => Dispatch(
        "READY",
        $$"""{"v":10,"user_settings":{},"user":{"verified":true,"username":"load","mfa_enabled":true,"id":"900000000000000001","global_name":null,"flags":0,"email":null,"discriminator":"0001","clan":null,"bot":true,"avatar":null},"session_type":"normal","session_id":"0123456789abcdef0123456789abcdef","resume_gateway_url":"{{gateway.AbsoluteUri}}","relationships":[],"private_channels":[],"presences":[],"guilds":[],"guild_join_requests":[],"geo_ordered_rtc_regions":[],"auth":{},"application":{"id":"900000000000000001","flags":565248},"_trace":["load"]}""");

    /// <summary>A MESSAGE_CREATE of about 1.5 KB.</summary>
    public byte[] Message() => Dispatch(
        "MESSAGE_CREATE",
        $$"""{"type":0,"tts":false,"timestamp":"{{Time()}}","pinned":false,"nonce":"{{Id()}}","mentions":[{{(_random.Next(4) == 0 ? Mention() : "")}}],"mention_roles":[],"mention_everyone":false,"member":{{Member()}},"id":"{{Id()}}","flags":0,"embeds":[],"edited_timestamp":null,"content":"{{Text(12)}}","components":[],"channel_type":0,"channel_id":"{{Id()}}","author":{{User()}},"attachments":[],"guild_id":"{{GuildId()}}"}""");

    /// <summary>A MESSAGE_DELETE: among the smallest of events, 140 bytes.</summary>
    public byte[] Deletion() => Dispatch("MESSAGE_DELETE", $$"""{"id":"{{Id()}}","channel_id":"{{Id()}}","guild_id":"{{GuildId()}}"}""");

    /// <summary>What a bot in many guilds receives: 60 % messages, 15 % presences, 10 % typing, 10 % members, voice, and large guilds.</summary>
    public byte[] Mixed() => _random.Next(10_000) switch
    {
        < 6000 => Message(),
        < 7500 => Dispatch("PRESENCE_UPDATE", $$$"""{"user":{"id":"{{{Id()}}}"},"status":"online","guild_id":"{{{GuildId()}}}","client_status":{"desktop":"online"},"activities":[{"type":0,"timestamps":{"start":{{{_random.NextInt64(1_700_000_000_000)}}}},"session_id":"{{{Hash()}}}","name":"{{{Text(2)}}}","id":"{{{Hash()}}}","details":"{{{Text(4)}}}","created_at":{{{_random.NextInt64(1_700_000_000_000)}}},"application_id":"{{{Id()}}}"}]}"""),
        < 8500 => Dispatch("TYPING_START", $$"""{"user_id":"{{Id()}}","timestamp":{{_random.Next(1_700_000_000)}},"member":{{MemberWithUser()}},"channel_id":"{{Id()}}","guild_id":"{{GuildId()}}"}"""),
        < 9500 => Dispatch("GUILD_MEMBER_UPDATE", $$"""{"user":{{User()}},"roles":[{{Roles()}}],"premium_since":null,"pending":false,"nick":"{{Text(2)}}","mute":false,"joined_at":"{{Time()}}","guild_id":"{{GuildId()}}","flags":2,"deaf":false,"communication_disabled_until":null,"banner":null,"avatar":null}"""),
        < 9998 => Dispatch("VOICE_STATE_UPDATE", $$"""{"member":{{MemberWithUser()}},"user_id":"{{Id()}}","suppress":false,"session_id":"{{Hash()}}","self_video":false,"self_mute":true,"self_deaf":false,"request_to_speak_timestamp":null,"mute":false,"guild_id":"{{GuildId()}}","deaf":false,"channel_id":"{{Id()}}"}"""),
        _ => Guild(members: 4000),
    };

    /// <summary>A GUILD_CREATE: about 450 bytes a member.</summary>
    public byte[] Guild(int members) => Dispatch(
        "GUILD_CREATE",
        $$"""{"id":"{{GuildId()}}","name":"{{Text(3)}}","owner_id":"{{Id()}}","joined_at":"{{Time()}}","large":true,"unavailable":false,"member_count":{{members}},"roles":[],"emojis":[],"stickers":[],"features":[],"channels":[],"threads":[],"presences":[],"voice_states":[],"stage_instances":[],"guild_scheduled_events":[],"soundboard_sounds":[],"system_channel_flags":0,"verification_level":1,"default_message_notifications":0,"explicit_content_filter":0,"mfa_level":0,"premium_tier":0,"preferred_locale":"en-US","nsfw_level":0,"nsfw":false,"premium_progress_bar_enabled":false,"afk_timeout":300,"members":[{{string.Join(',', Enumerable.Range(0, members).Select(_ => MemberWithUser()))}}]}""");

    private string User() =>
        $$"""{"username":"{{Text(1)}}{{_random.Next(10_000)}}","public_flags":{{_random.Next(1 << 18)}},"primary_guild":null,"id":"{{Id()}}","global_name":"{{Text(2)}}","display_name_styles":null,"discriminator":"0","collectibles":null,"clan":null,"bot":false,"avatar_decoration_data":{"sku_id":"{{Id()}}","expires_at":null,"asset":"a_{{Hash()}}"},"avatar":"{{Hash()}}"}""";

    private string Mention() => string.Concat(User().AsSpan()[..^1], ",\"member\":", Member(), "}");

    private string Member() =>
        $$"""{"roles":[{{Roles()}}],"premium_since":null,"pending":false,"nick":null,"mute":false,"joined_at":"{{Time()}}","flags":0,"deaf":false,"communication_disabled_until":null,"banner":null,"avatar":null}""";

    private string MemberWithUser() => string.Concat("{\"user\":", User(), ",", Member().AsSpan(1));

    private string Roles() => string.Join(',', Enumerable.Range(0, _random.Next(1, 6)).Select(_ => $"\"{Id()}\""));

    private string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[_random.Next(Words.Length)]));

    private string Hash() => string.Concat(Enumerable.Range(0, 32).Select(_ => Avatar[_random.Next(16)]));

    private string GuildId() => (800_000_000_000_000_000 + _random.Next(2000)).ToString(CultureInfo.InvariantCulture);

    private string Id() => _random.NextInt64(800_000_000_000_000_000, 1_500_000_000_000_000_000).ToString(CultureInfo.InvariantCulture);

    private string Time() =>
        DateTime.UnixEpoch.AddMilliseconds(_random.NextInt64(1_600_000_000_000, 1_800_000_000_000)).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);
}
