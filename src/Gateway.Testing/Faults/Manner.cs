namespace Gateway.Testing;

/// <summary>How bytes leave: in fragments, slowly, or not yet.</summary>
internal readonly record struct Manner(int? FragmentSize, Trickle? Trickle, Task? Stalled);
