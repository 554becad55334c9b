namespace Gateway.Core.Envelope;

/// <summary>
/// Reads the keys before <c>d</c> where they are what they should be: a text free of backslashes for <c>t</c>, digits for
/// <c>s</c> and <c>op</c>. That costs a third of reading them as any JSON, which for small events nobody wants is most of
/// what they cost.
/// </summary>
internal ref struct EnvelopeHead
{
    private ReadOnlySpan<byte> _rest;

    /// <summary>Reads a dispatch, all but its <c>d</c>. False if it takes a reader of any JSON to tell what it is.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> payload, out GatewayEnvelope envelope)
    {
        envelope = default;
        var head = new EnvelopeHead { _rest = payload.Span };
        long? opcode = null, sequence = null;
        ReadOnlyMemory<byte> name = default;
        bool goesOn = head.Take((byte)'{');
        while (goesOn && head.TryTakeText(payload, out ReadOnlyMemory<byte> key) && head.Take((byte)':'))
        {
            switch (key.Span)
            {
                case [(byte)'t']:
                    goesOn = head.TryTakeText(payload, out name);
                    break;
                case [(byte)'s']:
                    goesOn = head.TryTakeNumber(out sequence);
                    break;
                case [(byte)'o', (byte)'p']:
                    goesOn = head.TryTakeNumber(out opcode);
                    break;
                case [(byte)'d']:
                    head._rest = head._rest.TrimStart(GatewayEnvelope.WhiteSpace);
                    var known = new GatewayEnvelope { Sequence = sequence, Name = name };
                    return EnvelopeTail.TryComplete(payload[^head._rest.Length..], known, opcode, out envelope);
                default:
                    return false;
            }

            goesOn = goesOn && head.Take((byte)',');
        }

        return false;
    }

    private bool Take(byte first)
    {
        if (_rest is [<= (byte)' ', ..])
        {
            _rest = _rest.TrimStart(GatewayEnvelope.WhiteSpace);
        }

        bool isThere = _rest is [var it, ..] && it == first;
        _rest = isThere ? _rest[1..] : _rest;
        return isThere;
    }

    private bool TryTakeText(ReadOnlyMemory<byte> payload, out ReadOnlyMemory<byte> text)
    {
        text = default;
        if (!Take((byte)'"') || _rest.IndexOf((byte)'"') is not (>= 0 and int length) || !GatewayEnvelope.IsPlain(_rest[..length]))
        {
            return false;
        }

        text = payload.Slice(payload.Length - _rest.Length, length);
        _rest = _rest[(length + 1)..];
        return true;
    }

    private bool TryTakeNumber(out long? number)
    {
        const int MaxDigits = 18; // as many as cannot overflow; more are left to the other reader
        _rest = _rest.TrimStart(GatewayEnvelope.WhiteSpace);
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
