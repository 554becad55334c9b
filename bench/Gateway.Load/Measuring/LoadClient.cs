using Gateway.Core;

namespace Gateway.Load;

/// <summary>A client that can be started.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Answers">Whether it answers questions about itself.</param>
internal sealed record LoadClient(string Name, IReadOnlyList<string> Command, bool Answers = false)
{
    /// <summary>The compressions it can do.</summary>
    public IReadOnlyList<TransportCompression> Speaks { get; init; } = Enum.GetValues<TransportCompression>();

    /// <summary>One of <see cref="ClientProgram"/>'s kinds.</summary>
    public static LoadClient BuiltIn(string kind) =>
        new(kind, [Environment.ProcessPath!, "client", kind], Answers: true)
        {
            Speaks = kind == "raw-socket" ? [TransportCompression.None] : Enum.GetValues<TransportCompression>(),
        };
}
