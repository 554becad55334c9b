namespace Gateway.Testing.Tests;

/// <summary>Tests that measure the process or load it: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
