using System.Globalization;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>A person in a guild. What the person does goes out as events to every session that ought to see them.</summary>
public sealed class SimulatedMember
{
    private readonly Simulation _simulation;

    internal SimulatedMember(Simulation simulation, SimulatedGuild guild, User user, DateTimeOffset joinedAt)
    {
        _simulation = simulation;
        Guild = guild;
        User = user;
        JoinedAt = joinedAt;
    }

    /// <summary>The user's id.</summary>
    public ulong Id => User.Id;

    /// <summary>The user's name.</summary>
    public string Name => User.Username;

    /// <summary>The guild.</summary>
    public SimulatedGuild Guild { get; }

    internal User User { get; }

    internal DateTimeOffset JoinedAt { get; }

    internal string? Nickname { get; set; }

    internal string Status { get; set; } = "offline";

    internal bool IsOnline => Status != "offline";

    internal List<SimulatedRole> Roles { get; } = [];

    internal VoiceState? Voice { get; set; }

    /// <summary>Writes in the guild's first text channel: MESSAGE_CREATE.</summary>
    public Task<SimulatedMessage> SaysAsync(string text)
    {
        lock (_simulation.Gate)
        {
            return SaysAsync(Guild.FirstChannel(ChannelKind.Text), text);
        }
    }

    /// <summary>Writes in a channel: MESSAGE_CREATE.</summary>
    /// <param name="channel">A channel of the guild.</param>
    /// <param name="text">The text; <c>&lt;@id&gt;</c> mentions somebody.</param>
    /// <param name="replyTo">The message it answers, which mentions that message's author; null for none.</param>
    public Task<SimulatedMessage> SaysAsync(SimulatedChannel channel, string text, SimulatedMessage? replyTo = null)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(text);
        lock (_simulation.Gate)
        {
            return Task.FromResult(_simulation.Happenings.Write(channel, User, text, replyTo?.Id));
        }
    }

    /// <summary>Writes to the bot alone: MESSAGE_CREATE without a guild, on shard 0.</summary>
    public Task<SimulatedMessage> WhispersAsync(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (_simulation.Gate)
        {
            return Task.FromResult(_simulation.Happenings.Write(_simulation.World.DirectMessages(User), User, text, replyTo: null));
        }
    }

    /// <summary>Edits a message: MESSAGE_UPDATE.</summary>
    public Task EditsAsync(SimulatedMessage message, string text)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_simulation.Gate)
        {
            _simulation.Happenings.Edit(message, text);
        }

        return Task.CompletedTask;
    }

    /// <summary>Deletes a message: MESSAGE_DELETE.</summary>
    public Task DeletesAsync(SimulatedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_simulation.Gate)
        {
            _simulation.Happenings.Delete(message);
        }

        return Task.CompletedTask;
    }

    /// <summary>Uses a slash command in the guild's first text channel: INTERACTION_CREATE of type 2.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="options">Its options, by name: texts, whole numbers, other numbers or truth values.</param>
    public Task<SimulatedInteraction> UsesCommandAsync(string command, params (string Name, object Value)[] options)
    {
        lock (_simulation.Gate)
        {
            return UsesCommandAsync(Guild.FirstChannel(ChannelKind.Text), command, options);
        }
    }

    /// <summary>Uses a slash command in a channel: INTERACTION_CREATE of type 2.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="options">Its options, by name: texts, whole numbers, other numbers or truth values.</param>
    public Task<SimulatedInteraction> UsesCommandAsync(SimulatedChannel channel, string command, params (string Name, object Value)[] options)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentException.ThrowIfNullOrEmpty(command);
        lock (_simulation.Gate)
        {
            return Task.FromResult(_simulation.Happenings.Interact(2, channel, User, source: null, json =>
            {
                json.Id("id", _simulation.Happenings.CommandId(command));
                json.WriteString("name", command);
                json.WriteNumber("type", 1);
                if (options.Length > 0)
                {
                    json.Array("options", options, static (json, option) => WriteOption(json, option.Name, option.Value));
                }
            }));
        }
    }

    /// <summary>Clicks a button on a message: INTERACTION_CREATE of type 3.</summary>
    /// <param name="message">The message.</param>
    /// <param name="customId">The <c>custom_id</c> of the button.</param>
    public Task<SimulatedInteraction> ClicksAsync(SimulatedMessage message, string customId)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentException.ThrowIfNullOrEmpty(customId);
        lock (_simulation.Gate)
        {
            return Task.FromResult(_simulation.Happenings.Interact(3, message.Channel, User, message, json =>
            {
                json.WriteNumber("id", 2);
                json.WriteString("custom_id", customId);
                json.WriteNumber("component_type", 2);
            }));
        }
    }

    /// <summary>Starts typing: TYPING_START.</summary>
    /// <param name="channel">The channel; null for the guild's first text channel.</param>
    public Task TypesAsync(SimulatedChannel? channel = null)
    {
        lock (_simulation.Gate)
        {
            _simulation.Happenings.Type(channel ?? Guild.FirstChannel(ChannelKind.Text), User);
        }

        return Task.CompletedTask;
    }

    /// <summary>Reacts to a message: MESSAGE_REACTION_ADD.</summary>
    /// <param name="message">The message.</param>
    /// <param name="emoji">A Unicode emoji.</param>
    public Task ReactsAsync(SimulatedMessage message, string emoji)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentException.ThrowIfNullOrEmpty(emoji);
        lock (_simulation.Gate)
        {
            _simulation.Happenings.React(message, User, emoji, added: true);
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes a reaction back: MESSAGE_REACTION_REMOVE.</summary>
    /// <param name="message">The message.</param>
    /// <param name="emoji">A Unicode emoji.</param>
    public Task UnreactsAsync(SimulatedMessage message, string emoji)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentException.ThrowIfNullOrEmpty(emoji);
        lock (_simulation.Gate)
        {
            _simulation.Happenings.React(message, User, emoji, added: false);
        }

        return Task.CompletedTask;
    }

    /// <summary>Joins or moves in voice: VOICE_STATE_UPDATE.</summary>
    /// <param name="channel">The channel; null for the guild's first voice channel.</param>
    public Task JoinsVoiceAsync(SimulatedChannel? channel = null)
    {
        lock (_simulation.Gate)
        {
            _simulation.Happenings.MoveInVoice(this, (channel ?? Guild.FirstChannel(ChannelKind.Voice)).Id, selfMute: false, selfDeaf: false);
        }

        return Task.CompletedTask;
    }

    /// <summary>Leaves voice: VOICE_STATE_UPDATE with a null channel.</summary>
    public Task LeavesVoiceAsync()
    {
        lock (_simulation.Gate)
        {
            _simulation.Happenings.MoveInVoice(this, channelId: null, selfMute: false, selfDeaf: false);
        }

        return Task.CompletedTask;
    }

    /// <summary>Goes online, idle, to do-not-disturb or offline: PRESENCE_UPDATE.</summary>
    /// <param name="status"><c>online</c>, <c>idle</c>, <c>dnd</c> or <c>offline</c>.</param>
    public Task ChangesStatusAsync(string status)
    {
        ArgumentException.ThrowIfNullOrEmpty(status);
        lock (_simulation.Gate)
        {
            Status = status;
            _simulation.Publish(new Dispatch("PRESENCE_UPDATE", Guild.Id, Json.Write(json => PresencePayload.Write(json, this, withGuild: true))));
        }

        return Task.CompletedTask;
    }

    /// <summary>Gets another nickname: GUILD_MEMBER_UPDATE.</summary>
    /// <param name="nickname">The nickname; null takes it away.</param>
    public Task ChangesNicknameAsync(string? nickname)
    {
        lock (_simulation.Gate)
        {
            Nickname = nickname;
            _simulation.Publish(new Dispatch("GUILD_MEMBER_UPDATE", Guild.Id, Json.Write(json => MemberPayload.WriteEvent(json, this)))
            {
                IgnoresIntents = User == _simulation.Bot,
            });
        }

        return Task.CompletedTask;
    }

    /// <summary>Leaves the guild: GUILD_MEMBER_REMOVE.</summary>
    public Task LeavesAsync()
    {
        lock (_simulation.Gate)
        {
            Guild.Remove(this);
            _simulation.Publish(new Dispatch("GUILD_MEMBER_REMOVE", Guild.Id, Json.WriteObject(json =>
            {
                json.Id("guild_id", Guild.Id);
                json.WritePropertyName("user");
                UserPayload.Write(json, User);
            })));
        }

        return Task.CompletedTask;
    }

    private static void WriteOption(Utf8JsonWriter json, string name, object value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        switch (value)
        {
            case string text:
                json.WriteNumber("type", 3);
                json.WriteString("value", text);
                break;
            case int or long:
                json.WriteNumber("type", 4);
                json.WriteNumber("value", Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case bool truth:
                json.WriteNumber("type", 5);
                json.WriteBoolean("value", truth);
                break;
            case float or double or decimal:
                json.WriteNumber("type", 10);
                json.WriteNumber("value", Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"An option is a text, a number or a truth value, not a {value.GetType()}.", nameof(value));
        }

        json.WriteEndObject();
    }
}
