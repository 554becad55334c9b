using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>An auto moderation rule was deleted.</summary>
/// <remarks>
/// <para>Carries the whole rule.</para>
/// <para>
/// Needs <see cref="GatewayIntents.AutoModerationConfiguration"/>, and the permission
/// <see cref="Permissions.ManageGuild"/>.
/// </para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#auto-moderation-rule-delete">Discord's page</see></para>
/// </remarks>
public sealed record AutoModerationRuleDelete : AutoModerationRule, IGuildEvent
{
    Snowflake? IGuildEvent.GuildId => GuildId;
}
