using System.Buffers.Text;

namespace Gateway.Core.Envelope;

/// <summary>Finds where <c>d</c> ends from the end of the payload, past the keys that follow it, so that <c>d</c> need not be read.</summary>
/// <remarks>
/// A key is taken only as <c>,"key":value</c> with a text free of backslashes, or a number. In valid JSON that ends in the
/// envelope's brace, such a piece right before that brace, or before another such piece, cannot lie within a string nor
/// within an inner object. Anything else is left to whoever reads from the front.
/// </remarks>
internal ref struct EnvelopeTail
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Completes a dispatch at whose <c>d</c> the reader stands.</summary>
    /// <param name="rest">The payload from the first byte of <c>d</c> on.</param>
    /// <param name="known">What stands before <c>d</c>. What follows it comes later, and counts.</param>
    /// <param name="opcode">The opcode before <c>d</c>, if it was there.</param>
    /// <param name="envelope">The whole.</param>
    /// <returns>Whether <c>op</c>, <c>s</c> and <c>t</c> are known and what is left looks like one object.</returns>
    public static bool TryComplete(ReadOnlyMemory<byte> rest, GatewayEnvelope known, long? opcode, out GatewayEnvelope envelope)
    {
        envelope = default;
        var tail = new EnvelopeTail { _rest = rest.Span };
        if (!tail.Take((byte)'}'))
        {
            return false;
        }

        long? sequence = null, dispatch = null;
        ReadOnlyMemory<byte> name = default;
        while (!tail.EndsIn((byte)'}'))
        {
            if (tail.TryTakeText(out Range text))
            {
                if (tail.TakeKey() is not [(byte)'t'])
                {
                    return false;
                }

                name = name.IsEmpty ? rest[text] : name;
            }
            else
            {
                if (!tail.TryTakeNumber(out long number))
                {
                    return false;
                }

                switch (tail.TakeKey())
                {
                    case [(byte)'s']:
                        sequence ??= number;
                        break;
                    case [(byte)'o', (byte)'p']:
                        dispatch ??= number;
                        break;
                    default:
                        return false;
                }
            }
        }

        envelope = new GatewayEnvelope
        {
            Opcode = GatewayOpcode.Dispatch,
            Sequence = sequence ?? known.Sequence,
            Name = name.IsEmpty ? known.Name : name,
            Data = rest[..tail._rest.Length],
            DataMayHaveTail = true,
        };
        return (dispatch ?? opcode) == (int)GatewayOpcode.Dispatch
            && envelope.Sequence is not null
            && !envelope.Name.IsEmpty
            && envelope.Data.Span is [(byte)'{', .., (byte)'}'];
    }

    /// <summary>Whether the next byte from the end is this one.</summary>
    private bool EndsIn(byte last)
    {
        if (_rest is [.., <= (byte)' '])
        {
            _rest = _rest.TrimEnd(GatewayEnvelope.WhiteSpace);
        }

        return _rest is [.., var it] && it == last;
    }

    private bool Take(byte last)
    {
        bool isThere = EndsIn(last);
        _rest = isThere ? _rest[..^1] : _rest;
        return isThere;
    }

    private bool TryTakeText(out Range text)
    {
        text = default;
        if (!Take((byte)'"'))
        {
            return false;
        }

        int start = _rest.LastIndexOf((byte)'"') + 1;
        text = start.._rest.Length;
        bool isPlain = GatewayEnvelope.IsPlain(_rest[start..]);
        _rest = _rest[..Math.Max(0, start - 1)];
        return isPlain;
    }

    private bool TryTakeNumber(out long number)
    {
        int start = _rest.LastIndexOfAnyExceptInRange((byte)'0', (byte)'9') + 1;
        ReadOnlySpan<byte> digits = _rest[start..];
        _rest = _rest[..start];
        return Utf8Parser.TryParse(digits, out number, out int count) && count == digits.Length;
    }

    /// <summary>The key of the value that was taken, with the colon and the comma around it; empty if that does not stand here.</summary>
    private ReadOnlySpan<byte> TakeKey()
    {
        ReadOnlySpan<byte> before = _rest;
        return Take((byte)':') && TryTakeText(out Range key) && Take((byte)',') ? before[key] : [];
    }
}
