using System.Runtime.CompilerServices;
using System.Text;
using Gateway.Core.Envelope;
using Gateway.Core.Events;
using Gateway.Core.Models;

namespace Gateway.Core.Commands;

/// <summary>The requests of a shard that somebody awaits, and what the loop tells them.</summary>
internal sealed class GuildRequests(ShardId shard, ShardOptions options, CommandSender sender)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new(); // protects changes of _awaited
    private AwaitedRequest[] _awaited = []; // never changed, only replaced: the loop reads it without the lock

    /// <inheritdoc cref="Shard.RequestGuildMembersAsync"/>
    public IAsyncEnumerable<GuildMembersChunk> MembersAsync(
        RequestGuildMembers request, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        Check(request.GuildId);
        request.Validate();
        if (request.Query is { Length: 0 } && !options.Intents.HasFlag(GatewayIntents.GuildMembers))
        {
            throw new ArgumentException(
                $"An empty {nameof(request.Query)}, whatever the {nameof(request.Limit)}, needs the {nameof(GatewayIntents.GuildMembers)} intent: Discord would not answer. The beginning of a name, or {nameof(request.UserIds)}, does not.",
                nameof(request));
        }

        return EachOnceAsync(request, Checked(timeout), cancellationToken);
    }

    /// <inheritdoc cref="Shard.RequestSoundboardSoundsAsync"/>
    public IAsyncEnumerable<SoundboardSounds> SoundsAsync(
        RequestSoundboardSounds request, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        request.Validate();
        Snowflake[] guilds = [.. request.GuildIds.Distinct()];
        Array.ForEach(guilds, Check);
        return ReadAsync(
            () => new AwaitedRequest<SoundboardSounds>(request with { GuildIds = guilds }, sender, options)
            {
                Match = keys => keys.GuildId is { } id && Array.IndexOf(guilds, id) is >= 0 and var part ? (part, guilds.Length) : null,
            },
            Checked(timeout),
            cancellationToken);
    }

    /// <inheritdoc cref="Shard.RequestChannelInfoAsync"/>
    public async Task<ChannelInfo> ChannelInfoAsync(RequestChannelInfo request, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        request.Validate();
        Check(request.GuildId);
        IAsyncEnumerable<ChannelInfo> answer = ReadAsync(
            () => new AwaitedRequest<ChannelInfo>(request, sender, options)
            {
                Match = keys => keys.GuildId == request.GuildId ? (0, 1) : null,
            },
            Checked(timeout),
            cancellationToken);
        return await answer.FirstAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An event came. Nearly always nobody waits for anything, and nothing is looked at.</summary>
    public void OnDispatch(in GatewayEnvelope envelope, in GatewayMessage message)
    {
        AwaitedRequest[] awaited = Volatile.Read(ref _awaited);
        if (awaited.Length > 0)
        {
            OnDispatch(awaited, envelope, message);
        }
    }

    public void OnNewSession() => Array.ForEach(Volatile.Read(ref _awaited), static request => request.OnNewSession());

    public void OnResumed() => Array.ForEach(Volatile.Read(ref _awaited), static request => request.OnResumed());

    /// <summary>The shard was closed: whoever waits is told.</summary>
    public void Close() => Array.ForEach(Volatile.Read(ref _awaited), request => request.Fail(new ShardClosedException(shard)));

    private static void OnDispatch(AwaitedRequest[] awaited, in GatewayEnvelope envelope, in GatewayMessage message)
    {
        AnswerKeys? keys = null;
        foreach (AwaitedRequest request in awaited)
        {
            if (Ascii.Equals(envelope.Name.Span, request.EventName))
            {
                request.OnEvent(keys ??= AnswerKeys.Read(envelope.Data.Span), message);
            }
        }
    }

    /// <summary>A session that began in the middle has the whole answer sent again: members that came already are left out.</summary>
    private async IAsyncEnumerable<GuildMembersChunk> EachOnceAsync(
        RequestGuildMembers request, TimeSpan timeout, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        request = request with { Nonce = request.Nonce ?? Guid.NewGuid().ToString("N") };
        var seen = new HashSet<Snowflake>();
        IAsyncEnumerable<GuildMembersChunk> chunks = ReadAsync(
            () => new AwaitedRequest<GuildMembersChunk>(request, sender, options)
            {
                Match = keys => keys.Nonce == request.Nonce ? (keys.ChunkIndex, keys.ChunkCount) : null,
                IsDividedAnew = true,
            },
            timeout,
            cancellationToken);
        await foreach (GuildMembersChunk chunk in chunks.ConfigureAwait(false))
        {
            GuildMember[] fresh = [.. chunk.Members.Where(member => member.User is null || seen.Add(member.User.Id))];
            yield return fresh.Length == chunk.Members.Count ? chunk : chunk with { Members = fresh };
        }
    }

    private async IAsyncEnumerable<TEvent> ReadAsync<TEvent>(
        Func<AwaitedRequest<TEvent>> make, TimeSpan timeout, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TEvent : class, IGatewayEvent
    {
        cancellationToken.ThrowIfCancellationRequested();
        AwaitedRequest<TEvent> request = make();
        Add(request);
        try
        {
            await foreach (TEvent answer in request.ReadAsync(timeout, cancellationToken).ConfigureAwait(false))
            {
                yield return answer;
            }
        }
        finally
        {
            Remove(request);
        }
    }

    private void Add(AwaitedRequest request)
    {
        lock (_lock)
        {
            if (request.Nonce is { } nonce && _awaited.Any(other => other.Nonce == nonce))
            {
                throw new InvalidOperationException($"A request with the nonce '{nonce}' is awaited already: answers could not be told apart.");
            }

            Volatile.Write(ref _awaited, [.. _awaited, request]);
        }
    }

    private void Remove(AwaitedRequest request)
    {
        lock (_lock)
        {
            Volatile.Write(ref _awaited, [.. _awaited.Where(other => other != request)]);
        }
    }

    private static TimeSpan Checked(TimeSpan? timeout)
    {
        TimeSpan given = timeout ?? DefaultTimeout;
        ShardOptionsCheck.Deadline(given, nameof(timeout));
        return given;
    }

    private void Check(Snowflake guild)
    {
        ShardId serving = ShardId.OfGuild(guild, shard.Total);
        if (serving != shard)
        {
            throw new ArgumentException($"Guild {guild} is not on shard {shard} but on shard {serving}: Discord would not answer.");
        }
    }
}
