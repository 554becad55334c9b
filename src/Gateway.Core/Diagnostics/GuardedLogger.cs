using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Diagnostics;

/// <summary>
/// The application's logger as shards use it. It may throw what it likes, as one whose disk is full does: that costs the line
/// alone, and no connection or session.
/// </summary>
internal sealed class GuardedLogger : ILogger
{
    private static readonly ConditionalWeakTable<ILogger, GuardedLogger> Known = [];

    private readonly ILogger _inner;

    private GuardedLogger(ILogger inner) => _inner = inner;

    /// <summary>The one of a logger: all who share that share this.</summary>
    public static ILogger Of(ILogger logger) => logger as GuardedLogger ?? Known.GetValue(logger, static logger => new GuardedLogger(logger));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return _inner.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false; // it would not take the line either
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            _inner.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // The line is lost. There is nowhere to say so: whoever could be told is who has failed.
        }
    }
}
