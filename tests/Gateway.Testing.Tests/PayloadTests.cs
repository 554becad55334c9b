using System.Text.Json;

namespace Gateway.Testing.Tests;

/// <summary>Payloads have every key that Discord always sends.</summary>
public class PayloadTests
{
    private const string Guild =
        "id name icon splash discovery_splash owner_id afk_channel_id afk_timeout verification_level default_message_notifications explicit_content_filter roles emojis features mfa_level application_id system_channel_id system_channel_flags rules_channel_id vanity_url_code description banner premium_tier preferred_locale public_updates_channel_id nsfw_level premium_progress_bar_enabled safety_alerts_channel_id incidents_data";

    private const string User = "id username discriminator global_name avatar";
    private const string Member = "roles joined_at deaf mute flags pending";
    private const string Voice = "channel_id user_id session_id deaf mute self_deaf self_mute self_video suppress request_to_speak_timestamp";

    private static readonly Dictionary<string, string> Always = new()
    {
        ["READY"] = "v user guilds session_id resume_gateway_url application shard",
        ["GUILD_CREATE"] = Guild + " joined_at large member_count voice_states members channels threads presences stage_instances guild_scheduled_events soundboard_sounds",
        ["MESSAGE_CREATE"] = "id channel_id author content timestamp edited_timestamp tts mention_everyone mentions mention_roles attachments embeds pinned type",
        ["INTERACTION_CREATE"] = "id application_id type token version app_permissions entitlements authorizing_integration_owners attachment_size_limit data channel channel_id guild guild_id member context locale guild_locale",
        ["TYPING_START"] = "channel_id user_id timestamp guild_id member",
        ["MESSAGE_REACTION_ADD"] = "user_id channel_id message_id emoji burst type guild_id member message_author_id",
        ["VOICE_STATE_UPDATE"] = Voice + " guild_id member",
        ["GUILD_MEMBER_ADD"] = Member + " user guild_id",
        ["GUILD_MEMBER_UPDATE"] = Member + " user guild_id avatar banner nick",
        ["PRESENCE_UPDATE"] = "user guild_id status activities client_status",
        ["CHANNEL_CREATE"] = "id type guild_id name position permission_overwrites parent_id flags",
    };

    [Fact]
    public async Task Payloads_are_whole()
    {
        await using var discord = await SimulatedDiscord.StartAsync(options => options.World.Guild("Reef", guild => guild.VoiceChannel("Lounge").Member("mira", "Keeper").Member("tobias")));
        var reef = discord.Guild("Reef");
        var mira = reef.Member("mira");
        await mira.JoinsVoiceAsync();
        await using var client = await GatewayClient.ReadyAsync(discord);
        var message = await mira.SaysAsync("hi");
        await mira.UsesCommandAsync("ping");
        await mira.TypesAsync();
        await mira.ReactsAsync(message, "🔥");
        await mira.LeavesVoiceAsync();
        await mira.ChangesNicknameAsync("Keeper");
        await mira.ChangesStatusAsync("dnd");
        await reef.AddMemberAsync("june");
        await reef.AddChannelAsync("tides");
        await client.ReadUntilAsync("CHANNEL_CREATE");

        var sent = discord.Connections[0].Sent.Where(frame => frame.EventName is not null).ToDictionary(frame => frame.EventName!, frame => frame.Data);
        Assert.All(Always, row => Has(sent[row.Key], row.Value, row.Key));
        var guild = sent["GUILD_CREATE"];
        Assert.All(guild.GetProperty("members").EnumerateArray(), member => Has(member, Member + " user", "member"));
        Assert.All(guild.GetProperty("members").EnumerateArray(), member => Has(member.GetProperty("user"), User, "user"));
        Assert.All(guild.GetProperty("roles").EnumerateArray(), role => Has(role, "id name color colors hoist position permissions managed mentionable flags", "role"));
        Assert.All(guild.GetProperty("voice_states").EnumerateArray(), state => Has(state, Voice, "voice state"));
        Assert.False(guild.GetProperty("voice_states")[0].TryGetProperty("guild_id", out _));
        Has(sent["MESSAGE_CREATE"].GetProperty("author"), User, "author");
        Has(sent["INTERACTION_CREATE"].GetProperty("member"), Member + " user permissions", "member");
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$", sent["MESSAGE_CREATE"].GetProperty("timestamp").GetString());
    }

    private static void Has(JsonElement element, string keys, string where) =>
        Assert.All(keys.Split(' '), key => Assert.True(element.TryGetProperty(key, out _), $"{where} has no {key}"));
}
