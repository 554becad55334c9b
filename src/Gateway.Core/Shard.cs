using Gateway.Core.Commands;
using Gateway.Core.Diagnostics;
using Gateway.Core.Dispatch;
using Gateway.Core.Envelope;
using Gateway.Core.Events;
using Gateway.Core.Models;
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
    private readonly GuildRequests _requests;
    private readonly LatencyRecord _latency;
    private readonly SessionProgress _progress;
    private readonly SessionLoop _loop;

    /// <summary>A shard that connects once it is read.</summary>
    /// <param name="id">Which part of the bot's guilds it serves.</param>
    /// <param name="options">How it connects and what it asks for.</param>
    /// <param name="session">A session to resume instead of identifying, as <see cref="Session"/> gave it before.</param>
    /// <exception cref="ArgumentException">An option is out of its range; the message names it.</exception>
    public Shard(ShardId id, ShardOptions options, GatewaySession? session = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ShardOptionsCheck.Check(id, options);
        options = options with { Logger = GuardedLogger.Of(options.Logger) };
        Id = id;
        var meter = new GuardedMeter(ShardMeter.Of(options.MeterFactory), options.Logger, options.TimeProvider);
        _latency = new LatencyRecord(meter);
        _commands = new CommandSender(id, options, meter);
        _requests = new GuildRequests(id, options, _commands);
        _progress = new SessionProgress(id, options, Resumable(session, options), _latency)
        {
            Changed = status => StatusChanged?.Invoke(this, status),
        };
        _loop = new SessionLoop(this, options, _commands, _requests, _progress, _latency, meter);
    }

    /// <summary>Raised with every new <see cref="Status"/>, on the loop that reads the shard: handlers must return at once. What one throws is logged.</summary>
    public event EventHandler<ShardStatus>? StatusChanged;

    /// <summary>Which part of the bot's guilds it serves.</summary>
    public ShardId Id { get; }

    /// <summary>Where it stands, since when and why.</summary>
    public ShardStatus Status => _progress.Status;

    /// <summary>How long Discord took to answer the last heartbeats.</summary>
    public ShardLatency Latency => _latency.Current;

    /// <summary>The session, to be resumed by this or another shard of the same id; null if there is none that could be.</summary>
    /// <remarks>
    /// It counts the message that is being handled as received: a resume does not bring that again, not even if the loop that
    /// reads the shard is left in the middle of it. See <see cref="GatewaySession.Sequence"/> for how to have it again.
    /// </remarks>
    public GatewaySession? Session => _progress.Session;

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

    /// <summary>Sends a command, and completes once it is written.</summary>
    /// <remarks>
    /// <para>
    /// It waits while the shard is not live and while Discord's limits are used up: 120 sends in 60 seconds, of which some
    /// are kept for heartbeats; 5 presences in 20 seconds; one request for all members in 30 seconds and guild. Presences
    /// and voice states go before requests. What waits survives lost connections, resumes and new sessions; it ends with
    /// the shard.
    /// </para>
    /// <para>
    /// Of several presences that wait, the newest is sent, and the calls that gave the older ones complete together with
    /// it. A new session starts with the newest presence given, which must therefore fit into an Identify
    /// (<see cref="ShardOptions.MaxIdentifySize"/>). A request for members that Discord drops (RATE_LIMITED) is sent again
    /// when Discord says so.
    /// </para>
    /// <para>
    /// A command whose connection is lost while it is written is sent again, so Discord may see it twice. One that is being
    /// written while the shard is closed completes if it is written whole, and else ends with the shard, even if that is read again.
    /// </para>
    /// </remarks>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Gives the command up. One that is being written may arrive all the same.</param>
    /// <exception cref="ArgumentException">
    /// A field of the command is out of its range; the message names it. Or the whole has more than 4,096 bytes as JSON, or
    /// is a presence too large for an Identify.
    /// </exception>
    /// <exception cref="CommandQueueFullException"><see cref="ShardOptions.MaxQueuedCommands"/> wait already.</exception>
    /// <exception cref="ShardClosedException">The shard was closed, or Discord refused it for good.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task SendAsync(GatewayCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _commands.SendAsync(command, cancellationToken);
    }

    /// <summary>Asks for members of a guild and yields them as they come. The request is sent once the result is enumerated.</summary>
    /// <remarks>
    /// <para>
    /// Lost connections and new sessions in the middle are made up for, and no member comes twice. The answer is received
    /// by whoever reads the shard: enumerate it beside that loop, not within.
    /// </para>
    /// <para>
    /// A slow consumer holds up nothing: what came and was not yet taken is kept, up to
    /// <see cref="ShardOptions.MaxMessageSize"/> bytes.
    /// </para>
    /// </remarks>
    /// <param name="request">What to ask for. Without a <see cref="RequestGuildMembers.Nonce"/> it gets one of its own.</param>
    /// <param name="timeout">
    /// How long Discord may be silent once the request is written, counting all the time in which the session is live, and no
    /// other; every chunk starts it anew. Up to 49 days. Null for 30 seconds, <see cref="Timeout.InfiniteTimeSpan"/> for ever.
    /// </param>
    /// <param name="cancellationToken">Gives the request up.</param>
    /// <exception cref="ArgumentException">
    /// A field or <paramref name="timeout"/> is out of its range, the guild belongs to another shard, or the query is empty and
    /// there is no <see cref="GatewayIntents.GuildMembers"/> intent.
    /// </exception>
    /// <exception cref="TimeoutException">Discord was silent for <paramref name="timeout"/>. Thrown by the enumeration, as those below are.</exception>
    /// <exception cref="InvalidOperationException">A request with the same nonce is awaited already.</exception>
    /// <exception cref="EventFormatException">A chunk could not be read.</exception>
    /// <exception cref="GatewayException">The consumer fell too far behind, or the connection ended three times in a row before an answer came.</exception>
    /// <inheritdoc cref="SendAsync" path="/exception[contains(@cref,'Closed') or contains(@cref,'Full') or contains(@cref,'Canceled')]"/>
    public IAsyncEnumerable<GuildMember> RequestGuildMembersAsync(
        RequestGuildMembers request, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        RequestGuildMemberChunksAsync(request, timeout, cancellationToken).SelectMany(static chunk => chunk.Members);

    /// <summary>
    /// The same, chunk by chunk, for those who want presences (<see cref="GuildMembersChunk.Presences"/>) or need to know
    /// which ids are no members (<see cref="GuildMembersChunk.NotFound"/>).
    /// </summary>
    /// <inheritdoc cref="RequestGuildMembersAsync" path="/*[not(self::summary)]"/>
    public IAsyncEnumerable<GuildMembersChunk> RequestGuildMemberChunksAsync(
        RequestGuildMembers request, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _requests.MembersAsync(request, timeout, cancellationToken);
    }

    /// <summary>Asks for the soundboard sounds of guilds and yields one answer for each, in the order in which they come.</summary>
    /// <remarks>Answers carry no nonce: the first that comes for a guild is taken, whoever asked for it.</remarks>
    /// <inheritdoc cref="RequestGuildMembersAsync" path="/param|/exception[not(contains(@cref,'InvalidOperation'))]"/>
    public IAsyncEnumerable<SoundboardSounds> RequestSoundboardSoundsAsync(
        RequestSoundboardSounds request, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _requests.SoundsAsync(request, timeout, cancellationToken);
    }

    /// <summary>Asks for what the voice channels of a guild show.</summary>
    /// <remarks>
    /// Answers carry no nonce: the first that comes for the guild is taken, even if it answers another request with other
    /// fields. Ask for all fields, or for one guild in one place.
    /// </remarks>
    /// <inheritdoc cref="RequestGuildMembersAsync" path="/param|/exception[not(contains(@cref,'InvalidOperation'))]"/>
    public Task<ChannelInfo> RequestChannelInfoAsync(
        RequestChannelInfo request, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _requests.ChannelInfoAsync(request, timeout, cancellationToken);
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

    // A stored address comes from outside, like one that Discord sends.
    private static GatewaySession? Resumable(GatewaySession? stored, ShardOptions options) =>
        stored?.ResumeUri is { } uri && !options.MayCarryToken(uri) ? stored with { ResumeUri = null } : stored;
}
