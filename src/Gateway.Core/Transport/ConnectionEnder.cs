namespace Gateway.Core;

/// <summary>Who began the end of a connection.</summary>
public enum ConnectionEnder
{
    /// <summary>Discord: a close frame, opcode 7 or opcode 9.</summary>
    Discord,

    /// <summary>This process: a deadline, a protocol error it noticed, or a call.</summary>
    Client,

    /// <summary>Neither: the network or something on the way.</summary>
    Transport,
}
