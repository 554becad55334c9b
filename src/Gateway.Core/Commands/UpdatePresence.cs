using System.Text.Json;
using Gateway.Core.Models;

namespace Gateway.Core.Commands;

/// <summary>Sets what the bot is shown to be doing on the guilds of a shard. Discord takes five changes in 20 seconds.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#update-presence"/>.</remarks>
public sealed record UpdatePresence : GatewayCommand
{
    /// <summary>The status; <see cref="BotStatus.Online"/> by default.</summary>
    public BotStatus Status { get; init; }

    /// <summary>What the bot is doing; nothing by default.</summary>
    public IReadOnlyList<BotActivity> Activities { get; init; } = [];

    /// <summary>Since when the bot is idle; null, the default, if it is not.</summary>
    public DateTimeOffset? IdleSince { get; init; }

    /// <summary>Whether the bot is away from keyboard; off by default.</summary>
    public bool Afk { get; init; }

    /// <inheritdoc/>
    public override GatewayOpcode Opcode => GatewayOpcode.PresenceUpdate;

    internal override void Validate()
    {
        foreach (BotActivity activity in Activities)
        {
            if (string.IsNullOrWhiteSpace(activity.Name))
            {
                throw new ArgumentException($"An activity has no {nameof(BotActivity.Name)}; Discord requires one for every type.", nameof(Activities));
            }

            if (activity.Type == ActivityType.Custom && string.IsNullOrEmpty(activity.State))
            {
                throw new ArgumentException($"A custom activity shows its {nameof(BotActivity.State)}, which is empty.", nameof(Activities));
            }
        }
    }

    internal override void WriteData(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (IdleSince is { } since)
        {
            json.WriteNumber("since"u8, since.ToUnixTimeMilliseconds());
        }
        else
        {
            json.WriteNull("since"u8);
        }

        json.WriteStartArray("activities"u8);
        foreach (BotActivity activity in Activities)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, activity.Name);
            json.WriteNumber("type"u8, (int)activity.Type);
            if (activity.State is not null)
            {
                json.WriteString("state"u8, activity.State);
            }

            if (activity.Url is not null)
            {
                json.WriteString("url"u8, activity.Url);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("status"u8, Status switch
        {
            BotStatus.Idle => "idle"u8,
            BotStatus.DoNotDisturb => "dnd"u8,
            BotStatus.Invisible => "invisible"u8,
            _ => "online"u8,
        });
        json.WriteBoolean("afk"u8, Afk);
        json.WriteEndObject();
    }
}
