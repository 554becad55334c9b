using System.Globalization;
using System.Text;

namespace Gateway.Testing;

/// <summary>Tells what happened, in order, for a person who looks at a failed test. Tokens and session ids are masked.</summary>
internal static class Transcript
{
    // Enough to see what happened, little enough to read.
    private const int FramesPerConnection = 60;

    public static string Write(Recorder recorder, IReadOnlyCollection<string> secrets, IEnumerable<string> notes)
    {
        var text = new StringBuilder();
        foreach (string note in notes)
        {
            text.AppendLine(note);
        }

        foreach (var connection in recorder.Connections)
        {
            Write(text, connection);
        }

        foreach (var request in recorder.Requests.TakeLast(FramesPerConnection))
        {
            text.Append(Time(request.At)).Append("  http ").Append(request).AppendLine();
        }

        foreach (string secret in secrets)
        {
            text.Replace(secret, "(token)");
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, RecordedConnection connection)
    {
        text.Append(Time(connection.OpenedAt)).Append("  ").Append(connection).Append(' ').AppendLine(connection.Query);
        var lines = connection.Sent.Select(frame => (frame.At, Text: "→ " + frame))
            .Concat(connection.Received.Select(frame => (frame.At, Text: "← " + frame)))
            .OrderBy(line => line.At)
            .ToList();
        if (lines.Count > FramesPerConnection)
        {
            text.Append("    … ").Append(lines.Count - FramesPerConnection).AppendLine(" earlier frames");
        }

        foreach (var (at, line) in lines.TakeLast(FramesPerConnection))
        {
            text.Append("    ").Append(Time(at)).Append(' ').AppendLine(line);
        }

        Close(text, "← close", connection.CloseFromClient);
        Close(text, "→ close", connection.CloseFromServer);
        if (connection.EndedAt is { } ended)
        {
            text.Append("    ").Append(Time(ended)).AppendLine(" ended");
        }
    }

    private static void Close(StringBuilder text, string what, RecordedClose? close)
    {
        if (close is not null)
        {
            text.Append("    ").Append(Time(close.At)).Append(' ').Append(what).Append(' ')
                .Append(close.Code?.ToString(CultureInfo.InvariantCulture) ?? "without a code").Append(' ').AppendLine(close.Reason);
        }
    }

    private static string Time(DateTimeOffset at) => at.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
}
