namespace Gateway.Core.Session;

/// <summary>
/// Discord's limit on what a connection may send: 120 payloads in any 60 seconds, or it is closed with 4008. A part of
/// it is kept for heartbeats, so that commands can never starve them.
/// </summary>
/// <remarks>
/// Any thread may ask; a lock protects the log of sends. Times are passed in, so that the rule itself has no clock.
/// See <see href="https://docs.discord.com/developers/events/gateway#rate-limiting"/>.
/// </remarks>
internal sealed class SendBudget
{
    public const int Total = 120;

    /// <summary>Half a second more than Discord's: it counts from when a payload arrives, not from when it was sent.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60.5);

    private readonly Lock _lock = new(); // protects _sent
    private readonly SendLog _sent = new(Total, Window);
    private readonly int _reserve;
    private readonly int _due;

    /// <param name="heartbeatInterval">Decides the reserve: every beat within a window, as many again when Discord asks for one, Identify or Resume.</param>
    public SendBudget(TimeSpan heartbeatInterval)
    {
        double beats = Math.Ceiling(Window / heartbeatInterval);
        _reserve = (int)Math.Min((2 * beats) + 1, Total / 2);
        _due = (int)Math.Min(beats + 1, Total / 2);
    }

    /// <summary>How many of the sends in a window are left for commands.</summary>
    public int ForCommands => Total - _reserve;

    /// <summary>Takes one send for a command, or says how long until there is one.</summary>
    public bool TrySpendOnCommand(TimeSpan now, out TimeSpan wait) => TrySpend(now, ForCommands, out wait);

    /// <summary>Takes one send for a heartbeat that Discord asks for; false if what is left is for those that are due, Identify and Resume.</summary>
    public bool TrySpendOnRequestedBeat(TimeSpan now) => TrySpend(now, Total - _due, out _);

    /// <summary>Takes one send for the session itself; false if even its reserve is used up.</summary>
    public bool TrySpendOnSession(TimeSpan now) => TrySpend(now, Total, out _);

    private bool TrySpend(TimeSpan now, int allowed, out TimeSpan wait)
    {
        lock (_lock)
        {
            wait = _sent.WaitFor(now, allowed);
            if (wait > TimeSpan.Zero)
            {
                return false;
            }

            _sent.Add(now);
            return true;
        }
    }
}
