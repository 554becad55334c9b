using Gateway.Core.Commands;
using Gateway.Core.Dispatch;
using Gateway.Core.Envelope;
using Gateway.Core.Events;
using Gateway.Core.Session;

namespace Gateway.Core;

/// <summary>
/// One session with Discord's gateway. Reading it is running it: it connects, identifies or resumes, keeps the session
/// alive through lost connections, and yields what Discord sends until it is closed.
/// </summary>
/// <remarks>
/// Heartbeats run on their own timer: a reader that takes its time slows its own events down and nothing else. One reader
/// at a time; every other member may be used from any thread.
/// See <see href="https://docs.discord.com/developers/events/gateway"/>.
/// </remarks>
public sealed class Shard
{
    private readonly CommandSender _commands;
    private readonly LatencyRecord _latency = new();
    private readonly SessionLoop _loop;

    /// <summary>A shard that connects once it is read.</summary>
    /// <param name="id">Which part of the bot's guilds it serves.</param>
    /// <param name="options">How it connects and what it asks for.</param>
    /// <param name="session">A session to resume instead of identifying, as <see cref="Session"/> gave it before.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public Shard(ShardId id, ShardOptions options, GatewaySession? session = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Id = id;
        _commands = new CommandSender(id, options.TimeProvider);
        _loop = new SessionLoop(this, options, session, _commands, _latency)
        {
            StatusChanged = status => StatusChanged?.Invoke(this, status),
        };
    }

    /// <summary>Raised with every new <see cref="Status"/>, on the loop that reads the shard: handlers must return at once.</summary>
    public event EventHandler<ShardStatus>? StatusChanged;

    /// <summary>Which part of the bot's guilds it serves.</summary>
    public ShardId Id { get; }

    /// <summary>Where it stands, since when and why.</summary>
    public ShardStatus Status => _loop.Status;

    /// <summary>How long Discord took to answer the last heartbeats.</summary>
    public ShardLatency Latency => _latency.Current;

    /// <summary>The session, to be resumed by this or another shard of the same id; null if there is none that could be.</summary>
    public GatewaySession? Session => _loop.Session;

    /// <summary>
    /// Runs the shard and yields every payload Discord sends, in order, unparsed: events and control payloads alike. Ends
    /// when the shard was closed.
    /// </summary>
    /// <param name="cancellationToken">Drops the connection and ends the loop at once. The session remains resumable.</param>
    /// <exception cref="ShardFailedException">Discord refused the shard for good.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The shard is being read already.</exception>
    public IAsyncEnumerable<GatewayMessage> ReadMessagesAsync(CancellationToken cancellationToken = default) =>
        _loop.RunAsync(cancellationToken);

    /// <summary>
    /// Runs the shard and yields its events, typed, in order. Ends when the shard was closed. Names the catalog does not
    /// know come as <see cref="UnknownEvent"/>, and events that could not be read as <see cref="MalformedEvent"/>, both
    /// with their payload.
    /// </summary>
    /// <param name="eventTypes">The types wanted; the others are not even parsed. Null, the default, for all.</param>
    /// <param name="cancellationToken">Drops the connection and ends the loop at once. The session remains resumable.</param>
    /// <exception cref="ArgumentException">A type in <paramref name="eventTypes"/> is no event.</exception>
    /// <inheritdoc cref="ReadMessagesAsync" path="/exception"/>
    public IAsyncEnumerable<IGatewayEvent> ReadEventsAsync(
        IReadOnlyCollection<Type>? eventTypes = null, CancellationToken cancellationToken = default) =>
        new EventReader(eventTypes).ReadAsync(this, cancellationToken);

    /// <summary>
    /// Sends a command. Completes once it is written; waits while the shard is not live and while Discord's limit on sends
    /// is used up. A command whose connection was lost is sent again over the next.
    /// </summary>
    /// <exception cref="ArgumentException">A field of the command is out of its range; the message names it.</exception>
    /// <exception cref="ShardClosedException">The shard was closed, or Discord refused it for good.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task SendAsync(GatewayCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _commands.SendAsync(EnvelopeWriter.Command(command), cancellationToken);
    }

    /// <summary>
    /// Asks the shard to close, and completes when it has. Whoever reads it must read on: what Discord sends until it
    /// agrees still arrives. Returns at once if nobody reads the shard.
    /// </summary>
    /// <param name="how">What becomes of the session.</param>
    /// <param name="cancellationToken">Stops waiting; the shard closes all the same.</param>
    public Task CloseAsync(ShardClose how = ShardClose.LogOff, CancellationToken cancellationToken = default) =>
        _loop.CloseAsync(how, cancellationToken);

    /// <summary>The id and the state; never the token or the session's id.</summary>
    public override string ToString() => $"shard {Id} ({Status.State})";
}
