using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>The permissions of a command, or of all of the application's commands, changed in a guild.</summary>
/// <remarks>
/// <para>Carries the complete new set.</para>
/// <para>Sent whatever the intents.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#application-command-permissions-update">Discord's page</see></para>
/// </remarks>
public sealed record ApplicationCommandPermissionsUpdate : GuildApplicationCommandPermissions, IGuildEvent
{
    Snowflake? IGuildEvent.GuildId => GuildId;
}
