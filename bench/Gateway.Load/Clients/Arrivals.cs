using System.Collections.Concurrent;
using System.Diagnostics;

namespace Gateway.Load;

/// <summary>When events reached their handlers. The clock is the machine's: the server's process reads the same.</summary>
internal static class Arrivals
{
    private static readonly ConcurrentQueue<(int Shard, long Sequence, long Timestamp)> Noted = new();

    public static void Note(int shard, long sequence) => Noted.Enqueue((shard, sequence, Stopwatch.GetTimestamp()));

    /// <summary>Takes what was noted so far, into a file.</summary>
    public static void Save(string path)
    {
        using var file = new BinaryWriter(File.Create(path));
        while (Noted.TryDequeue(out (int Shard, long Sequence, long Timestamp) noted))
        {
            file.Write(noted.Shard);
            file.Write(noted.Sequence);
            file.Write(noted.Timestamp);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public static IEnumerable<(int Shard, long Sequence, long Timestamp)> Load(string path)
    {
        using var file = new BinaryReader(File.OpenRead(path));
        while (file.BaseStream.Position < file.BaseStream.Length)
        {
            yield return (file.ReadInt32(), file.ReadInt64(), file.ReadInt64());
        }
    }
}
