using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Support;

/// <summary>Keeps every log line, from Trace on, and waits for those to come.</summary>
internal sealed class RecordedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = new();
    private readonly Signal _changed = new();

    /// <summary>Called with each line, by whoever logs it.</summary>
    public Action<LogLine>? Logging { get; set; }

    public IReadOnlyList<LogLine> Lines => [.. _lines];

    public IEnumerable<LogLine> At(LogLevel level) => _lines.Where(line => line.Level == level);

    /// <summary>Warnings and worse.</summary>
    public IEnumerable<LogLine> Troubles => _lines.Where(static line => line.Level >= LogLevel.Warning);

    public Task<LogLine> WaitForAsync(Func<LogLine, bool> match) =>
        _changed.UntilAsync(() => _lines.FirstOrDefault(match), () => $"The log line did not come. There are:\n{this}");

    /// <summary>Waits for something that lines tell of.</summary>
    public Task UntilAsync(Func<bool> condition) =>
        _changed.UntilAsync(() => condition() ? this : null, () => $"The log lines did not come. There are:\n{this}");

    public Task<LogLine> WaitForAsync(string text) => WaitForAsync(line => line.Text.Contains(text, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public override string ToString() => string.Join("\n", Lines);

    public void Dispose()
    {
    }

    private void Add(LogLine line)
    {
        Logging?.Invoke(line);
        _lines.Enqueue(line);
        _changed.Raise();
    }

    private sealed class Logger(RecordedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            logs.Add(new LogLine(LogLevel.Trace, category, 0, $"scope {state}", null));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            logs.Add(new LogLine(logLevel, category, eventId.Id, formatter(state, exception), exception));
    }
}
