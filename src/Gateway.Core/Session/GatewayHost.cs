namespace Gateway.Core.Session;

/// <summary>Which of the two addresses a connection goes to.</summary>
internal enum GatewayHost
{
    /// <summary>The address GET /gateway/bot gave.</summary>
    Main,

    /// <summary>The address Ready gave for resuming.</summary>
    Resume,
}
