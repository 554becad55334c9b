using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gateway.Core.Envelope;

/// <summary>
/// Reads the keys before <c>d</c> where they are what they should be: a name of letters, digits and underscores for <c>t</c>,
/// digits for <c>s</c> and <c>op</c>. That costs a fraction of reading them as any JSON, which for small events nobody wants
/// is most of what they cost.
/// </summary>
internal ref struct EnvelopeHead
{
    private static readonly SearchValues<byte> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789abcdefghijklmnopqrstuvwxyz"u8);

    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads a dispatch, all but its <c>d</c>. False if it takes a reader of any JSON to tell what it is.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> payload, out GatewayEnvelope envelope)
    {
        var head = new EnvelopeHead { _rest = payload.Span };
        long? opcode = null, sequence = null;
        ReadOnlyMemory<byte> name = default;
        bool goesOn = head.Take((byte)'{');
        while (goesOn && head.Take((byte)'"'))
        {
            if (head.TakeKey("t\""u8))
            {
                goesOn = head.TryTakeName(payload, out name);
            }
            else if (head.TakeKey("s\""u8))
            {
                goesOn = head.TryTakeNumber(out sequence);
            }
            else if (head.TakeKey("op\""u8))
            {
                goesOn = head.TryTakeNumber(out opcode);
            }
            else if (head.TakeKey("d\""u8))
            {
                head.SkipWhiteSpace();
                var known = new GatewayEnvelope { Sequence = sequence, Name = name };
                return EnvelopeTail.TryComplete(payload[^head._rest.Length..], known, opcode, out envelope);
            }
            else
            {
                break;
            }

            goesOn = goesOn && head.Take((byte)',');
        }

        envelope = default;
        return false;
    }

    private void SkipWhiteSpace()
    {
        if (_rest is [<= (byte)' ', ..])
        {
            _rest = _rest.TrimStart(GatewayEnvelope.WhiteSpace);
        }
    }

    private bool Take(byte first)
    {
        SkipWhiteSpace();
        bool isThere = _rest is [var it, ..] && it == first;
        _rest = isThere ? _rest[1..] : _rest;
        return isThere;
    }

    /// <summary>Takes a key, whose first quotation mark was taken, and the colon behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // a comparison with a constant is one instruction
    private bool TakeKey(ReadOnlySpan<byte> key)
    {
        if (!_rest.StartsWith(key))
        {
            return false;
        }

        _rest = _rest[key.Length..];
        return Take((byte)':');
    }

    private bool TryTakeName(ReadOnlyMemory<byte> payload, out ReadOnlyMemory<byte> name)
    {
        name = default;
        if (!Take((byte)'"') || _rest.IndexOfAnyExcept(NameCharacters) is not (>= 0 and int length) || _rest[length] != '"')
        {
            return false;
        }

        name = payload.Slice(payload.Length - _rest.Length, length);
        _rest = _rest[(length + 1)..];
        return true;
    }

    private bool TryTakeNumber(out long? number)
    {
        const int MaxDigits = 18; // as many as cannot overflow; more are left to the other reader
        SkipWhiteSpace();
        long value = 0;
        int length = 0;
        while (length < _rest.Length && _rest[length] is >= (byte)'0' and <= (byte)'9' and var digit && length <= MaxDigits)
        {
            value = (value * 10) + (digit - '0');
            length++;
        }

        bool isRead = length is > 0 and <= MaxDigits;
        number = isRead ? value : null;
        _rest = isRead ? _rest[length..] : _rest;
        return isRead;
    }
}
