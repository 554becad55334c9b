namespace Gateway.Testing;

/// <summary>What came from a client: a whole message, or its close frame.</summary>
/// <param name="IsClose">Whether it is the close frame.</param>
/// <param name="Payload">The message; valid until the next one is read.</param>
/// <param name="CloseCode">The code of the close frame; null if it carried none.</param>
/// <param name="CloseReason">The text beside the code.</param>
internal readonly record struct ClientMessage(bool IsClose, ReadOnlyMemory<byte> Payload, int? CloseCode = null, string CloseReason = "");
