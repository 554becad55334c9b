using Microsoft.Extensions.Logging;

namespace Gateway.Core.Tests;

/// <summary>A log whose disk is full.</summary>
internal sealed class ThrowingLogger : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => throw Failure();

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw Failure();

    private static AggregateException Failure() => new(new IOException("no space left on device"));
}
