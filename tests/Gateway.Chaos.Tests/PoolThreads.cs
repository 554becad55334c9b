namespace Gateway.Chaos.Tests;

/// <summary>Whether any thread of the pool is at work, or would be if the machine had time for it.</summary>
internal static class PoolThreads
{
    // As the kernel shows them: the name is cut at 15 letters.
    private const string Worker = "(.NET TP Worker)";
    private const string Threads = "/proc/self/task";

    /// <summary>False where the system does not tell.</summary>
    public static bool Work
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                return false;
            }

            Span<byte> line = stackalloc byte[128];
            foreach (string thread in Directory.EnumerateDirectories(Threads))
            {
                try
                {
                    using var stat = File.OpenHandle(Path.Combine(thread, "stat"));
                    string text = System.Text.Encoding.ASCII.GetString(line[..RandomAccess.Read(stat, line, 0)]);
                    int name = text.IndexOf(Worker, StringComparison.Ordinal);
                    if (name >= 0 && text[name + Worker.Length + 1] == 'R')
                    {
                        return true;
                    }
                }
                catch (IOException)
                {
                    // The thread has ended meanwhile.
                }
            }

            return false;
        }
    }
}
