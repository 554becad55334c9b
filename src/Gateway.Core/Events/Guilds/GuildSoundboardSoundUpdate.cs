using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A soundboard sound changed.</summary>
/// <remarks>
/// <para>Needs <see cref="GatewayIntents.GuildExpressions"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-soundboard-sound-update">Discord's page</see></para>
/// </remarks>
public sealed record GuildSoundboardSoundUpdate : SoundboardSound, IGuildEvent;
