using System.Text.Json;
using Gateway.Core.Models;

namespace Gateway.Core.Tests.Models;

/// <summary>Which C# types a type of the schema may have, leaving null aside.</summary>
internal static class SchemaType
{
    /// <summary>Places where another type than the schema's serves better, and its name.</summary>
    private static readonly Dictionary<string, Type> Chosen = new()
    {
        // A list of text values rather than plain text.
        ["Guild.features"] = typeof(IReadOnlyList<GuildFeature>),
        ["Embed.type"] = typeof(EmbedType),
        ["Presence.status"] = typeof(PresenceStatus),
        ["ClientStatus.desktop"] = typeof(PresenceStatus),
        ["ClientStatus.mobile"] = typeof(PresenceStatus),
        ["ClientStatus.web"] = typeof(PresenceStatus),
        ["ClientStatus.vr"] = typeof(PresenceStatus),

        // Milliseconds, which would not fit 32 bits; unchecked by Discord, so that no moment need exist for them.
        ["Activity.created_at"] = typeof(long),
        ["ActivityTimestamps.start"] = typeof(long),
        ["ActivityTimestamps.end"] = typeof(long),

        // Seconds, which are moments.
        ["TYPING_START.timestamp"] = typeof(DateTimeOffset),
        ["VOICE_CHANNEL_START_TIME_UPDATE.voice_start_time"] = typeof(DateTimeOffset),
        ["ChannelInfo.voice_start_time"] = typeof(Optional<DateTimeOffset?>),

        // Absence and null differ.
        ["ChannelInfo.status"] = typeof(Optional<string?>),
        ["Message.referenced_message"] = typeof(Optional<Message?>),

        // Parts of an object for which the whole type would promise too much.
        ["Interaction.guild"] = typeof(InteractionGuild),
        ["MessageSnapshot.message"] = typeof(ForwardedMessage),

        // Ids that services other than Discord choose need not be snowflakes.
        ["Integration.id"] = typeof(string),
        ["INTEGRATION_DELETE.id"] = typeof(string),

        // Digits of flags.
        ["Application.flags_new"] = typeof(ApplicationFlags),

        // The same mentions, with member data where events add it.
        ["Message.mentions"] = typeof(IReadOnlyList<MentionedUser>),
    };

    public static bool Allows(string owner, string key, string schemaType, Type actual) =>
        Chosen.TryGetValue($"{owner}.{key}", out Type? chosen) ? actual == chosen : actual == TypeFor(schemaType);

    private static Type? TypeFor(string type)
    {
        type = type.TrimStart('?');
        return type switch
        {
            "snowflake" or "snowflake|int" => typeof(Snowflake),
            "string" => typeof(string),
            "int" => typeof(int),
            "float" => typeof(double),
            "bool" => typeof(bool),
            "null" => typeof(bool),
            "timestamp" => typeof(DateTimeOffset),
            "bitstring" => typeof(Permissions),
            "int[2]" => typeof(IReadOnlyList<int>),
            "int|string" => typeof(MessageNonce),
            "any" or "string|int|float|bool" or "bool|string|int" => typeof(JsonElement),
            "ApplicationCommandData|MessageComponentData|ModalSubmitData" => typeof(InteractionData),
            "ApplicationCommandInteractionMetadata|MessageComponentInteractionMetadata" =>
                typeof(MessageInteractionMetadata),
            ['[', .. var element, ']'] => typeof(IReadOnlyList<>).MakeGenericType(TypeFor(element)!),
            ['{', .. var entry, '}'] => MapFor(entry),
            _ when type.StartsWith("partial<", StringComparison.Ordinal) => TypeFor(type[8..^1]),
            _ when type.StartsWith("enum:", StringComparison.Ordinal) => ModelOfSchema.TypeOf(type[5..]),
            _ when type.StartsWith("flags:", StringComparison.Ordinal) => ModelOfSchema.TypeOf(type[6..]),
            _ => ModelOfSchema.TypeOf(type),
        };
    }

    private static Type MapFor(string entry)
    {
        string[] parts = entry.Split(':', 2);
        Type key = parts[0] == "snowflake" ? typeof(Snowflake) : typeof(ApplicationIntegrationType);
        return typeof(IReadOnlyDictionary<,>).MakeGenericType(key, TypeFor(parts[1])!);
    }
}
