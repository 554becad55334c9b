namespace Gateway.Testing;

/// <summary>Emojis and sounds of a guild's own, and the guild's name.</summary>
public static class GuildExpressions
{
    /// <summary>The guild gets another name: GUILD_UPDATE.</summary>
    public static Task RenameAsync(this SimulatedGuild guild, string name)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (guild.Simulation.Gate)
        {
            guild.Name = name;
            guild.Simulation.Publish(new Dispatch("GUILD_UPDATE", guild.Id, Json.Write(json => GuildPayload.Write(json, guild))));
        }

        return Task.CompletedTask;
    }

    /// <summary>An emoji is added: GUILD_EMOJIS_UPDATE with all there are.</summary>
    public static Task AddEmojiAsync(this SimulatedGuild guild, string name)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (guild.Simulation.Gate)
        {
            guild.EmojiList.Add(new SimulatedEmoji(guild.Simulation.Ids.Next(), name));
            guild.Simulation.Tell("GUILD_EMOJIS_UPDATE", guild.Id, json =>
            {
                json.Id("guild_id", guild.Id);
                json.Array("emojis", guild.EmojiList, ExpressionPayload.Write);
            });
        }

        return Task.CompletedTask;
    }

    /// <summary>A sound is added to the soundboard: GUILD_SOUNDBOARD_SOUND_CREATE.</summary>
    public static Task AddSoundAsync(this SimulatedGuild guild, string name)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (guild.Simulation.Gate)
        {
            var sound = new SimulatedSound(guild.Simulation.Ids.Next(), name);
            guild.SoundList.Add(sound);
            guild.Simulation.Publish(new Dispatch("GUILD_SOUNDBOARD_SOUND_CREATE", guild.Id, Json.Write(json => ExpressionPayload.Write(json, guild, sound))));
        }

        return Task.CompletedTask;
    }
}
