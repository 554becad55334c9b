using Gateway.Core.Envelope;

namespace Gateway.Core.Commands;

/// <summary>A command on its way to Discord, and the task of whoever gave it. The queue that holds it owns its state.</summary>
internal sealed class QueuedCommand
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="ArgumentException">A field of the command is out of its range; the message names it.</exception>
    public QueuedCommand(GatewayCommand command)
    {
        Command = command;
        Payload = EnvelopeWriter.Command(command);
    }

    public GatewayCommand Command { get; }

    public byte[] Payload { get; }

    /// <summary>The part of the payload that says what the command is about.</summary>
    public ReadOnlyMemory<byte> Data => EnvelopeWriter.DataOf(Payload);

    /// <summary>Completes when the command is written for the first time, or never will be.</summary>
    public Task Written => _written.Task;

    /// <summary>Where it stands. Read and written under the lock of <see cref="CommandSender"/>.</summary>
    public QueuedCommandState State { get; set; }

    /// <summary>When it joined the queue, as elapsed time.</summary>
    public TimeSpan QueuedAt { get; set; }

    /// <summary>How often it was sent: tells what is heard of one send from what is heard of another.</summary>
    public int Sends { get; set; }

    /// <summary>When it was last sent, as elapsed time.</summary>
    public TimeSpan SentAt { get; set; }

    /// <summary>When it was last sent, as <see cref="CommandSender.LiveTime"/>.</summary>
    public TimeSpan SentAtLive { get; set; }

    /// <summary>Earlier presences that nobody needs once this one is written: their callers are told together with this one's.</summary>
    public IReadOnlyList<QueuedCommand> Supersedes { get; set; } = [];

    /// <summary>The guild whose members are all asked for; null for any other command.</summary>
    public Snowflake? GuildOfAllMembers => Command is RequestGuildMembers { IsForAll: true } request ? request.GuildId : null;

    public void SetWritten()
    {
        _written.TrySetResult();
        foreach (QueuedCommand earlier in Supersedes)
        {
            earlier._written.TrySetResult();
        }
    }

    public void SetCanceled(CancellationToken cancellationToken) => _written.TrySetCanceled(cancellationToken);

    public void SetFailed(Exception error)
    {
        foreach (QueuedCommand failed in Supersedes.Append(this))
        {
            failed._written.TrySetException(error);
            _ = failed._written.Task.Exception; // observed: it may be that nobody waits
        }
    }
}
