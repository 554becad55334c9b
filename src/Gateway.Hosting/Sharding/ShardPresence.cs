using Gateway.Core;
using Gateway.Core.Commands;

namespace Gateway.Hosting.Sharding;

/// <summary>Brings a presence to a shard, and keeps what is given while nobody reads it until somebody does. The newest is the one that is shown.</summary>
/// <param name="shard">The shard.</param>
/// <param name="configured">What the shard was made with.</param>
internal sealed class ShardPresence(Shard shard, UpdatePresence? configured)
{
    private readonly Lock _lock = new(); // protects the rest, and that presences join the shard's queue in the order in which they were given
    private UpdatePresence? _newest = configured;
    private int _readings; // how often it has begun to be read
    private bool _isMissed; // the newest was given while it was not

    /// <summary>The shard has begun to be read (again).</summary>
    public void OnBegun()
    {
        lock (_lock)
        {
            _readings++;
            if (_isMissed)
            {
                _ = UpdateAsync(_newest!, CancellationToken.None);
            }
        }
    }

    /// <summary>The bot's shards are shown to be doing this, which the shard may have been made too early for.</summary>
    public void CatchUp(UpdatePresence? presence)
    {
        lock (_lock)
        {
            if (presence is not null && !ReferenceEquals(presence, _newest))
            {
                _ = UpdateAsync(presence, CancellationToken.None);
            }
        }
    }

    /// <summary>Changes what the bot is shown to be doing, once the shard is live; if it is not read, when it is again. Then it is not waited for.</summary>
    /// <exception cref="ArgumentException">A field of the presence is out of its range.</exception>
    public Task UpdateAsync(UpdatePresence presence, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _newest = presence;
            _isMissed = _readings == 0;
            return _isMissed
                ? Task.CompletedTask
                : SendAsync(presence, _readings, shard.SendAsync(presence, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Sees a presence through that has joined the shard's queue.</summary>
    private async Task SendAsync(UpdatePresence presence, int readings, Task sent, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await sent.ConfigureAwait(false);
                return;
            }
            catch (ShardClosedException)
            {
                // It was closed meanwhile, and perhaps begun again.
            }

            lock (_lock)
            {
                if (!ReferenceEquals(_newest, presence))
                {
                    return; // another is shown by now
                }

                if (readings == _readings)
                {
                    _isMissed = true;
                    return;
                }

                readings = _readings;
                sent = shard.SendAsync(presence, cancellationToken);
            }
        }
    }
}
