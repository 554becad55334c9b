namespace Gateway.Testing;

/// <summary>What a test waited for did not happen in time. The message ends with the transcript.</summary>
public sealed class ExpectationException : Exception
{
    internal ExpectationException(string expected, TimeSpan within, string transcript)
        : base($"Expected {expected} within {within.TotalSeconds:0.###} s. What happened instead:{Environment.NewLine}{transcript}")
    {
        Expected = expected;
        Transcript = transcript;
    }

    /// <summary>What was waited for, in words.</summary>
    public string Expected { get; }

    /// <summary>What happened instead. Tokens are masked.</summary>
    public string Transcript { get; }
}
