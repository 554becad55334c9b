namespace Gateway.Testing;

/// <summary>Where a member is in voice.</summary>
internal sealed record VoiceState(ulong? ChannelId, string SessionId, bool SelfMute, bool SelfDeaf);
