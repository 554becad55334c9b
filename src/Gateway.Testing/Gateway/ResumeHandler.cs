using System.Text.Json;

namespace Gateway.Testing;

/// <summary>
/// RESUME: without a session_id or a seq it closes with 4001; an unknown or over-aged session, or one whose missed events
/// are no longer kept, draws opcode 9; a sequence that was never sent closes with 4007. It costs no session start and
/// waits for no window.
/// </summary>
internal sealed class ResumeHandler(Simulation simulation) : IOpcodeHandler
{
    public int Opcode => Testing.Opcode.Resume;

    public bool BeforeIdentify => true;

    public void Handle(GatewayConnection connection, JsonElement data)
    {
        string? id = data.String("session_id");
        long? seq = data.Integer("seq");
        long sequence = seq ?? -1;
        var session = simulation.Sessions.Find(id ?? "");
        simulation.Recorder.Add(new RecordedResume(connection.Now, connection.Record, id ?? "", sequence, session?.ShardId));
        if (connection.IsAuthenticated)
        {
            connection.Close(CloseCode.AlreadyAuthenticated, "Already authenticated.");
        }
        else if (id is null || seq is null)
        {
            connection.Close(CloseCode.UnknownOpcode, "RESUME needs a session_id and a seq.");
        }
        else if (data.String("token") != simulation.Token)
        {
            connection.Close(CloseCode.AuthenticationFailed, "Authentication failed.");
        }
        else if (session is null)
        {
            connection.InvalidateSession(resumable: false);
        }
        else if (sequence < 0 || sequence > session.Sequence)
        {
            simulation.Sessions.Remove(session);
            connection.Close(CloseCode.InvalidSequence, "Invalid seq.");
        }
        else if (!session.CanReplayFrom(sequence))
        {
            simulation.Sessions.Remove(session);
            connection.InvalidateSession(resumable: false);
        }
        else
        {
            connection.Resuming = session;
            simulation.Faults.At(Moment.Replay, connection, () => Resume(connection, session, sequence));
        }
    }

    private void Resume(GatewayConnection connection, Session session, long sequence)
    {
        if (connection.Resuming != session)
        {
            // Opcode 9 was the answer.
            return;
        }

        if (simulation.Sessions.Find(session.Id) is null || !session.CanReplayFrom(sequence))
        {
            // The answer was withheld for longer than the session, or what it missed, is kept.
            connection.InvalidateSession(resumable: false);
            return;
        }

        // A client may be back before we have noticed that it was gone.
        session.Connection?.Drop();
        connection.Resuming = null;
        connection.Join(session);
        foreach (var missed in session.Since(sequence).ToArray())
        {
            connection.Outbox.Send(missed);
        }

        simulation.Faults.At(Moment.Resumed, connection, () =>
        {
            if (connection.Session == session)
            {
                session.Publish("RESUMED", connection.Quirks.HasFlag(Quirks.ResumedWithNull) ? "null"u8.ToArray() : "{}"u8.ToArray());
                connection.BecomeReady();
            }
        });
    }
}
