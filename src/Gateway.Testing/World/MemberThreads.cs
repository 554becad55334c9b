namespace Gateway.Testing;

/// <summary>What members do with threads. A thread is a channel: people write in it, and so does the bot.</summary>
public static class MemberThreads
{
    /// <summary>Opens a thread in a channel: THREAD_CREATE with <c>newly_created</c>.</summary>
    /// <param name="member">Who.</param>
    /// <param name="name">The thread's name.</param>
    /// <param name="channel">Where; null for the guild's first text channel.</param>
    public static Task<SimulatedChannel> OpensThreadAsync(this SimulatedMember member, string name, SimulatedChannel? channel = null)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (member.Simulation.Gate)
        {
            return Task.FromResult(member.Simulation.Threads.Open(channel ?? member.Guild.FirstChannel(ChannelKind.Text), member.User, name, starter: null));
        }
    }

    /// <summary>Opens a thread from a message: THREAD_CREATE, whose id is the message's, and MESSAGE_UPDATE.</summary>
    /// <param name="member">Who.</param>
    /// <param name="message">The message.</param>
    /// <param name="name">The thread's name.</param>
    public static Task<SimulatedChannel> OpensThreadAsync(this SimulatedMember member, SimulatedMessage message, string name)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(message);
        ArgumentException.ThrowIfNullOrEmpty(name);
        lock (member.Simulation.Gate)
        {
            return Task.FromResult(member.Simulation.Threads.Open(message.Channel, member.User, name, message));
        }
    }

    /// <summary>Joins a thread: THREAD_MEMBERS_UPDATE, for sessions with GUILD_MEMBERS.</summary>
    public static Task JoinsThreadAsync(this SimulatedMember member, SimulatedChannel thread) => Change(member, thread, static (threads, member, thread) => threads.Join(thread, member.User));

    /// <summary>Leaves a thread: THREAD_MEMBERS_UPDATE, for sessions with GUILD_MEMBERS.</summary>
    public static Task LeavesThreadAsync(this SimulatedMember member, SimulatedChannel thread) => Change(member, thread, static (threads, member, thread) => threads.Leave(thread, member.User));

    /// <summary>Adds the bot to a thread: THREAD_MEMBERS_UPDATE and THREAD_CREATE.</summary>
    public static Task AddsBotToThreadAsync(this SimulatedMember member, SimulatedChannel thread) => Change(member, thread, static (threads, member, thread) => threads.Join(thread, member.Simulation.Bot));

    /// <summary>Archives a thread: THREAD_UPDATE.</summary>
    public static Task ArchivesThreadAsync(this SimulatedMember member, SimulatedChannel thread) => Change(member, thread, static (threads, _, thread) => threads.SetArchived(thread, true));

    /// <summary>Takes an archived thread up again: THREAD_UPDATE, and THREAD_MEMBER_UPDATE if the bot is in it.</summary>
    public static Task UnarchivesThreadAsync(this SimulatedMember member, SimulatedChannel thread) => Change(member, thread, static (threads, _, thread) => threads.SetArchived(thread, false));

    /// <summary>Deletes a thread: THREAD_DELETE.</summary>
    public static Task DeletesThreadAsync(this SimulatedMember member, SimulatedChannel thread) => Change(member, thread, static (threads, _, thread) => threads.Delete(thread));

    private static Task Change(SimulatedMember member, SimulatedChannel thread, Action<ThreadHappenings, SimulatedMember, SimulatedChannel> change)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(thread);
        if (thread.Thread is null)
        {
            throw new ArgumentException($"The channel {thread.Name} is no thread.", nameof(thread));
        }

        lock (member.Simulation.Gate)
        {
            change(member.Simulation.Threads, member, thread);
        }

        return Task.CompletedTask;
    }
}
