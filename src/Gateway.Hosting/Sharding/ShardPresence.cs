using Gateway.Core;
using Gateway.Core.Commands;

namespace Gateway.Hosting.Sharding;

/// <summary>Brings a presence to a shard, and keeps what is given while nobody reads it until somebody does.</summary>
internal sealed class ShardPresence(Shard shard)
{
    private readonly Lock _lock = new(); // protects the rest
    private int _readings; // how often it has begun to be read
    private UpdatePresence? _missed; // the newest that was given while it was not

    /// <summary>The shard has begun to be read (again).</summary>
    public void OnBegun()
    {
        UpdatePresence? missed;
        lock (_lock)
        {
            _readings++;
            (missed, _missed) = (_missed, null);
        }

        if (missed is not null)
        {
            _ = UpdateAsync(missed, CancellationToken.None);
        }
    }

    /// <summary>Changes what the bot is shown to be doing, once the shard is live; if it is not read, when it is again. Then it is not waited for.</summary>
    /// <exception cref="ArgumentException">A field of the presence is out of its range.</exception>
    public async Task UpdateAsync(UpdatePresence presence, CancellationToken cancellationToken)
    {
        for (int readings = 0; ;)
        {
            lock (_lock)
            {
                if (readings == _readings)
                {
                    _missed = presence;
                    return;
                }

                readings = _readings;
            }

            try
            {
                await shard.SendAsync(presence, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ShardClosedException)
            {
                // It was closed meanwhile, and perhaps begun again.
            }
        }
    }
}
