using System.Text.Json;
using Gateway.Core.Stores;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Core;

/// <summary>
/// Keeps sessions, and the day's budget of Identifies, in one file. For one process: several on one machine need a file
/// each, and are refused one that another has.
/// </summary>
/// <remarks>
/// It is taken when the store is first used, or with <see cref="Open"/>, and given back when the store is disposed of or
/// the process ends, however it does: by a lock on an empty file beside it, of the same name with <c>.lock</c> behind it,
/// which stays there.
/// The file is replaced as a whole, so a crash in the middle of writing leaves the one before. Only its owner may read it,
/// where the file system knows owners: who has it and the token has the sessions. A file that cannot be understood is put
/// aside under the same name with <c>.broken</c> behind it, and said so.
/// </remarks>
public sealed partial class FileSessionStore : ISessionStore, IIdentifyBudgetStore, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1); // protects _sessions, _budget, _taken and the file
    private readonly ILogger _logger;
    private Dictionary<ShardId, StoredSession>? _sessions;
    private IdentifyBudget? _budget;
    private FileStream? _taken;
    private volatile bool _isDisposed;

    /// <param name="path">Where the file is, or is to be. Its folder is created when the store is first used.</param>
    /// <param name="logger">Told of a file that cannot be understood.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is no path.</exception>
    public FileSessionStore(string path, ILogger? logger = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        FullPath = Path.GetFullPath(path);
        _logger = logger ?? NullLogger.Instance;
    }

    /// <summary>Where the file is.</summary>
    public string FullPath { get; }

    /// <summary>Yes.</summary>
    public bool IsDurable => true;

    /// <summary>Takes the file, as the first use does otherwise, so that a place that will not do is noticed early.</summary>
    /// <exception cref="IOException">Another process, or another store, has the file; or it cannot be there.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or its folder not be written to.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed of.</exception>
    public void Open()
    {
        _turn.Wait();
        using var turn = new Turn(this);
        Take();
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be read, or another process has it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public async ValueTask<IReadOnlyList<StoredSession>> LoadAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shards);
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        return [.. shards.Select(shard => _sessions!.GetValueOrDefault(shard)).OfType<StoredSession>()];
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written, or another process has it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public async ValueTask SaveAsync(IReadOnlyCollection<StoredSession> sessions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        foreach (StoredSession session in sessions)
        {
            _sessions![session.Shard] = session;
        }

        await WriteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be read, or another process has it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public async ValueTask<int?> FindTotalAsync(CancellationToken cancellationToken)
    {
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        return _sessions!.Values.MaxBy(static stored => stored.SavedAt)?.Shard.Total;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written, or another process has it.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public async ValueTask RemoveAsync(IReadOnlyCollection<ShardId> shards, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(shards);
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        int before = _sessions!.Count;
        foreach (ShardId shard in shards)
        {
            _sessions.Remove(shard);
        }

        if (_sessions.Count < before)
        {
            await WriteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    async ValueTask<IdentifyBudget?> IIdentifyBudgetStore.LoadAsync(CancellationToken cancellationToken)
    {
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        return _budget;
    }

    /// <inheritdoc/>
    async ValueTask IIdentifyBudgetStore.SaveAsync(IdentifyBudget budget, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(budget);
        using Turn turn = await TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        _budget = budget;
        await WriteAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Gives the file back to others: at once, or as soon as a call that is under way has ended, which is not waited for.
    /// What is asked of the store from then on fails.
    /// </summary>
    public void Dispose()
    {
        _isDisposed = true;
        GiveBack();
    }

    private async ValueTask<Turn> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        var turn = new Turn(this);
        try
        {
            Take();
            if (_sessions is null)
            {
                await ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    private void EndTurn()
    {
        _turn.Release();
        if (_isDisposed)
        {
            GiveBack();
        }
    }

    /// <summary>Gives the file back, unless somebody else has the turn: then that one does, when it ends.</summary>
    private void GiveBack()
    {
        if (_turn.Wait(0))
        {
            _taken?.Dispose();
            _taken = null;
            _turn.Release();
        }
    }

    private void Take()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_taken is not null)
        {
            return;
        }

        if (Directory.Exists(FullPath))
        {
            throw new IOException($"'{FullPath}' is a folder.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(FullPath)!);
        FileStream taken = Create(FullPath + ".lock", FileMode.OpenOrCreate);
        try
        {
            if (File.Exists(FullPath))
            {
                using var _ = File.OpenHandle(FullPath); // whether it may be read
            }
        }
        catch
        {
            taken.Dispose();
            throw;
        }

        _taken = taken;
    }

    private async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(FullPath))
        {
            _sessions = [];
            return;
        }

        byte[] json = await File.ReadAllBytesAsync(FullPath, cancellationToken).ConfigureAwait(false);
        try
        {
            SessionFile file = JsonSerializer.Deserialize(json, StoreJson.Default.SessionFile) ?? throw new JsonException("The file says null.");
            _sessions = file.Sessions
                .Select(static record => record?.ToStored() ?? throw new JsonException("A session is null."))
                .DistinctBy(static stored => stored.Shard)
                .ToDictionary(static stored => stored.Shard);
            _budget = file.Identifies;
        }
        catch (JsonException e)
        {
            string aside = FullPath + ".broken";
            File.Move(FullPath, aside, overwrite: true);
            _sessions = [];
            LogBroken(FullPath, aside, e.Message);
        }
    }

    /// <summary>Writes beside the file, and puts the new one into its place in one step.</summary>
    private async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        string next = FullPath + ".new";
        File.Delete(next); // one that somebody else has left may be anybody's to read, or lead elsewhere
        FileStream stream = Create(next, FileMode.CreateNew);
        await using (stream.ConfigureAwait(false))
        {
            var file = new SessionFile([.. _sessions!.Values.OrderBy(static stored => stored.Shard).Select(SessionRecord.Of)], _budget);
            await JsonSerializer.SerializeAsync(stream, file, StoreJson.Default.SessionFile, cancellationToken).ConfigureAwait(false);
            stream.Flush(flushToDisk: true); // before the name changes hands: a power cut must not leave an empty file
        }

        File.Move(next, FullPath, overwrite: true);
    }

    /// <summary>Opens a file for this process alone, and for its owner.</summary>
    private static FileStream Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    [LoggerMessage(40, LogLevel.Warning, "{Path} holds no sessions that could be understood ({Reason}); it was put aside as {Aside}, and every shard starts a new session")]
    private partial void LogBroken(string path, string aside, string reason);

    private readonly struct Turn(FileSessionStore store) : IDisposable
    {
        public void Dispose() => store.EndTurn();
    }
}
