using System.Text;

namespace Gateway.Testing;

/// <summary>What happens at a <see cref="Moment"/>.</summary>
public sealed class FaultStep
{
    private readonly ConnectionScope _scope;
    private readonly Moment _moment;
    private readonly bool _instead;

    internal FaultStep(ConnectionScope scope, Moment moment, bool instead)
    {
        _scope = scope;
        _moment = moment;
        _instead = instead;
    }

    /// <summary>Nothing: it is withheld until <see cref="Fault.Lift"/>.</summary>
    public Fault Nothing() => Add("nothing", null);

    /// <summary>The connection ends without a close frame; what was sent before still arrives. The session stays.</summary>
    public Fault Drop() => Add("drop", static connection => connection.Drop());

    /// <summary>The connection is reset at once (TCP RST). The session stays.</summary>
    public Fault Reset() => Add("reset", static connection => connection.Reset());

    /// <summary>The connection goes half-open: everything is swallowed, nothing is answered, the socket stays.</summary>
    public Fault GoSilent() => Add("go silent", static connection => connection.GoSilent());

    /// <summary>A close frame.</summary>
    /// <param name="code">The code; null for a frame without one.</param>
    /// <param name="reason">The text beside it.</param>
    public Fault Close(int? code, string reason = "") => Add($"close {code}", connection => connection.Close(code, reason));

    /// <summary>Opcode 7, and a close after <see cref="SimulatedDiscordOptions.ReconnectGrace"/>.</summary>
    public Fault Reconnect() => Add("reconnect", static connection => connection.RequestReconnect());

    /// <summary>Opcode 9. The connection stays open and takes another IDENTIFY or RESUME.</summary>
    /// <param name="resumable">The <c>d</c> of it; false ends the session.</param>
    public Fault InvalidSession(bool resumable) =>
        Add($"invalid session ({resumable})", connection => connection.InvalidateSession(resumable));

    /// <summary>A message of any text.</summary>
    public Fault Send(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Add("send text", connection => connection.Outbox.SendRaw(Encoding.UTF8.GetBytes(text), binary: false));
    }

    /// <summary>The next message goes out garbled: broken compression, or broken JSON where there is none.</summary>
    public Fault GarbleNext() => Add("garble", static connection => connection.Outbox.GarbleNext());

    private Fault Add(string what, Action<GatewayConnection>? action)
    {
        var plan = _scope.Plan;
        bool once = _scope.IsNext && action is not null;
        var fault = new Fault(plan, _scope, $"{_scope}: {what} {(_instead ? "instead of" : "after")} {_moment}", once ? 1 : int.MaxValue)
        {
            InsteadOf = _instead ? _moment : null,
            After = _instead ? null : _moment,
            Action = action,
        };
        return plan.Add(fault);
    }
}
