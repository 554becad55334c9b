using Microsoft.AspNetCore.Http;

namespace Gateway.Testing;

/// <summary>One of the gateway's addresses, which can fail as a whole. Connections that are open stay open.</summary>
public sealed class HostScope
{
    /// <summary>A domain that no resolver knows (RFC 2606).</summary>
    internal const string UnknownDomain = ".invalid";

    private readonly Simulation _simulation;
    private readonly string _name;
    private int _status;
    private int _attempts;
    private bool _hangs;
    private volatile bool _wrongCertificate;
    private GatedListener? _listener;

    internal HostScope(Simulation simulation, string name)
    {
        _simulation = simulation;
        _name = name;
    }

    /// <summary>How many upgrades were turned away or left hanging.</summary>
    public int FailedAttempts => Volatile.Read(ref _attempts);

    /// <summary>Where it listens.</summary>
    internal Uri Address { get; private set; } = new("ws://127.0.0.1/");

    /// <summary>Where it is said to listen.</summary>
    internal Uri ToldAddress { get; private set; } = new("ws://127.0.0.1/");

    internal bool ShowsWrongCertificate => _wrongCertificate;

    /// <summary>Nobody listens any more: connecting is refused.</summary>
    public Task RefuseAsync()
    {
        Note("refuses connections");
        return _listener?.ShutAsync() ?? Task.CompletedTask;
    }

    /// <summary>Clients are told of the host by a name that no resolver knows. It holds for what they are told from now on.</summary>
    public void BecomeUnknown()
    {
        Note("becomes unknown to DNS");
        lock (_simulation.Gate)
        {
            ToldAddress = new UriBuilder(Address) { Host = _name.Replace(' ', '-') + UnknownDomain }.Uri;
        }
    }

    /// <summary>New connections are shown a certificate that is another's.</summary>
    /// <exception cref="InvalidOperationException">There is no TLS; see <see cref="SimulatedDiscordOptions.UseTls"/>.</exception>
    public void ShowWrongCertificate()
    {
        if (!_simulation.Options.UseTls)
        {
            throw new InvalidOperationException("Without UseTls there is no certificate to show.");
        }

        Note("shows a wrong certificate");
        _wrongCertificate = true;
    }

    /// <summary>Every upgrade is answered with this status.</summary>
    /// <param name="status">An HTTP status of 400 or more.</param>
    public void AnswerWith(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        Note($"answers {status}");
        lock (_simulation.Gate)
        {
            _status = status;
        }
    }

    /// <summary>Connections are accepted, and no upgrade is ever answered.</summary>
    public void Hang()
    {
        Note("answers nothing");
        lock (_simulation.Gate)
        {
            _hangs = true;
        }
    }

    /// <summary>All is well again. What hung is answered 503.</summary>
    public Task RecoverAsync()
    {
        Mend();
        return _listener?.OpenAsync() ?? Task.CompletedTask;
    }

    /// <summary>Waits until this many upgrades, from the beginning, were turned away or left hanging.</summary>
    /// <param name="attempts">How many.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    /// <exception cref="ExpectationException">There were fewer.</exception>
    public Task FailedAttemptsAsync(int attempts, TimeSpan? within = null) => _simulation.UntilAsync(
        () => FailedAttempts >= attempts ? this : null,
        () => $"{attempts} failed attempt(s) at the {_name}, not {FailedAttempts}",
        within);

    /// <summary>The host in words.</summary>
    public override string ToString() => _name;

    internal void ListenAt(Uri address, GatedListener listener)
    {
        Address = ToldAddress = address;
        _listener = listener;
    }

    /// <summary>All is well again, but that nobody may be listening.</summary>
    internal void Mend()
    {
        Note("recovers");
        lock (_simulation.Gate)
        {
            _status = 0;
            _hangs = false;
            _wrongCertificate = false;
            ToldAddress = Address;
        }

        _simulation.Recorder.Changed.Beat();
    }

    /// <summary>False if the request has been dealt with here.</summary>
    internal async Task<bool> LetThroughAsync(HttpContext context, CancellationToken stopping)
    {
        int status;
        bool hangs;
        lock (_simulation.Gate)
        {
            (status, hangs) = (_status, _hangs);
        }

        if (status == 0 && !hangs)
        {
            return true;
        }

        Interlocked.Increment(ref _attempts);
        _simulation.Recorder.Changed.Beat();
        if (hangs)
        {
            status = StatusCodes.Status503ServiceUnavailable;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
            await _simulation.WaitAsync(() => !_hangs, end.Token).ConfigureAwait(false);
        }

        context.Response.StatusCode = status;
        return false;
    }

    private void Note(string what)
    {
        lock (_simulation.Gate)
        {
            _simulation.Faults.Note($"{_name} {what}");
        }
    }
}
