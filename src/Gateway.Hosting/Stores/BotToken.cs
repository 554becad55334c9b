using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Gateway.Core;

namespace Gateway.Hosting.Stores;

/// <summary>What a token says about the bot: its first part is the bot's user id, which is no secret.</summary>
internal static class BotToken
{
    /// <summary>The bot's user id; null if the token is not made as Discord's are.</summary>
    public static Snowflake? UserId(string? token)
    {
        string first = token?.Split('.')[0] ?? "";
        return Base64Url.IsValid(first)
            && ulong.TryParse(Encoding.ASCII.GetString(Base64Url.DecodeFromChars(first)), NumberStyles.None, CultureInfo.InvariantCulture, out ulong id)
            ? id
            : null;
    }
}
