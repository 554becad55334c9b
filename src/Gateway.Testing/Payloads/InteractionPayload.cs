using System.Text.Json;

namespace Gateway.Testing;

/// <summary>INTERACTION_CREATE.</summary>
internal static class InteractionPayload
{
    public static void Write(Utf8JsonWriter json, World world, SimulatedInteraction interaction, Action<Utf8JsonWriter> data)
    {
        var channel = interaction.Channel;
        json.WriteStartObject();
        json.Id("id", interaction.Id);
        json.Id("application_id", world.Bot.Id);
        json.WriteNumber("type", interaction.Type);
        json.WriteStartObject("data");
        data(json);
        json.WriteEndObject();
        json.WriteString("token", interaction.Token);
        json.WriteNumber("version", 1);
        json.Id("app_permissions", GuildPayload.EveryonePermissions);
        json.WriteString("locale", "en-US");
        json.EmptyArrays("entitlements");
        json.WriteNumber("attachment_size_limit", 10_485_760);
        json.WritePropertyName("channel");
        ChannelPayload.WriteForInteraction(json, channel);
        json.Id("channel_id", channel.Id);
        if (channel.Guild is { } guild)
        {
            json.WriteStartObject("guild");
            json.Id("id", guild.Id);
            json.WriteString("locale", "en-US");
            json.EmptyArrays("features");
            json.WriteEndObject();
            json.Id("guild_id", guild.Id);
            json.WriteString("guild_locale", "en-US");
            json.WritePropertyName("member");
            MemberPayload.WriteWithPermissions(json, guild.FindMember(interaction.Invoker.Id)!);
        }
        else
        {
            json.WritePropertyName("user");
            UserPayload.Write(json, interaction.Invoker);
        }

        if (interaction.Source is { } message)
        {
            json.WritePropertyName("message");
            MessagePayload.Write(json, world, message, asEvent: false);
        }

        json.WriteStartObject("authorizing_integration_owners");
        json.Id("0", channel.Guild?.Id ?? 0);
        json.WriteEndObject();
        json.WriteNumber("context", channel.Guild is null ? 1 : 0);
        json.WriteEndObject();
    }
}
