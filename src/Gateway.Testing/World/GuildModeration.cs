namespace Gateway.Testing;

/// <summary>Bans and invites.</summary>
public static class GuildModeration
{
    /// <summary>Somebody is banned: GUILD_BAN_ADD and GUILD_MEMBER_REMOVE.</summary>
    public static async Task BanAsync(this SimulatedGuild guild, SimulatedMember member)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentNullException.ThrowIfNull(member);
        Tell(guild, "GUILD_BAN_ADD", member);
        await member.LeavesAsync().ConfigureAwait(false);
    }

    /// <summary>A ban is lifted: GUILD_BAN_REMOVE. The person is no member until they join again.</summary>
    public static Task UnbanAsync(this SimulatedGuild guild, SimulatedMember member)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentNullException.ThrowIfNull(member);
        Tell(guild, "GUILD_BAN_REMOVE", member);
        return Task.CompletedTask;
    }

    /// <summary>Invites people for a day: INVITE_CREATE.</summary>
    /// <param name="member">Who invites.</param>
    /// <param name="channel">Where to; null for the guild's first text channel.</param>
    /// <returns>The invite's code.</returns>
    public static Task<string> InvitesAsync(this SimulatedMember member, SimulatedChannel? channel = null)
    {
        ArgumentNullException.ThrowIfNull(member);
        var simulation = member.Simulation;
        lock (simulation.Gate)
        {
            string code = simulation.Secrets.Next()[..8];
            var now = simulation.Clock.GetUtcNow();
            ulong channelId = (channel ?? member.Guild.FirstChannel(ChannelKind.Text)).Id;
            simulation.Tell("INVITE_CREATE", member.Guild.Id, json =>
            {
                json.Id("channel_id", channelId);
                json.WriteString("code", code);
                json.Time("created_at", now);
                json.Id("guild_id", member.Guild.Id);
                json.WritePropertyName("inviter");
                UserPayload.Write(json, member.User);
                json.WriteNumber("max_age", 86_400);
                json.WriteNumber("max_uses", 0);
                json.WriteBoolean("temporary", false);
                json.WriteNumber("uses", 0);
                json.Time("expires_at", now.AddSeconds(86_400));
            });
            return Task.FromResult(code);
        }
    }

    /// <summary>An invite is taken back: INVITE_DELETE.</summary>
    /// <param name="guild">The guild it led to.</param>
    /// <param name="code">Its code.</param>
    /// <param name="channel">The channel it led to; null for the guild's first text channel.</param>
    public static Task DeleteInviteAsync(this SimulatedGuild guild, string code, SimulatedChannel? channel = null)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentException.ThrowIfNullOrEmpty(code);
        lock (guild.Simulation.Gate)
        {
            ulong channelId = (channel ?? guild.FirstChannel(ChannelKind.Text)).Id;
            guild.Simulation.Tell("INVITE_DELETE", guild.Id, json =>
            {
                json.Id("channel_id", channelId);
                json.Id("guild_id", guild.Id);
                json.WriteString("code", code);
            });
        }

        return Task.CompletedTask;
    }

    private static void Tell(SimulatedGuild guild, string name, SimulatedMember member)
    {
        lock (guild.Simulation.Gate)
        {
            guild.Simulation.Tell(name, guild.Id, json =>
            {
                json.Id("guild_id", guild.Id);
                json.WritePropertyName("user");
                UserPayload.Write(json, member.User);
            });
        }
    }
}
