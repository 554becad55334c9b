namespace Gateway.Hosting.Dispatch;

/// <summary>Whether handlers see an event, and if not, why.</summary>
internal enum AdmissionKind
{
    /// <summary>They do.</summary>
    Admitted,

    /// <summary>Its copy from another shard was admitted before: it has finished when that one has.</summary>
    Copy,

    /// <summary>It says nothing that they do not know.</summary>
    Known,

    /// <summary>Another shard is going to bring it: until then it has not finished.</summary>
    ComesElsewhere,
}
