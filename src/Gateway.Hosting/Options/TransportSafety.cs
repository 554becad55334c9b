namespace Gateway.Hosting.Options;

/// <summary>Where the token may travel to.</summary>
internal static class TransportSafety
{
    /// <summary>Whether the address is encrypted, or on this machine, or allowed all the same.</summary>
    public static bool AllowsTokenOver(this DiscordGatewayOptions options, Uri address) =>
        options.AllowInsecureTransport || address.IsLoopback || address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeWss;
}
