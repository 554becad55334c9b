using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An auto moderation rule changed.</summary>
/// <remarks>
/// <para>
/// Needs <see cref="GatewayIntents.AutoModerationConfiguration"/>, and the permission
/// <see cref="Permissions.ManageGuild"/>.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#auto-moderation-rule-update">Discord's page</see></para>
/// </remarks>
public sealed record AutoModerationRuleUpdate : AutoModerationRule, IGuildEvent
{
    Snowflake? IGuildEvent.GuildId => GuildId;
}
