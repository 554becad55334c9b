using System.Net;

namespace Gateway.Core.Session;

/// <summary>The hosts that have refused a connection and asked, by Retry-After, to be left alone.</summary>
/// <remarks>429 is about the client: no host is asked meanwhile. Any other status is about the host: the other is tried.</remarks>
internal sealed class RefusedHosts(TimeProvider time)
{
    /// <summary>
    /// The longest a host is left alone, whatever it asks for: no proxy's mistake, and no clock that is wrong, may keep a shard
    /// offline for hours.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private const string Any = "";

    private readonly Dictionary<string, (long Since, TimeSpan Wait)> _refused = [];

    public void Add(Uri host, ConnectionEnd refusal)
    {
        if (refusal.RetryAfter is { } wait)
        {
            string key = refusal.Error is HttpRequestException { StatusCode: HttpStatusCode.TooManyRequests } ? Any : host.Authority;
            _refused[key] = (time.GetTimestamp(), wait < Longest ? wait : Longest);
        }
    }

    /// <summary>How much longer a host is to be left alone; none, if it did not ask for it or that is over.</summary>
    public TimeSpan Left(Uri host)
    {
        TimeSpan one = Left(host.Authority), all = Left(Any);
        return one > all ? one : all;
    }

    private TimeSpan Left(string key)
    {
        if (!_refused.TryGetValue(key, out (long Since, TimeSpan Wait) refused))
        {
            return TimeSpan.Zero;
        }

        TimeSpan left = refused.Wait - time.GetElapsedTime(refused.Since);
        if (left > TimeSpan.Zero)
        {
            return left;
        }

        _refused.Remove(key);
        return TimeSpan.Zero;
    }
}
