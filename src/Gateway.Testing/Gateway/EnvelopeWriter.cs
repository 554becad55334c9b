using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Gateway.Testing;

/// <summary>Writes the envelope around a payload, in Discord's order or as a quirk wants it.</summary>
internal static class EnvelopeWriter
{
    public static void Write(IBufferWriter<byte> output, Outbound.Envelope frame, Quirks quirks)
    {
        bool control = frame.Op != Opcode.Dispatch;
        ReadOnlySpan<byte> data = frame.Data is { } given ? given.Span : "null"u8;
        if (control && frame.Data is null && quirks.HasFlag(Quirks.EmptyObjectForNull))
        {
            data = "{}"u8;
        }

        if (control && quirks.HasFlag(Quirks.ShortControlFrames))
        {
            output.Write("{\"op\":"u8);
            Number(output, frame.Op);
            if (!data.SequenceEqual("null"u8))
            {
                output.Write(",\"d\":"u8);
                output.Write(data);
            }
        }
        else if (quirks.HasFlag(Quirks.DataFirst))
        {
            output.Write("{\"d\":"u8);
            output.Write(data);
            output.Write(","u8);
            NameAndSequence(output, frame);
            output.Write(",\"op\":"u8);
            Number(output, frame.Op);
        }
        else if (quirks.HasFlag(Quirks.OpcodeFirst))
        {
            output.Write("{\"op\":"u8);
            Number(output, frame.Op);
            output.Write(",\"d\":"u8);
            output.Write(data);
            output.Write(","u8);
            NameAndSequence(output, frame);
        }
        else
        {
            output.Write("{"u8);
            NameAndSequence(output, frame);
            output.Write(",\"op\":"u8);
            Number(output, frame.Op);
            output.Write(",\"d\":"u8);
            output.Write(data);
        }

        output.Write("}"u8);
    }

    private static void NameAndSequence(IBufferWriter<byte> output, Outbound.Envelope frame)
    {
        output.Write("\"t\":"u8);
        if (frame.EventName is null)
        {
            output.Write("null"u8);
        }
        else
        {
            output.Write("\""u8);
            Encoding.UTF8.GetBytes(frame.EventName, output);
            output.Write("\""u8);
        }

        output.Write(",\"s\":"u8);
        if (frame.Sequence is { } sequence)
        {
            Number(output, sequence);
        }
        else
        {
            output.Write("null"u8);
        }
    }

    private static void Number(IBufferWriter<byte> output, long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out int written);
        output.Advance(written);
    }
}
