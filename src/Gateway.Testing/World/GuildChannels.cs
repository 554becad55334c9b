namespace Gateway.Testing;

/// <summary>Channels of a guild come, change and go, and so does what is said of voice channels.</summary>
public static class GuildChannels
{
    /// <summary>A channel is made: CHANNEL_CREATE.</summary>
    /// <param name="guild">Where.</param>
    /// <param name="name">The channel's name.</param>
    /// <param name="kind">Its kind; no thread.</param>
    public static Task<SimulatedChannel> AddChannelAsync(this SimulatedGuild guild, string name, ChannelKind kind = ChannelKind.Text)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (guild.Simulation.Gate)
        {
            var channel = guild.PlantChannel(name, kind);
            guild.Simulation.World.Add(channel);
            Tell(guild, "CHANNEL_CREATE", channel);
            return Task.FromResult(channel);
        }
    }

    /// <summary>A channel gets another name or topic: CHANNEL_UPDATE.</summary>
    /// <param name="guild">The channel's guild.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="name">Its new name; null for the one it has.</param>
    /// <param name="topic">Its new topic; null for the one it has.</param>
    public static Task ChangeChannelAsync(this SimulatedGuild guild, SimulatedChannel channel, string? name = null, string? topic = null)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentNullException.ThrowIfNull(channel);
        lock (guild.Simulation.Gate)
        {
            channel.Name = name ?? channel.Name;
            channel.Topic = topic ?? channel.Topic;
            Tell(guild, "CHANNEL_UPDATE", channel);
        }

        return Task.CompletedTask;
    }

    /// <summary>A channel is deleted, its threads with it: CHANNEL_DELETE.</summary>
    public static Task DeleteChannelAsync(this SimulatedGuild guild, SimulatedChannel channel)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentNullException.ThrowIfNull(channel);
        lock (guild.Simulation.Gate)
        {
            guild.ChannelList.Remove(channel);
            guild.Simulation.World.Remove(channel);
            channel.Threads.ForEach(guild.Simulation.World.Remove);
            Tell(guild, "CHANNEL_DELETE", channel);
        }

        return Task.CompletedTask;
    }

    /// <summary>A voice channel is said to be for something: VOICE_CHANNEL_STATUS_UPDATE.</summary>
    /// <param name="guild">The channel's guild.</param>
    /// <param name="channel">The voice channel.</param>
    /// <param name="status">What for; null for nothing.</param>
    public static Task SetVoiceStatusAsync(this SimulatedGuild guild, SimulatedChannel channel, string? status)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentNullException.ThrowIfNull(channel);
        lock (guild.Simulation.Gate)
        {
            channel.VoiceStatus = status;
            guild.Simulation.Tell("VOICE_CHANNEL_STATUS_UPDATE", guild.Id, json =>
            {
                json.Id("id", channel.Id);
                json.Id("guild_id", guild.Id);
                json.WriteString("status", status);
            });
        }

        return Task.CompletedTask;
    }

    private static void Tell(SimulatedGuild guild, string name, SimulatedChannel channel) =>
        guild.Simulation.Tell(name, guild.Id, json => ChannelPayload.WriteMembers(json, channel, withGuild: true));
}
