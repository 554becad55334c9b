using Gateway.Core.Models;

namespace Gateway.Core.Events;

/// <summary>A guild is there: loaded after the session began, back from an outage, or newly joined.</summary>
/// <remarks>
/// <para>
/// Known from <see cref="Ready"/>: loaded. Known as unavailable: back. Otherwise: joined. During an outage nothing
/// but <see cref="Guild.Id"/> and <see cref="Unavailable"/> may be set.
/// </para>
/// <para>Needs <see cref="GatewayIntents.Guilds"/>.</para>
/// <para><see href="https://docs.discord.com/developers/events/gateway-events#guild-create">Discord's page</see></para>
/// </remarks>
public sealed record GuildCreate : Guild, IGuildEvent
{
    /// <summary>When the bot joined.</summary>
    public DateTimeOffset JoinedAt { get; init; }

    /// <summary>Whether the guild counts as large, so that <see cref="Members"/> is incomplete.</summary>
    public bool Large { get; init; }

    /// <summary>True when an outage keeps the guild from being served; then nothing but the id is set.</summary>
    public bool? Unavailable { get; init; }

    /// <summary>Number of members.</summary>
    public int MemberCount { get; init; }

    /// <summary>Who is in which voice channel, without guild ids.</summary>
    public IReadOnlyList<VoiceState> VoiceStates { get => field ?? []; init; }

    /// <summary>
    /// Members. Complete only with <see cref="GatewayIntents.GuildPresences"/> and up to the large threshold;
    /// otherwise the bot and those in voice at least.
    /// </summary>
    public IReadOnlyList<GuildMember> Members { get => field ?? []; init; }

    /// <summary>Channels, possibly without guild ids.</summary>
    public IReadOnlyList<Channel> Channels { get => field ?? []; init; }

    /// <summary>Active threads that the bot can see.</summary>
    public IReadOnlyList<Channel> Threads { get => field ?? []; init; }

    /// <summary>
    /// Presences, incomplete as <see cref="Members"/> is; offline members are left out of large guilds.
    /// </summary>
    public IReadOnlyList<Presence> Presences { get => field ?? []; init; }

    /// <summary>Running stage instances.</summary>
    public IReadOnlyList<StageInstance> StageInstances { get => field ?? []; init; }

    /// <summary>Scheduled events.</summary>
    public IReadOnlyList<GuildScheduledEvent> GuildScheduledEvents { get => field ?? []; init; }

    /// <summary>Soundboard sounds.</summary>
    public IReadOnlyList<SoundboardSound> SoundboardSounds { get => field ?? []; init; }

    Snowflake? IGuildEvent.GuildId => Id;

    private protected override void Describe(Description it)
    {
        base.Describe(it);
        it.Add(Unavailable);
        it.Add(MemberCount);
        it.Add(Members.Count);
        it.Add(Channels.Count);
        it.Add(Threads.Count);
    }
}
