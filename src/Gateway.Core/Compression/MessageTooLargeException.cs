namespace Gateway.Core.Compression;

/// <summary>A message, or what it inflates to, is larger than <see cref="ShardOptions.MaxMessageSize"/>.</summary>
internal sealed class MessageTooLargeException(int limit)
    : IOException($"A gateway message is larger than ShardOptions.MaxMessageSize ({limit} bytes).");
