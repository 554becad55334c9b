using System.Text.Json;

namespace Gateway.Testing;

/// <summary>
/// RESUME: an unknown or over-aged session, or one whose missed events are no longer kept, draws opcode 9; a sequence
/// that was never sent closes with 4007. It costs no session start and waits for no window.
/// </summary>
internal sealed class ResumeHandler(Simulation simulation) : IOpcodeHandler
{
    public int Opcode => Testing.Opcode.Resume;

    public bool BeforeIdentify => true;

    public void Handle(GatewayConnection connection, JsonElement data)
    {
        string id = data.String("session_id") ?? "";
        long sequence = data.Integer("seq") ?? -1;
        var session = simulation.Sessions.Find(id);
        simulation.Recorder.Add(new RecordedResume(connection.Now, connection.Record, id, sequence, session?.ShardId));
        if (connection.Session is not null || connection.AwaitsReady)
        {
            connection.Close(CloseCode.AlreadyAuthenticated, "Already authenticated.");
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
        // A client may be back before we have noticed that it was gone.
        session.Connection?.Drop();
        connection.Resuming = null;
        connection.Join(session);
        foreach (var missed in session.Since(sequence).ToArray())
        {
            connection.Outbox.Send(missed);
        }

        simulation.Faults.At(Moment.Resumed, connection, () =>
            session.Publish("RESUMED", connection.Quirks.HasFlag(Quirks.ResumedWithNull) ? "null"u8.ToArray() : "{}"u8.ToArray()));
    }
}
