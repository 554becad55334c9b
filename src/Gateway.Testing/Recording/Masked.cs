using System.Text.RegularExpressions;

namespace Gateway.Testing;

/// <summary>Texts for people: what opens a session or answers an interaction is masked.</summary>
internal static partial class Masked
{
    /// <summary>The values of <c>token</c> and <c>session_id</c> in JSON are left out.</summary>
    public static string Json(string text) => Secret().Replace(text, "\"$1\":\"(secret)\"");

    /// <summary>The token of an interaction is left out of a path.</summary>
    public static string Path(string path) => Interaction().Replace(path, "$1/(secret)");

    [GeneratedRegex("""
        "(token|session_id)"\s*:\s*"[^"]*"
        """)]
    private static partial Regex Secret();

    [GeneratedRegex("^((?:interactions|webhooks)/[^/]+)/[^/]+")]
    private static partial Regex Interaction();
}
