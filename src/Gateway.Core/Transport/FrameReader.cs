using System.Text.Unicode;
using Gateway.Core.Compression;

namespace Gateway.Core.Transport;

/// <summary>
/// Takes messages and control frames out of what a server sent (RFC 6455, section 5): as many as one read brought, and
/// without copying those that lie whole in the buffer.
/// </summary>
internal sealed class FrameReader(int maxMessageSize) : IDisposable
{
    private readonly ReadBuffer _buffer = new();
    private readonly PooledBuffer _gathered = new(maxMessageSize); // a message of several frames, or larger than the buffer
    private FrameOpcode? _message; // what is being gathered; null: nothing
    private FrameHeader _frame; // the frame whose payload is being taken
    private bool _isInFrame; // false: a header is next
    private long _left; // how much of its payload is still to come
    private int _needed; // what the buffer must hold before it is worth looking again; 0: anything

    /// <summary>How many bytes are here that make no whole frame or message yet.</summary>
    public int Pending => _gathered.Length + _buffer.Length;

    /// <summary>
    /// Whether what is read next belongs to a large message and nothing else: it is read to where it is gathered. To copy it
    /// from the buffer was a third of what a guild of megabytes costs.
    /// </summary>
    private bool IsGatheringLarge => _message is not null && _left >= ReadBuffer.Large && _buffer.Length == 0;

    /// <summary>Gives the buffer back if nothing is in it and nothing is known to come. Whether it did: the next read may wait for long.</summary>
    public bool TryRest()
    {
        if (!_buffer.IsAtRest || IsGatheringLarge)
        {
            return false;
        }

        _buffer.Release();
        return true;
    }

    /// <summary>Where the stream's next bytes belong.</summary>
    public Memory<byte> GetRoom()
    {
        if (!IsGatheringLarge)
        {
            return _buffer.GetRoom(_needed);
        }

        _buffer.Release();
        Memory<byte> room = _gathered.GetMemory();
        return room[..(int)Math.Min(room.Length, _left)];
    }

    /// <summary>So many bytes were read into the room.</summary>
    public void Advance(int count)
    {
        if (IsGatheringLarge)
        {
            _gathered.Advance(count);
            _left -= count;
        }
        else
        {
            _buffer.Advance(count);
        }
    }

    /// <summary>Takes the next message or control frame; false if more must be read first.</summary>
    /// <exception cref="InvalidDataException">No websocket server may send this.</exception>
    /// <exception cref="MessageTooLargeException">A message is larger than allowed.</exception>
    public bool TryRead(out Frame frame)
    {
        frame = default;
        if (_message is null)
        {
            _gathered.Clear();
        }

        while (_isInFrame || TryReadHeader())
        {
            if (_frame.IsControl || (_frame.IsFinal && _message is null && _left <= _buffer.Length))
            {
                frame = Checked(_frame.Opcode, _buffer.Take((int)_left));
                (_isInFrame, _left) = (false, 0);
                return true;
            }

            if (!TryGather())
            {
                return false;
            }

            _isInFrame = false;
            if (_frame.IsFinal)
            {
                frame = Checked(_message!.Value, _gathered.WrittenMemory);
                _message = null;
                return true;
            }
        }

        if (_message is null)
        {
            _gathered.Release();
        }

        return false;
    }

    /// <summary>Hands over the memory that the last message lies in: an array of the shared pool, the caller's from now on.</summary>
    public byte[] Detach(ReadOnlyMemory<byte> message) =>
        _gathered.WrittenMemory.Equals(message) ? _gathered.Detach() : _buffer.Detach();

    public void Dispose()
    {
        _buffer.Dispose();
        _gathered.Dispose();
    }

    /// <summary>Takes the next header; false if it is not there, or if its payload is not and would fit into the buffer.</summary>
    private bool TryReadHeader()
    {
        _needed = 0;
        if (!FrameHeader.TryRead(_buffer.Span, out FrameHeader header))
        {
            return false;
        }

        if (!header.IsControl)
        {
            CheckOrder(header);
        }

        long size = header.Size + header.PayloadLength;
        if (size > _buffer.Length && size <= ReadBuffer.Large)
        {
            _needed = (int)size;
            return false;
        }

        _buffer.Take(header.Size);
        _frame = header;
        _isInFrame = true;
        _left = header.PayloadLength;
        return true;
    }

    private void CheckOrder(in FrameHeader header)
    {
        if (header.Opcode == FrameOpcode.Continuation != _message is not null)
        {
            throw new InvalidDataException("A websocket message was continued that had not begun, or begun before the last had ended.");
        }

        if (header.PayloadLength > maxMessageSize - _gathered.Length)
        {
            throw new MessageTooLargeException(maxMessageSize);
        }
    }

    /// <summary>Copies what is there of a payload; false if there is more to come.</summary>
    private bool TryGather()
    {
        _message ??= _frame.Opcode;
        _gathered.Expect(_left);
        while (_left > 0 && _buffer.Length > 0)
        {
            Span<byte> room = _gathered.GetSpan();
            int count = (int)Math.Min(_left, Math.Min(room.Length, _buffer.Length));
            _buffer.Take(count).Span.CopyTo(room);
            _gathered.Advance(count);
            _left -= count;
        }

        return _left == 0;
    }

    private static Frame Checked(FrameOpcode opcode, ReadOnlyMemory<byte> payload) =>
        opcode != FrameOpcode.Text || Utf8.IsValid(payload.Span)
            ? new Frame(opcode, payload)
            : throw new InvalidDataException("A websocket text message is no valid UTF-8.");
}
