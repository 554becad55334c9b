namespace Gateway.Testing;

/// <summary>What members do with polls.</summary>
public static class MemberPolls
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Starts a poll of 24 hours in the guild's first text channel: MESSAGE_CREATE with a <c>poll</c>.</summary>
    /// <param name="member">Who.</param>
    /// <param name="question">The question.</param>
    /// <param name="answers">The answers, which are numbered from 1.</param>
    public static Task<SimulatedMessage> StartsPollAsync(this SimulatedMember member, string question, params string[] answers)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentException.ThrowIfNullOrEmpty(question);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Length);
        var simulation = member.Simulation;
        lock (simulation.Gate)
        {
            var now = simulation.Clock.GetUtcNow();
            var message = new SimulatedMessage(simulation.Ids.Next(), member.Guild.FirstChannel(ChannelKind.Text), member.User, "", now)
            {
                Poll = new PollState(question, answers, severalAnswers: true, now + Day),
            };
            simulation.Happenings.Post(message);
            return Task.FromResult(message);
        }
    }

    /// <summary>Chooses an answer: MESSAGE_POLL_VOTE_ADD.</summary>
    /// <param name="member">Who.</param>
    /// <param name="poll">The message with the poll.</param>
    /// <param name="answer">The number of the answer, from 1.</param>
    public static Task VotesAsync(this SimulatedMember member, SimulatedMessage poll, int answer) => Vote(member, poll, answer, added: true);

    /// <summary>Takes a vote back: MESSAGE_POLL_VOTE_REMOVE.</summary>
    /// <param name="member">Who.</param>
    /// <param name="poll">The message with the poll.</param>
    /// <param name="answer">The number of the answer, from 1.</param>
    public static Task UnvotesAsync(this SimulatedMember member, SimulatedMessage poll, int answer) => Vote(member, poll, answer, added: false);

    /// <summary>Ends a poll before its time: MESSAGE_UPDATE with the results.</summary>
    /// <param name="member">Who.</param>
    /// <param name="poll">The message with the poll.</param>
    public static Task EndsPollAsync(this SimulatedMember member, SimulatedMessage poll)
    {
        ArgumentNullException.ThrowIfNull(member);
        var state = PollOf(poll);
        lock (member.Simulation.Gate)
        {
            state.IsOver = true;
            member.Simulation.Happenings.Retell(poll);
        }

        return Task.CompletedTask;
    }

    private static Task Vote(SimulatedMember member, SimulatedMessage poll, int answer, bool added)
    {
        ArgumentNullException.ThrowIfNull(member);
        var state = PollOf(poll);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(answer);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(answer, state.Answers.Count);
        lock (member.Simulation.Gate)
        {
            bool changed = added ? state.Votes.Add((answer, member.Id)) : state.Votes.Remove((answer, member.Id));
            if (!changed)
            {
                return Task.CompletedTask;
            }

            var guild = poll.Channel.Guild;
            member.Simulation.Tell(added ? "MESSAGE_POLL_VOTE_ADD" : "MESSAGE_POLL_VOTE_REMOVE", guild?.Id, json =>
            {
                json.Id("user_id", member.Id);
                json.Id("channel_id", poll.Channel.Id);
                json.Id("message_id", poll.Id);
                if (guild is not null)
                {
                    json.Id("guild_id", guild.Id);
                }

                json.WriteNumber("answer_id", answer);
            });
        }

        return Task.CompletedTask;
    }

    private static PollState PollOf(SimulatedMessage poll)
    {
        ArgumentNullException.ThrowIfNull(poll);
        return poll.Poll ?? throw new ArgumentException("There is no poll in this message.", nameof(poll));
    }
}
