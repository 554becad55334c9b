using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Load;

/// <summary>The processor time of a process: in nanoseconds where the system tells it, else in the system's ticks of some 10 ms.</summary>
internal static class ProcessorTime
{
    /// <summary>In microseconds.</summary>
    public static double Of(Process process)
    {
        // The clock of another process: its id in the upper bits, inverted (clock_getcpuclockid of glibc and musl does that).
        if (OperatingSystem.IsLinux() && clock_gettime((~process.Id << 3) | 2, out Time time) == 0)
        {
            return (time.Seconds * 1e6) + (time.Nanoseconds / 1e3);
        }

        process.Refresh();
        return process.TotalProcessorTime.TotalMicroseconds;
    }

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
