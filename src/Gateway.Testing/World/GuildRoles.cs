namespace Gateway.Testing;

/// <summary>Roles of a guild come and go, and members get and lose them.</summary>
public static class GuildRoles
{
    /// <summary>A role is made: GUILD_ROLE_CREATE.</summary>
    public static Task<SimulatedRole> AddRoleAsync(this SimulatedGuild guild, string name)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (guild.Simulation.Gate)
        {
            var role = guild.PlantRole(name);
            guild.Simulation.Tell("GUILD_ROLE_CREATE", guild.Id, json =>
            {
                json.Id("guild_id", guild.Id);
                json.WritePropertyName("role");
                RolePayload.Write(json, role);
            });
            return Task.FromResult(role);
        }
    }

    /// <summary>A role is deleted, and nobody has it any more: GUILD_ROLE_DELETE.</summary>
    public static Task DeleteRoleAsync(this SimulatedGuild guild, SimulatedRole role)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentNullException.ThrowIfNull(role);
        lock (guild.Simulation.Gate)
        {
            guild.RoleList.Remove(role);
            foreach (var member in guild.MemberList)
            {
                member.Roles.Remove(role);
            }

            guild.Simulation.Tell("GUILD_ROLE_DELETE", guild.Id, json =>
            {
                json.Id("guild_id", guild.Id);
                json.Id("role_id", role.Id);
            });
        }

        return Task.CompletedTask;
    }

    /// <summary>Is given a role: GUILD_MEMBER_UPDATE.</summary>
    public static Task GetsRoleAsync(this SimulatedMember member, SimulatedRole role) => Change(member, role, static (roles, role) => !roles.Contains(role), static (roles, role) => roles.Add(role));

    /// <summary>Loses a role: GUILD_MEMBER_UPDATE.</summary>
    public static Task LosesRoleAsync(this SimulatedMember member, SimulatedRole role) => Change(member, role, static (roles, role) => roles.Contains(role), static (roles, role) => roles.Remove(role));

    private static Task Change(SimulatedMember member, SimulatedRole role, Func<List<SimulatedRole>, SimulatedRole, bool> applies, Action<List<SimulatedRole>, SimulatedRole> change)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(role);
        lock (member.Simulation.Gate)
        {
            if (applies(member.Roles, role))
            {
                change(member.Roles, role);
                member.Simulation.Happenings.TellUpdate(member);
            }
        }

        return Task.CompletedTask;
    }
}
