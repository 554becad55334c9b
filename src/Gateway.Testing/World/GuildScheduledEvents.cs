namespace Gateway.Testing;

/// <summary>Scheduled events: announced, begun, over, and who is interested.</summary>
public static class GuildScheduledEvents
{
    private const int Active = 2;
    private const int Completed = 3;
    private const int Cancelled = 4;

    /// <summary>Announces an event somewhere outside of Discord: GUILD_SCHEDULED_EVENT_CREATE.</summary>
    /// <param name="member">Who.</param>
    /// <param name="name">The event's name.</param>
    /// <param name="startsAt">When it begins.</param>
    /// <param name="endsAt">When it ends; null for an hour later.</param>
    /// <param name="location">Where it is.</param>
    public static Task<SimulatedScheduledEvent> SchedulesEventAsync(this SimulatedMember member, string name, DateTimeOffset startsAt, DateTimeOffset? endsAt = null, string location = "North Pier")
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var simulation = member.Simulation;
        lock (simulation.Gate)
        {
            var item = new SimulatedScheduledEvent(simulation.Ids.Next(), member, name, location, startsAt, endsAt ?? startsAt.AddHours(1));
            member.Guild.ScheduledEvents.Add(item);
            Tell(member.Guild, "GUILD_SCHEDULED_EVENT_CREATE", item);
            return Task.FromResult(item);
        }
    }

    /// <summary>An event begins: GUILD_SCHEDULED_EVENT_UPDATE.</summary>
    public static Task StartEventAsync(this SimulatedGuild guild, SimulatedScheduledEvent item) => Change(guild, item, Active);

    /// <summary>An event is over: GUILD_SCHEDULED_EVENT_UPDATE.</summary>
    public static Task CompleteEventAsync(this SimulatedGuild guild, SimulatedScheduledEvent item) => Change(guild, item, Completed);

    /// <summary>An event will not take place: GUILD_SCHEDULED_EVENT_UPDATE.</summary>
    public static Task CancelEventAsync(this SimulatedGuild guild, SimulatedScheduledEvent item) => Change(guild, item, Cancelled);

    /// <summary>An event is deleted: GUILD_SCHEDULED_EVENT_DELETE.</summary>
    public static Task DeleteEventAsync(this SimulatedGuild guild, SimulatedScheduledEvent item)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentNullException.ThrowIfNull(item);
        lock (guild.Simulation.Gate)
        {
            guild.ScheduledEvents.Remove(item);
            Tell(guild, "GUILD_SCHEDULED_EVENT_DELETE", item);
        }

        return Task.CompletedTask;
    }

    /// <summary>Is interested in an event: GUILD_SCHEDULED_EVENT_USER_ADD.</summary>
    public static Task IsInterestedInAsync(this SimulatedMember member, SimulatedScheduledEvent item) => Interest(member, item, added: true);

    /// <summary>Is no longer interested: GUILD_SCHEDULED_EVENT_USER_REMOVE.</summary>
    public static Task LosesInterestInAsync(this SimulatedMember member, SimulatedScheduledEvent item) => Interest(member, item, added: false);

    private static Task Change(SimulatedGuild guild, SimulatedScheduledEvent item, int status)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentNullException.ThrowIfNull(item);
        lock (guild.Simulation.Gate)
        {
            item.Status = status;
            Tell(guild, "GUILD_SCHEDULED_EVENT_UPDATE", item);
            if (status is Completed or Cancelled)
            {
                guild.ScheduledEvents.Remove(item);
            }
        }

        return Task.CompletedTask;
    }

    private static Task Interest(SimulatedMember member, SimulatedScheduledEvent item, bool added)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(item);
        lock (member.Simulation.Gate)
        {
            if (added ? item.Interested.Add(member.Id) : item.Interested.Remove(member.Id))
            {
                member.Simulation.Tell(added ? "GUILD_SCHEDULED_EVENT_USER_ADD" : "GUILD_SCHEDULED_EVENT_USER_REMOVE", member.Guild.Id, json =>
                {
                    json.Id("guild_scheduled_event_id", item.Id);
                    json.Id("user_id", member.Id);
                    json.Id("guild_id", member.Guild.Id);
                });
            }
        }

        return Task.CompletedTask;
    }

    private static void Tell(SimulatedGuild guild, string name, SimulatedScheduledEvent item) =>
        guild.Simulation.Publish(new Dispatch(name, guild.Id, Json.Write(json => ScheduledEventPayload.Write(json, item))));
}
