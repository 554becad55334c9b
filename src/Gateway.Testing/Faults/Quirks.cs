namespace Gateway.Testing;

/// <summary>Ways of being nearly Discord that a client has to bear. See <see cref="SimulatedDiscord.Quirks"/>.</summary>
[Flags]
public enum Quirks
{
    /// <summary>Exactly like Discord.</summary>
    None = 0,

    /// <summary>Frames that are no dispatch leave out <c>s</c>, <c>t</c>, and a <c>d</c> that would be null: <c>{"op":11}</c>.</summary>
    ShortControlFrames = 1 << 0,

    /// <summary>A null <c>d</c> of frames that are no dispatch is <c>{}</c> instead.</summary>
    EmptyObjectForNull = 1 << 1,

    /// <summary>Opcodes 7 and 9 carry the session's last <c>s</c>.</summary>
    SequenceOnControlFrames = 1 << 2,

    /// <summary>READY has <c>s: 0</c>.</summary>
    ReadyWithSequenceZero = 1 << 3,

    /// <summary>With zstd-stream, every message is a zstd frame of its own.</summary>
    ZstdFramePerMessage = 1 << 4,

    /// <summary>The envelope begins with <c>d</c>: the opcode is known only after the payload.</summary>
    DataFirst = 1 << 5,

    /// <summary>The envelope is in the order of the documentation, <c>op d s t</c>, instead of <c>t s op d</c>.</summary>
    OpcodeFirst = 1 << 6,

    /// <summary>With zlib-stream, each message is spread over two websocket messages; only the second ends in 00 00 FF FF.</summary>
    ZlibInTwoMessages = 1 << 7,

    /// <summary>A dispatch of a name nobody knows follows READY.</summary>
    UnknownDispatchAfterReady = 1 << 8,

    /// <summary>RESUMED has <c>d: null</c> instead of <c>{}</c>.</summary>
    ResumedWithNull = 1 << 9,

    /// <summary>HELLO gives the heartbeat interval as a fractional number: <c>41250.0</c>.</summary>
    FractionalInterval = 1 << 10,

    /// <summary>Each dispatch is sent twice, with the same <c>s</c>.</summary>
    DuplicateDispatches = 1 << 11,

    /// <summary>Dispatches after READY change places in pairs: <c>s</c> 3 comes before <c>s</c> 2.</summary>
    SwappedDispatches = 1 << 12,
}
