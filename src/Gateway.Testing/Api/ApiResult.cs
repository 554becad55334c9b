namespace Gateway.Testing;

/// <summary>The answer to an HTTP request.</summary>
internal readonly record struct ApiResult(int Status, byte[]? Body)
{
    public static ApiResult NoContent => new(204, null);

    public static ApiResult Ok(byte[] body) => new(200, body);
}
