namespace Gateway.Testing;

/// <summary>What happens to threads, and the events it makes. Used under <see cref="Simulation.Gate"/>.</summary>
internal sealed class ThreadHappenings(Simulation simulation)
{
    // MessageFlags.HAS_THREAD
    private const int HasThread = 1 << 5;

    // What member_count of a thread stops at.
    private const int MostCounted = 50;

    public SimulatedChannel Open(SimulatedChannel parent, User owner, string name, SimulatedMessage? starter, ChannelKind kind = ChannelKind.PublicThread)
    {
        var guild = parent.Guild ?? throw new ArgumentException("There are no threads in direct messages.", nameof(parent));
        var now = simulation.Clock.GetUtcNow();
        var thread = new SimulatedChannel(starter?.Id ?? simulation.Ids.Next(), name, kind, guild, position: 0)
        {
            Parent = parent,
            Thread = new ThreadState(owner.Id, now),
        };
        thread.Thread.Members[owner.Id] = now;
        parent.Threads.Add(thread);
        simulation.World.Add(thread);
        TellThread("THREAD_CREATE", thread, newlyCreated: true);
        if (starter is not null)
        {
            starter.Flags |= HasThread;
            simulation.Happenings.Retell(starter);
        }

        return thread;
    }

    public void Join(SimulatedChannel thread, User user)
    {
        var now = simulation.Clock.GetUtcNow();
        thread.Thread!.Members[user.Id] = now;
        TellMembers(thread, user, joins: true);
        if (user == simulation.Bot)
        {
            TellThread("THREAD_CREATE", thread, newlyCreated: false);
        }
    }

    public void Leave(SimulatedChannel thread, User user)
    {
        thread.Thread!.Members.Remove(user.Id);
        TellMembers(thread, user, joins: false);
    }

    public void SetArchived(SimulatedChannel thread, bool archived)
    {
        thread.Thread!.IsArchived = archived;
        thread.Thread.ArchiveChangedAt = simulation.Clock.GetUtcNow();
        TellThread("THREAD_UPDATE", thread, newlyCreated: false);
        if (!archived && thread.Thread.Members.TryGetValue(simulation.Bot.Id, out var since))
        {
            simulation.Tell("THREAD_MEMBER_UPDATE", thread.Guild!.Id, json =>
            {
                ThreadPayload.WriteMember(json, thread.Id, simulation.Bot.Id, since);
                json.Id("guild_id", thread.Guild.Id);
            });
        }
    }

    public void Delete(SimulatedChannel thread)
    {
        thread.Parent!.Threads.Remove(thread);
        simulation.World.Remove(thread);
        simulation.Tell("THREAD_DELETE", thread.Guild!.Id, json =>
        {
            json.Id("id", thread.Id);
            json.Id("guild_id", thread.Guild.Id);
            json.Id("parent_id", thread.Parent.Id);
            json.WriteNumber("type", (int)thread.Kind);
        });
    }

    private void TellThread(string name, SimulatedChannel thread, bool newlyCreated) => simulation.Tell(name, thread.Guild!.Id, json =>
    {
        ChannelPayload.WriteMembers(json, thread, withGuild: true);
        if (thread.Thread!.Members.TryGetValue(simulation.Bot.Id, out var since))
        {
            json.WriteStartObject("member");
            ThreadPayload.WriteMember(json, thread.Id, simulation.Bot.Id, since);
            json.WriteEndObject();
        }

        if (newlyCreated)
        {
            json.WriteBoolean("newly_created", true);
        }
    });

    private void TellMembers(SimulatedChannel thread, User user, bool joins)
    {
        var guild = thread.Guild!;
        var state = thread.Thread!;
        simulation.Publish(new Dispatch("THREAD_MEMBERS_UPDATE", guild.Id, Json.WriteObject(json =>
        {
            json.Id("id", thread.Id);
            json.Id("guild_id", guild.Id);
            json.WriteNumber("member_count", Math.Min(MostCounted, state.Members.Count));
            if (joins && guild.FindMember(user.Id) is { } member)
            {
                json.Array("added_members", [member], (json, member) => ThreadPayload.WriteAdded(json, thread.Id, member, state.Members[user.Id]));
            }
            else
            {
                json.Array("removed_member_ids", [user], static (json, user) => json.WriteStringValue(Json.Text(user.Id)));
            }
        }))
        {
            // With GUILDS alone, only the bot's own coming and going is told.
            Intents = user == simulation.Bot ? null : Intents.GuildMembers,
        });
    }
}
