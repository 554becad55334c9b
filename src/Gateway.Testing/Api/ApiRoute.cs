namespace Gateway.Testing;

/// <summary>A method and a path whose <c>*</c> segments are the values.</summary>
internal sealed class ApiRoute(string method, string pattern, Func<ApiRequest, ApiResult> handle, bool needsToken = true, bool countsGlobally = true)
{
    private readonly string[] _segments = pattern.Split('/');

    public string Method => method;

    public string Pattern => pattern;

    public bool NeedsToken => needsToken;

    /// <summary>Whether it counts towards the limit of all routes together; those of interactions do not.</summary>
    public bool CountsGlobally => countsGlobally;

    public ApiResult Handle(ApiRequest request) => handle(request);

    /// <summary>The values of the placeholders; null if the path is another.</summary>
    public string[]? Match(string[] path)
    {
        if (path.Length != _segments.Length)
        {
            return null;
        }

        var values = new List<string>();
        for (int i = 0; i < path.Length; i++)
        {
            if (_segments[i] == "*")
            {
                values.Add(path[i]);
            }
            else if (_segments[i] != path[i])
            {
                return null;
            }
        }

        return [.. values];
    }
}
