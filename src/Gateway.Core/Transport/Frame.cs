namespace Gateway.Core.Transport;

/// <summary>A whole message, of whatever number of frames, or a control frame. It is valid until the next one is read.</summary>
internal readonly record struct Frame(FrameOpcode Opcode, ReadOnlyMemory<byte> Payload);
