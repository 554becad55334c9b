namespace Gateway.Testing;

/// <summary>Which of the simulator's two addresses a connection came to.</summary>
public enum GatewayHost
{
    /// <summary>The address that <c>GET /gateway</c> and <c>GET /gateway/bot</c> name.</summary>
    Main,

    /// <summary>The address that READY names as <c>resume_gateway_url</c>.</summary>
    Resume,
}
