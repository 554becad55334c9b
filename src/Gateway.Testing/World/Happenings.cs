using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>What people and the bot do, and the events it makes. Used under <see cref="Simulation.Gate"/>.</summary>
internal sealed class Happenings(Simulation simulation)
{
    private readonly Dictionary<string, ulong> _commands = new(StringComparer.Ordinal);

    /// <summary>Somebody writes a message.</summary>
    public SimulatedMessage Write(SimulatedChannel channel, User author, string text, ulong? replyTo)
    {
        var message = new SimulatedMessage(simulation.Ids.Next(), channel, author, text, simulation.Clock.GetUtcNow()) { ReferencedMessageId = replyTo };
        Post(message);
        return message;
    }

    /// <summary>A message comes to be, whoever wrote it.</summary>
    public void Post(SimulatedMessage message)
    {
        simulation.World.Add(message);
        PublishMessage("MESSAGE_CREATE", message);
    }

    public void Edit(SimulatedMessage message, string text)
    {
        message.Content = text;
        message.EditedAt = simulation.Clock.GetUtcNow();
        PublishMessage("MESSAGE_UPDATE", message);
    }

    /// <summary>A message has changed without being edited: it is told anew.</summary>
    public void Retell(SimulatedMessage message) => PublishMessage("MESSAGE_UPDATE", message);

    public void TellUpdate(SimulatedMember member) =>
        simulation.Publish(new Dispatch("GUILD_MEMBER_UPDATE", member.Guild.Id, Json.Write(json => MemberPayload.WriteEvent(json, member)))
        {
            IgnoresIntents = member.User == simulation.Bot,
        });

    public void Delete(SimulatedMessage message)
    {
        message.IsDeleted = true;
        if (message.Channel.Thread is { } thread)
        {
            thread.Messages--;
        }

        var guild = message.IsEphemeral ? null : message.Channel.Guild;
        simulation.Publish(new Dispatch("MESSAGE_DELETE", guild?.Id, Json.WriteObject(json =>
        {
            json.Id("id", message.Id);
            json.Id("channel_id", message.Channel.Id);
            if (guild is not null)
            {
                json.Id("guild_id", guild.Id);
            }
        })));
    }

    public SimulatedInteraction Interact(int type, SimulatedChannel channel, User invoker, SimulatedMessage? source, Action<Utf8JsonWriter> data)
    {
        ulong id = simulation.Ids.Next();
        string token = "interaction." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Text(id))));
        var interaction = new SimulatedInteraction(id, token, type, channel, invoker, simulation.Clock.GetUtcNow()) { Source = source };
        simulation.World.Add(interaction);
        simulation.Publish(new Dispatch("INTERACTION_CREATE", channel.Guild?.Id, Json.Write(json => InteractionPayload.Write(json, simulation.World, interaction, data))));
        return interaction;
    }

    public ulong CommandId(string command)
    {
        if (!_commands.TryGetValue(command, out ulong id))
        {
            _commands[command] = id = simulation.Ids.Next();
        }

        return id;
    }

    public void Type(SimulatedChannel channel, User user)
    {
        var guild = channel.Guild;
        simulation.Publish(new Dispatch("TYPING_START", guild?.Id, Json.WriteObject(json =>
        {
            json.Id("channel_id", channel.Id);
            if (guild is not null)
            {
                json.Id("guild_id", guild.Id);
            }

            json.Id("user_id", user.Id);
            json.WriteNumber("timestamp", simulation.Clock.GetUtcNow().ToUnixTimeSeconds());
            if (guild?.FindMember(user.Id) is { } member)
            {
                json.WritePropertyName("member");
                MemberPayload.Write(json, member);
            }
        })));
    }

    public void React(SimulatedMessage message, User user, string emoji, bool added)
    {
        var guild = message.Channel.Guild;
        simulation.Publish(new Dispatch(added ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE", guild?.Id, Json.WriteObject(json =>
        {
            json.Id("user_id", user.Id);
            json.Id("channel_id", message.Channel.Id);
            json.Id("message_id", message.Id);
            if (guild is not null)
            {
                json.Id("guild_id", guild.Id);
            }

            if (added && guild?.FindMember(user.Id) is { } member)
            {
                json.WritePropertyName("member");
                MemberPayload.Write(json, member);
            }

            json.WriteStartObject("emoji");
            json.WriteNull("id");
            json.WriteString("name", emoji);
            json.WriteEndObject();
            if (added)
            {
                json.Id("message_author_id", message.AuthorId);
            }

            json.WriteBoolean("burst", false);
            json.WriteNumber("type", 0);
        })));
    }

    public VoiceState MoveInVoice(SimulatedMember member, ulong? channelId, bool selfMute, bool selfDeaf)
    {
        string session = member.Voice?.SessionId ?? simulation.Secrets.Next();
        var state = new VoiceState(channelId, session, selfMute, selfDeaf);
        ulong? before = member.Voice?.ChannelId;
        if (channelId is null)
        {
            member.Voice = null;
            member.Guild.InVoice.Remove(member);
        }
        else
        {
            member.Voice = state;
            member.Guild.InVoice.Add(member);
        }

        simulation.Publish(new Dispatch("VOICE_STATE_UPDATE", member.Guild.Id, Json.Write(json => VoicePayload.WriteState(json, member, state, insideGuild: false))));
        TellStart(member.Guild, before);
        TellStart(member.Guild, channelId);
        return state;
    }

    /// <summary>The first has come to a voice channel, or the last has gone: VOICE_CHANNEL_START_TIME_UPDATE.</summary>
    private void TellStart(SimulatedGuild guild, ulong? channelId)
    {
        if (channelId is null || simulation.World.FindChannel(channelId.Value) is not { } channel)
        {
            return;
        }

        bool inUse = guild.InVoice.Any(member => member.Voice?.ChannelId == channelId);
        if (inUse == channel.VoiceStartedAt is not null)
        {
            return;
        }

        channel.VoiceStartedAt = inUse ? simulation.Clock.GetUtcNow() : null;
        simulation.Tell("VOICE_CHANNEL_START_TIME_UPDATE", guild.Id, json =>
        {
            json.Id("id", channel.Id);
            json.Id("guild_id", guild.Id);
            json.Seconds("voice_start_time", channel.VoiceStartedAt);
        });
    }

    private void PublishMessage(string name, SimulatedMessage message)
    {
        var guild = message.IsEphemeral ? null : message.Channel.Guild;
        bool always = message.Author == simulation.World.Bot || guild is null || simulation.World.Mentioned(message).Contains(simulation.World.Bot);
        simulation.Publish(new Dispatch(name, guild?.Id, Json.Write(json => MessagePayload.Write(json, simulation.World, message, asEvent: true)))
        {
            WithoutContent = always ? null : Json.Write(json => MessagePayload.Write(json, simulation.World, message, asEvent: true, withContent: false)),
        });
    }
}
