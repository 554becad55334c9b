namespace Gateway.Core.Commands;

/// <summary>A request whose answer somebody waits for, as the loop that receives sees it.</summary>
internal abstract class AwaitedRequest
{
    /// <summary>The name of the events that answer it.</summary>
    public abstract string EventName { get; }

    /// <summary>The nonce that its answers carry; null if they carry none.</summary>
    public abstract string? Nonce { get; }

    /// <summary>An event of that name came. If it is an answer, it is kept: the message itself is valid only now.</summary>
    public abstract void OnEvent(in AnswerKeys keys, in GatewayMessage message);

    /// <summary>A new session began: what was still to come of the answer went with the old one.</summary>
    public abstract void OnNewSession();

    /// <summary>The session was resumed, and everything that was missed has been replayed.</summary>
    public abstract void OnResumed();

    /// <summary>There will be no answer.</summary>
    public abstract void Fail(Exception error);
}
