namespace Gateway.Core.Models;

/// <summary>A client theme shared within a message.</summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#shared-client-theme-object">Discord's page</see></remarks>
public sealed record SharedClientTheme : DiscordObject
{
    /// <summary>Up to 5 colours in hexadecimal, without <c>#</c>.</summary>
    public IReadOnlyList<string> Colors { get => field ?? []; init; }

    /// <summary>Angle of the gradient in degrees, 0–360.</summary>
    public int GradientAngle { get; init; }

    /// <summary>Strength of the colours in per cent, 0–100.</summary>
    public int BaseMix { get; init; }

    /// <summary>Theme underneath.</summary>
    public BaseThemeType? BaseTheme { get; init; }
}
