using System.Text.Json.Nodes;

namespace Gateway.Testing;

/// <summary>A person in a guild. What the person does goes out as events to every session that ought to see them.</summary>
public sealed class SimulatedMember
{
    internal SimulatedMember(Simulation simulation, SimulatedGuild guild, User user, DateTimeOffset joinedAt)
    {
        Simulation = simulation;
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

    internal Simulation Simulation { get; }

    internal User User { get; }

    internal DateTimeOffset JoinedAt { get; }

    internal string? Nickname { get; set; }

    internal string Status { get; set; } = "offline";

    internal bool IsOnline => Status != "offline";

    internal JsonArray Activities { get; set; } = [];

    internal List<SimulatedRole> Roles { get; } = [];

    internal VoiceState? Voice { get; set; }

    /// <summary>Writes in the guild's first text channel: MESSAGE_CREATE.</summary>
    public Task<SimulatedMessage> SaysAsync(string text)
    {
        lock (Simulation.Gate)
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
        lock (Simulation.Gate)
        {
            return Task.FromResult(Simulation.Happenings.Write(channel, User, text, replyTo?.Id));
        }
    }

    /// <summary>Writes to the bot alone: MESSAGE_CREATE without a guild, on shard 0.</summary>
    public Task<SimulatedMessage> WhispersAsync(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        lock (Simulation.Gate)
        {
            return Task.FromResult(Simulation.Happenings.Write(Simulation.World.DirectMessages(User), User, text, replyTo: null));
        }
    }

    /// <summary>Edits a message: MESSAGE_UPDATE.</summary>
    public Task EditsAsync(SimulatedMessage message, string text)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (Simulation.Gate)
        {
            Simulation.Happenings.Edit(message, text);
        }

        return Task.CompletedTask;
    }

    /// <summary>Deletes a message: MESSAGE_DELETE.</summary>
    public Task DeletesAsync(SimulatedMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (Simulation.Gate)
        {
            Simulation.Happenings.Delete(message);
        }

        return Task.CompletedTask;
    }

    /// <summary>Starts typing: TYPING_START.</summary>
    /// <param name="channel">The channel; null for the guild's first text channel.</param>
    public Task TypesAsync(SimulatedChannel? channel = null)
    {
        lock (Simulation.Gate)
        {
            Simulation.Happenings.Type(channel ?? Guild.FirstChannel(ChannelKind.Text), User);
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
        lock (Simulation.Gate)
        {
            Simulation.Happenings.React(message, User, emoji, added: true);
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
        lock (Simulation.Gate)
        {
            Simulation.Happenings.React(message, User, emoji, added: false);
        }

        return Task.CompletedTask;
    }

    /// <summary>Joins or moves in voice: VOICE_STATE_UPDATE.</summary>
    /// <param name="channel">The channel; null for the guild's first voice channel.</param>
    public Task JoinsVoiceAsync(SimulatedChannel? channel = null)
    {
        lock (Simulation.Gate)
        {
            Simulation.Happenings.MoveInVoice(this, (channel ?? Guild.FirstChannel(ChannelKind.Voice)).Id, selfMute: false, selfDeaf: false);
        }

        return Task.CompletedTask;
    }

    /// <summary>Leaves voice: VOICE_STATE_UPDATE with a null channel.</summary>
    public Task LeavesVoiceAsync()
    {
        lock (Simulation.Gate)
        {
            Simulation.Happenings.MoveInVoice(this, channelId: null, selfMute: false, selfDeaf: false);
        }

        return Task.CompletedTask;
    }

    /// <summary>Goes online, idle, to do-not-disturb or offline: PRESENCE_UPDATE.</summary>
    /// <param name="status"><c>online</c>, <c>idle</c>, <c>dnd</c> or <c>offline</c>.</param>
    public Task ChangesStatusAsync(string status)
    {
        ArgumentException.ThrowIfNullOrEmpty(status);
        lock (Simulation.Gate)
        {
            Status = status;
            Simulation.Publish(new Dispatch("PRESENCE_UPDATE", Guild.Id, Json.Write(json => PresencePayload.Write(json, this, withGuild: true))));
        }

        return Task.CompletedTask;
    }

    /// <summary>Gets another nickname: GUILD_MEMBER_UPDATE.</summary>
    /// <param name="nickname">The nickname; null takes it away.</param>
    public Task ChangesNicknameAsync(string? nickname)
    {
        lock (Simulation.Gate)
        {
            Nickname = nickname;
            Simulation.Happenings.TellUpdate(this);
        }

        return Task.CompletedTask;
    }

    /// <summary>Leaves the guild: GUILD_MEMBER_REMOVE.</summary>
    public Task LeavesAsync()
    {
        lock (Simulation.Gate)
        {
            Guild.Remove(this);
            Simulation.Publish(new Dispatch("GUILD_MEMBER_REMOVE", Guild.Id, Json.WriteObject(json =>
            {
                json.Id("guild_id", Guild.Id);
                json.WritePropertyName("user");
                UserPayload.Write(json, User);
            })));
        }

        return Task.CompletedTask;
    }
}
