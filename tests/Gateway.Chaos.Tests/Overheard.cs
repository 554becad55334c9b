using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Gateway.Chaos.Tests;

/// <summary>Everything that a process tells about itself: log lines with their fields, scopes and exceptions, activities and metrics.</summary>
internal sealed class Overheard : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _metrics = new();
    private IExternalScopeProvider? _scopes;

    public Overheard()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_activities);
        _metrics.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _metrics.SetMeasurementEventCallback<byte>(Hear);
        _metrics.SetMeasurementEventCallback<short>(Hear);
        _metrics.SetMeasurementEventCallback<int>(Hear);
        _metrics.SetMeasurementEventCallback<long>(Hear);
        _metrics.SetMeasurementEventCallback<float>(Hear);
        _metrics.SetMeasurementEventCallback<double>(Hear);
        _metrics.SetMeasurementEventCallback<decimal>(Hear);
        _metrics.Start();
    }

    public IReadOnlyCollection<string> Texts => _texts;

    public void Hear(string where, object? what) => _texts.Enqueue($"{where}: {what}");

    /// <summary>Asks the gauges too.</summary>
    public void Observe() => _metrics.RecordObservableInstruments();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        _activities.Dispose();
        _metrics.Dispose();
    }

    private void Hear(Activity activity)
    {
        string name = $"activity {activity.Source.Name} {activity.OperationName}";
        Hear(name, $"{activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString}");
        Hear(name, activity.TagObjects);
        Hear(name, activity.Baggage.Select(static pair => KeyValuePair.Create(pair.Key, (object?)pair.Value)));
        foreach (ActivityEvent item in activity.Events)
        {
            Hear($"{name} {item.Name}", item.Tags);
        }
    }

    private void Hear<T>(Instrument instrument, T measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        Hear($"metric {instrument.Name}", $"{measurement} {instrument.Description}");
        Hear($"metric {instrument.Name}", tags.ToArray());
    }

    private void Hear(string where, IEnumerable<KeyValuePair<string, object?>> fields)
    {
        foreach (var (key, value) in fields)
        {
            Hear($"{where} {key}", value is string or not System.Collections.IEnumerable ? value : string.Join(", ", ((System.Collections.IEnumerable)value).Cast<object?>()));
        }
    }

    private sealed class Logger(Overheard overheard, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => overheard._scopes?.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string where = $"log {category} {eventId.Id}";
            overheard.Hear(where, formatter(state, exception));
            Fields(where, state);
            overheard.Hear(where, exception);
            overheard._scopes?.ForEachScope((scope, _) => Fields($"{where} scope", scope), 0);
        }

        private void Fields(string where, object? state)
        {
            overheard.Hear(where, state);
            if (state is IEnumerable<KeyValuePair<string, object?>> fields)
            {
                overheard.Hear(where, fields);
            }
        }
    }
}
