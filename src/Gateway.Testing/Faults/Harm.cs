namespace Gateway.Testing;

/// <summary>One kind of harm that chance may choose.</summary>
/// <param name="What">The harm in words.</param>
/// <param name="Act">What happens at once to one connection; null if it is none of these.</param>
/// <param name="Lie">What lasts, or lies in wait, until the next strike; null if it is none of these.</param>
internal sealed record Harm(string What, Action<GatewayConnection>? Act = null, Func<ConnectionScope, Fault>? Lie = null)
{
    /// <summary>What happens, other than to connections, until the next strike; it returns what ends it.</summary>
    public Func<Action>? Begin { get; init; }

    /// <summary>Whether it is for one connection, or for all that open meanwhile.</summary>
    public bool IsForOne { get; init; }

    /// <summary>All that can happen to connections.</summary>
    public static IReadOnlyList<Harm> ToConnections { get; } =
    [
        new("drop", static connection => connection.Drop()),
        new("reset", static connection => connection.Reset()),
        new("go silent", static connection => connection.GoSilent()),
        .. new int?[] { null, 1000, 1001, 1011, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009 }.Select(static code =>
            new Harm($"close {code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "without a code"}", connection => connection.Close(code, ""))),
        new("opcode 7", static connection => connection.RequestReconnect()),
        new("opcode 9, resumable", static connection => connection.InvalidateSession(resumable: true)),
        new("opcode 9", static connection => connection.InvalidateSession(resumable: false)),
        new("opcode 1", static connection => connection.Outbox.SendControl(Opcode.Heartbeat, null)),
        new("garble", static connection => connection.Outbox.GarbleNext()),
        new("junk", static connection => connection.Outbox.SendRaw("}{"u8.ToArray(), binary: false)),
        new("invalid UTF-8", static connection => connection.Outbox.SendRaw(new byte[] { 0xFF, 0xFE, 0x00 }, binary: true)),
        new("stall", Lie: static scope => scope.Stall()) { IsForOne = true },
        new("trickle", Lie: static scope => scope.Trickle(64)) { IsForOne = true },
        new("fragments", Lie: static scope => scope.Fragment()) { IsForOne = true },
        new("no acknowledgements", Lie: static scope => scope.InsteadOf(Moment.HeartbeatAck).Nothing()) { IsForOne = true },
        new("no close reply", Lie: static scope => scope.InsteadOf(Moment.CloseReply).Nothing()),
        new("no HELLO", Lie: static scope => scope.InsteadOf(Moment.Hello).Nothing()),
        new("closed at once", Lie: static scope => scope.InsteadOf(Moment.Hello).Close(1000)),
        new("opcode 7 for HELLO", Lie: static scope => scope.InsteadOf(Moment.Hello).Reconnect()),
        new("no READY", Lie: static scope => scope.InsteadOf(Moment.Ready).Nothing()),
        new("dropped before READY", Lie: static scope => scope.InsteadOf(Moment.Ready).Drop()),
        new("dropped after READY", Lie: static scope => scope.After(Moment.Ready).Drop()),
        new("no RESUMED", Lie: static scope => scope.InsteadOf(Moment.Resumed).Nothing()),
        new("no replay", Lie: static scope => scope.InsteadOf(Moment.Replay).Nothing()),
        new("opcode 9 for RESUMED", Lie: static scope => scope.InsteadOf(Moment.Resumed).InvalidSession(resumable: true)),
    ];

    /// <summary>All that can happen to hosts and to <c>GET /gateway/bot</c>. A host that refuses is left out: it takes its time.</summary>
    public static IReadOnlyList<Harm> ToHosts(SimulatedDiscord discord) =>
    [
        OfHost(discord.ResumeHost, "answers 503", static host => host.AnswerWith(503)),
        OfHost(discord.ResumeHost, "hangs", static host => host.Hang()),
        OfHost(discord.ResumeHost, "is unknown", static host => host.BecomeUnknown()),
        OfHost(discord.MainHost, "answers 503", static host => host.AnswerWith(503)),
        OfHost(discord.MainHost, "hangs", static host => host.Hang()),
        OfRequest(discord.GatewayBot, "500", static scope => scope.AnswerWith(500)),
        OfRequest(discord.GatewayBot, "429", static scope => scope.RateLimit(TimeSpan.FromSeconds(1))),
        OfRequest(discord.GatewayBot, "nonsense", static scope => scope.AnswerNonsense()),
        OfRequest(discord.GatewayBot, "reset", static scope => scope.Reset()),
        OfRequest(discord.GatewayBot, "no answer", static scope => scope.Hang()),
    ];

    private static Harm OfHost(HostScope host, string what, Action<HostScope> begin) => new($"{host} {what}")
    {
        Begin = () =>
        {
            begin(host);
            return host.Mend;
        },
    };

    private static Harm OfRequest(RequestScope scope, string what, Func<RequestScope, RequestFault> begin) => new($"{scope}: {what}")
    {
        Begin = () => begin(scope).Lift,
    };
}
