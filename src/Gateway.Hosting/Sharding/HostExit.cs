using Microsoft.Extensions.Hosting;

namespace Gateway.Hosting.Sharding;

/// <summary>Ends the application when the bot cannot go on.</summary>
internal sealed class HostExit(IHostApplicationLifetime lifetime)
{
    private int _code;

    /// <summary>The exit code that was set; 0 if none was.</summary>
    public int Code => Volatile.Read(ref _code);

    /// <summary>Decides on the exit code; the first one stands. Returns whether this was the first.</summary>
    public bool TrySetCode(int code)
    {
        if (Interlocked.CompareExchange(ref _code, code, 0) != 0)
        {
            return false;
        }

        Environment.ExitCode = code;
        return true;
    }

    /// <summary>Stops the host, which ends the process.</summary>
    public void Stop() => lifetime.StopApplication();
}
