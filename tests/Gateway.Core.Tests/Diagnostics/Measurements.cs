using System.Diagnostics.Metrics;

namespace Gateway.Core.Tests;

/// <summary>A factory of meters, and everything that is measured with them.</summary>
internal sealed class Measurements : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new(); // protects what is collected
    private readonly List<Instrument> _instruments = [];
    private readonly List<(string Instrument, double Value, string Tags)> _all = [];
    private Meter? _meter;

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
            {
                lock (_lock)
                {
                    _instruments.Add(instrument);
                }

                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Instrument> Instruments
    {
        get
        {
            lock (_lock)
            {
                return [.. _instruments];
            }
        }
    }

    /// <summary>The sum of what was measured, by attributes.</summary>
    public Dictionary<string, double> Sums(string instrument)
    {
        lock (_lock)
        {
            return _all.Where(m => m.Instrument == instrument).GroupBy(m => m.Tags).ToDictionary(g => g.Key, g => g.Sum(m => m.Value));
        }
    }

    /// <summary>What an observable instrument says now, by attributes.</summary>
    public Dictionary<string, double> Observe(string instrument)
    {
        lock (_lock)
        {
            _all.RemoveAll(m => m.Instrument == instrument);
        }

        _listener.RecordObservableInstruments();
        return Sums(instrument);
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        return _meter ??= new Meter(options);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter?.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string text = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_lock)
        {
            _all.Add((instrument.Name, value, text));
        }
    }
}
