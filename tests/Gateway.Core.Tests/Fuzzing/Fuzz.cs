using System.Globalization;

namespace Gateway.Core.Tests.Fuzzing;

/// <summary>
/// Runs something on inputs that follow from seeds, one after another: always the same few, or with <c>FUZZ_SECONDS</c> as
/// many new ones as fit. <c>FUZZ_SEED</c> repeats one.
/// </summary>
internal static class Fuzz
{
    private const int Few = 300;

    private static readonly int? Repeated = Read("FUZZ_SEED") is { } seed ? int.Parse(seed, CultureInfo.InvariantCulture) : null;

    private static readonly TimeSpan? Long = Read("FUZZ_SECONDS") is { } seconds ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : null;

    /// <summary>Runs it; what it throws comes with the seed that repeats it.</summary>
    /// <param name="one">One input, made by chance and tried.</param>
    public static void Run(Action<Random> one)
    {
        if (Repeated is { } seed)
        {
            one(new Random(seed));
            return;
        }

        long began = TimeProvider.System.GetTimestamp();
        int first = Long is null ? 0 : Random.Shared.Next();
        for (int i = 0; Long is { } time ? TimeProvider.System.GetElapsedTime(began) < time : i < Few; i++)
        {
            try
            {
                one(new Random(unchecked(first + i)));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"FUZZ_SEED={unchecked(first + i)}: {e.Message}", e);
            }
        }
    }

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
