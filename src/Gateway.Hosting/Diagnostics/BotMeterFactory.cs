using System.Diagnostics.Metrics;

namespace Gateway.Hosting.Diagnostics;

/// <summary>Makes meters that tell the bots of an application apart.</summary>
internal sealed class BotMeterFactory(IMeterFactory inner, string bot) : IMeterFactory
{
    public Meter Create(MeterOptions options)
    {
        if (bot.Length > 0)
        {
            options.Tags = [.. options.Tags ?? [], new(HostingMetrics.Bot, bot)];
        }

        options.Scope = null; // which is the inner factory's to say
        return inner.Create(options);
    }

    // Meters are the inner factory's.
    public void Dispose()
    {
    }
}
