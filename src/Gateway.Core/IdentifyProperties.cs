using System.Runtime.InteropServices;

namespace Gateway.Core;

/// <summary>What a client says about itself when it identifies.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#identify-identify-connection-properties"/>.</remarks>
public sealed record IdentifyProperties
{
    /// <summary>The operating system; that of this machine by default.</summary>
    public string Os { get; init; } =
        OperatingSystem.IsWindows() ? "windows"
        : OperatingSystem.IsLinux() ? "linux"
        : OperatingSystem.IsMacOS() ? "macos"
        : RuntimeInformation.OSDescription;

    /// <summary>The library; <c>Gateway.Core</c> by default.</summary>
    public string Browser { get; init; } = "Gateway.Core";

    /// <summary>The library again; <c>Gateway.Core</c> by default.</summary>
    public string Device { get; init; } = "Gateway.Core";
}
