using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Gateway.Core.Events;

namespace Gateway.Core.Commands;

/// <summary>
/// A request and its answer, which comes in one event or several: sent, collected, sent again when a connection or a
/// session took the answer with it, and given up after a time of silence.
/// </summary>
/// <remarks>
/// The loop that receives copies the events, and whoever waits parses them: neither slows the other down. What lies
/// between them is bounded by bytes.
/// </remarks>
internal sealed class AwaitedRequest<TEvent> : AwaitedRequest
    where TEvent : class, IGatewayEvent
{
    /// <summary>After so many sends in a row, each followed by the end of the connection and by no answer, the request may be the reason.</summary>
    private const int MaxUnanswered = 3;

    private readonly QueuedCommand _command;
    private readonly CommandSender _sender;
    private readonly ShardOptions _options;
    private readonly EventDescriptor<TEvent> _descriptor = EventCatalog.Get<TEvent>();
    private readonly HashSet<int> _parts = []; // those received; the loop's alone
    private readonly Channel<(byte[] Rented, GatewayMessage Message)> _answers =
        Channel.CreateUnbounded<(byte[], GatewayMessage)>(new UnboundedChannelOptions { SingleReader = true });

    private int _unanswered; // sends in a row that the connection did not survive, and that nothing answered; the loop's alone
    private long _waiting; // bytes in _answers
    private long _lastAnswer; // ticks of the sender's live time

    public AwaitedRequest(GatewayCommand command, CommandSender sender, ShardOptions options)
    {
        _command = new QueuedCommand(command);
        _sender = sender;
        _options = options;
    }

    /// <summary>Which part of the answer an event is, and of how many; null if it answers something else.</summary>
    public required Func<AnswerKeys, (int Part, int Of)?> Match { get; init; }

    /// <summary>Whether another session may divide the answer in another way, so that all parts of it are needed again.</summary>
    public bool IsDividedAnew { get; init; }

    public override string EventName => _descriptor.Name;

    public override string? Nonce => (_command.Command as RequestGuildMembers)?.Nonce;

    /// <summary>Sends the request and yields its answer, part by part.</summary>
    /// <param name="timeout">How long Discord may be silent while it could answer.</param>
    /// <param name="cancellationToken">Gives the request up.</param>
    public async IAsyncEnumerable<TEvent> ReadAsync(TimeSpan timeout, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _sender.Enqueue(_command);
        try
        {
            ITimer? timer = null;
            timer = _options.TimeProvider.CreateTimer(_ => OnTimer(timer!, timeout), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await using ConfiguredAsyncDisposable _ = timer.ConfigureAwait(false);
            timer.Change(timeout, Timeout.InfiniteTimeSpan);
            await foreach ((byte[] rented, GatewayMessage message) in _answers.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                Interlocked.Add(ref _waiting, -message.Payload.Length);
                yield return Parse(rented, message);
            }
        }
        finally
        {
            _sender.GiveUp(_command);
        }
    }

    public override void OnEvent(in AnswerKeys keys, in GatewayMessage message)
    {
        if (Match(keys) is not { } part || !_parts.Add(part.Part))
        {
            return; // somebody else's, or replayed
        }

        _unanswered = 0;
        int size = message.Payload.Length;
        long waiting = Interlocked.Add(ref _waiting, size);
        if (waiting > _options.MaxMessageSize && waiting > size)
        {
            Fail(new GatewayException(
                $"The answer to {_command.Command.GetType().Name} comes faster than it is taken: {waiting} bytes wait "
                + $"({nameof(ShardOptions.MaxMessageSize)} is {_options.MaxMessageSize})."));
            return;
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(size);
        Volatile.Write(ref _lastAnswer, _sender.LiveTime.Ticks);
        _answers.Writer.TryWrite((rented, message.CopyTo(rented)));
        if (_parts.Count >= part.Of)
        {
            _sender.GiveUp(_command); // if it waits to be repeated, it need not be
            _answers.Writer.TryComplete();
        }
    }

    public override void OnNewSession()
    {
        if (IsDividedAnew)
        {
            _parts.Clear();
        }

        Repeat();
    }

    public override void OnResumed()
    {
        // Answers that were on their way have been replayed. If there was none at all, the request may not have arrived.
        if (_parts.Count == 0)
        {
            Repeat();
        }
    }

    public override void Fail(Exception error)
    {
        _sender.GiveUp(_command);
        _answers.Writer.TryComplete(error);
    }

    private void Repeat()
    {
        if (_sender.Repeat(_command) && ++_unanswered == MaxUnanswered)
        {
            Fail(new GatewayException(
                $"{_command.Command.GetType().Name} was sent {MaxUnanswered} times, and each time the connection ended before an answer came: Discord may not take it."));
        }
    }

    private TEvent Parse(byte[] rented, in GatewayMessage message)
    {
        try
        {
            return message.Read(_descriptor);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void OnTimer(ITimer timer, TimeSpan timeout)
    {
        TimeSpan silence = _sender.SilenceSince(_command, TimeSpan.FromTicks(Volatile.Read(ref _lastAnswer)), out bool goesOn);
        if (silence < timeout)
        {
            timer.Change(goesOn ? timeout - silence : timeout, Timeout.InfiniteTimeSpan);
        }
        else
        {
            Fail(new TimeoutException(
                $"Discord has not answered {_command.Command.GetType().Name} for {timeout.TotalSeconds:0.###} s. "
                + "It is silent about guilds the bot is not in; and nothing arrives unless somebody reads the shard meanwhile."));
        }
    }
}
