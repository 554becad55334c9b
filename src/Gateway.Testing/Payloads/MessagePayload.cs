using System.Globalization;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Messages, as HTTP and as events show them.</summary>
internal static class MessagePayload
{
    /// <param name="json">Where to.</param>
    /// <param name="world">Knows who is mentioned.</param>
    /// <param name="message">What.</param>
    /// <param name="asEvent">Adds what only events have: the guild, the author as member, the channel's type.</param>
    /// <param name="withContent">False leaves text, embeds, attachments and components empty.</param>
    public static void Write(Utf8JsonWriter json, World world, SimulatedMessage message, bool asEvent, bool withContent = true)
    {
        var guild = message.IsEphemeral ? null : message.Channel.Guild;
        json.WriteStartObject();
        json.WriteNumber("type", message.Type != 0 ? message.Type : message.ReferencedMessageId is not null ? 19 : message.InteractionId is not null ? 20 : 0);
        json.WriteString("content", withContent ? message.Content : "");
        Mentions(json, world, message, asEvent ? guild : null);
        json.EmptyArrays("attachments");
        json.WritePropertyName("embeds");
        (withContent ? message.Embeds : []).WriteTo(json);
        json.Time("timestamp", message.CreatedAt);
        json.Time("edited_timestamp", message.EditedAt);
        json.WriteNumber("flags", message.Flags);
        json.WritePropertyName("components");
        (withContent ? message.Components : []).WriteTo(json);
        json.Id("id", message.Id);
        json.Id("channel_id", message.Channel.Id);
        json.WritePropertyName("author");
        UserPayload.Write(json, message.Author);
        json.WriteBoolean("pinned", message.IsPinned);
        json.WriteBoolean("mention_everyone", message.Content.Contains("@everyone", StringComparison.Ordinal));
        json.WriteBoolean("tts", message.Tts);
        if (withContent && message.Poll is { } poll)
        {
            PollPayload.Write(json, poll);
        }

        Nonce(json, message);
        Reference(json, world, message, withContent);
        Interaction(json, message, world.Bot);
        if (asEvent)
        {
            json.WriteNumber("channel_type", (int)message.Channel.Kind);
            if (guild is not null)
            {
                json.Id("guild_id", guild.Id);
                if (guild.FindMember(message.Author.Id) is { } member)
                {
                    json.WritePropertyName("member");
                    MemberPayload.WriteWithoutUser(json, member);
                }
            }
        }

        json.WriteEndObject();
    }

    private static void Mentions(Utf8JsonWriter json, World world, SimulatedMessage message, SimulatedGuild? guild)
    {
        json.WriteStartArray("mentions");
        foreach (var user in world.Mentioned(message))
        {
            json.WriteStartObject();
            UserPayload.WriteMembers(json, user);
            if (guild?.FindMember(user.Id) is { } member)
            {
                json.WritePropertyName("member");
                MemberPayload.WriteWithoutUser(json, member);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Array("mention_roles", World.MentionedRoles(message), static (json, role) => json.WriteStringValue(Json.Text(role)));
    }

    private static void Nonce(Utf8JsonWriter json, SimulatedMessage message)
    {
        if (message.Nonce is not { } nonce)
        {
            return;
        }

        if (message.NonceIsNumber)
        {
            json.WriteNumber("nonce", long.Parse(nonce, CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteString("nonce", nonce);
        }
    }

    private static void Reference(Utf8JsonWriter json, World world, SimulatedMessage message, bool withContent)
    {
        if (message.ReferencedMessageId is not { } id)
        {
            return;
        }

        json.WriteStartObject("message_reference");
        json.WriteNumber("type", 0);
        json.Id("message_id", id);
        json.Id("channel_id", message.Channel.Id);
        if (message.Channel.Guild is { } guild)
        {
            json.Id("guild_id", guild.Id);
        }

        json.WriteEndObject();
        json.WritePropertyName("referenced_message");
        if (world.FindMessage(id) is { IsDeleted: false } original && original.ReferencedMessageId is null)
        {
            Write(json, world, original, asEvent: false, withContent || original.Author == world.Bot);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void Interaction(Utf8JsonWriter json, SimulatedMessage message, User bot)
    {
        if (message.InteractionId is not { } interaction || message.Invoker is not { } invoker)
        {
            return;
        }

        json.Id("application_id", bot.Id);
        json.WriteStartObject("interaction_metadata");
        json.Id("id", interaction);
        json.WriteNumber("type", 2);
        json.WritePropertyName("user");
        UserPayload.Write(json, invoker);
        json.WriteStartObject("authorizing_integration_owners");
        json.Id("0", message.Channel.Guild?.Id ?? 0);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
