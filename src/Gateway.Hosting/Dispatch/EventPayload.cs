using System.Buffers;
using Gateway.Core;

namespace Gateway.Hosting.Dispatch;

/// <summary>The payload of an event, in the shard's memory as long as that is enough and in its own from then on.</summary>
internal sealed class EventPayload
{
    private readonly Lock _lock = new(); // protects everything below
    private GatewayMessage _message;
    private ReadOnlyMemory<byte>? _data;
    private bool _isOut; // somebody holds a slice of the memory
    private IMemoryOwner<byte>? _detached;
    private byte[]? _copy;
    private int _version;

    /// <summary>Whether a copy costs less than the memory that a message of this size is in; that is up to 64 KB.</summary>
    public bool IsSmall => _message.Payload.Length <= 16 * 1024;

    /// <summary>The message. For whoever reads the event, before its handlers start.</summary>
    public GatewayMessage Message => _message;

    /// <summary>The event, which was found to be valid JSON; empty before.</summary>
    public ReadOnlyMemory<byte> Json => _data ?? default;

    public void Begin(in GatewayMessage message) => _message = message;

    /// <summary>Finds where the event ends, so that raw handlers can have it.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no valid JSON.</exception>
    public void Check() => _data = _message.Data;

    /// <exception cref="System.Text.Json.JsonException">It is no valid JSON.</exception>
    /// <exception cref="ObjectDisposedException">The event it is asked about has been handled.</exception>
    public ReadOnlyMemory<byte> Read(int version)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(version != _version, typeof(EventContext));
            _isOut = true;
            return _data ??= _message.Data;
        }
    }

    /// <summary>
    /// Makes the memory its own, before the shard reads on: takes the shard's if somebody may still look at it, and
    /// else a copy, which is smaller.
    /// </summary>
    /// <param name="isBeingRead">Whether somebody may be reading it at this moment.</param>
    /// <returns>Whether the shard's memory was taken.</returns>
    public bool Own(bool isBeingRead)
    {
        lock (_lock)
        {
            if (_copy is not null || _detached is not null)
            {
                return false;
            }

            if (_isOut || isBeingRead)
            {
                _detached = _message.Detach();
                return true;
            }

            _copy = ArrayPool<byte>.Shared.Rent(_message.Payload.Length);
            _message = _message.CopyTo(_copy);
            if (_data is not null)
            {
                _data = _message.Data;
            }

            return false;
        }
    }

    /// <summary>Gives the memory back. It may be begun again, for another event.</summary>
    public void End(int nextVersion)
    {
        lock (_lock)
        {
            _version = nextVersion;
            _isOut = false;
            _data = null;
            _message = default;
            _detached?.Dispose();
            _detached = null;
            if (_copy is not null)
            {
                ArrayPool<byte>.Shared.Return(_copy);
                _copy = null;
            }
        }
    }
}
