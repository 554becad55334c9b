namespace Gateway.Hosting.Http;

internal static class ApiAddress
{
    /// <summary>Without the closing slash its last segment would be lost when a path is added.</summary>
    public static Uri WithClosingSlash(this Uri address) => address.AbsolutePath.EndsWith('/')
        ? address
        : new UriBuilder(address) { Path = address.AbsolutePath + "/" }.Uri;
}
