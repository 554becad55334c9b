using System.Text.Json;

namespace Gateway.Testing;

/// <summary>An HTTP request, as a route sees it.</summary>
internal sealed record ApiRequest(string[] Values, JsonElement Body, Microsoft.AspNetCore.Http.IQueryCollection Query)
{
    /// <summary>The value of the n-th placeholder as an id; 0 if it is none.</summary>
    public ulong Id(int index) =>
        ulong.TryParse(Values[index], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out ulong id) ? id : 0;
}
