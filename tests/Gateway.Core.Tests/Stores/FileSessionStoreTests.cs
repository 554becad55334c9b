using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Gateway.Core.Tests;

public sealed class FileSessionStoreTests : IDisposable
{
    private static readonly DateTimeOffset SavedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("sessions-").FullName;
    private readonly FakeLogger _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder, "deep", "sessions.json");

    [Fact]
    public async Task Another_process_finds_what_was_saved()
    {
        await SaveAsync(Session(0), Session(1));

        Assert.Equal([Session(1)], await LoadAsync([new ShardId(1, 2)]));
    }

    [Fact]
    public async Task The_budget_of_Identifies_is_kept_beside_the_sessions()
    {
        var budget = new IdentifyBudget(1000, 7, SavedAt);
        using (FileSessionStore before = New())
        {
            await ((IIdentifyBudgetStore)before).SaveAsync(budget, Token);
        }

        await SaveAsync(Session(0));

        using FileSessionStore after = New();
        Assert.Equal(budget, await ((IIdentifyBudgetStore)after).LoadAsync(Token));
        Assert.Single(await after.LoadAsync([.. ShardId.All(2)], Token));
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_writing_leaves_the_file_before()
    {
        await SaveAsync(Session(0));
        await File.WriteAllTextAsync(FilePath + ".new", """{"sessions":[{"sha""", Token);

        Assert.Equal([Session(0)], await LoadAsync([.. ShardId.All(2)]));
        await SaveAsync(Session(1));
        Assert.Equal(2, (await LoadAsync([.. ShardId.All(2)])).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1,2")]
    [InlineData("""{"sessions":null}""")]
    [InlineData("""{"sessions":[null]}""")]
    [InlineData("""{"sessions":[{"shard":"5/2","id":"a","sequence":1,"savedAt":"2026-01-02T03:04:05Z"}]}""")]
    [InlineData("""{"sessions":[{"shard":"0/2","id":"","sequence":1,"savedAt":"2026-01-02T03:04:05Z"}]}""")]
    [InlineData("""{"sessions":[{"shard":"0/2","id":"a","sequence":"x","savedAt":"2026-01-02T03:04:05Z"}]}""")]
    public async Task A_file_that_cannot_be_understood_is_put_aside_and_said_so(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, content, Token);
        using (FileSessionStore store = New())
        {
            Assert.Empty(await store.LoadAsync([.. ShardId.All(2)], Token));
            await store.SaveAsync([Session(0)], Token);
        }

        Assert.Equal(content, await File.ReadAllTextAsync(FilePath + ".broken", Token));
        Assert.Single(await LoadAsync([.. ShardId.All(2)]));
        Assert.Contains(FilePath, Assert.Single(_log.Collector.GetSnapshot()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // left beside the file by a crash, or by somebody else
    public async Task Only_its_owner_may_read_the_file(bool hasOther)
    {
        await SaveAsync(Session(0));
        if (hasOther)
        {
            await File.WriteAllTextAsync(FilePath + ".new", "", Token);
            await SaveAsync(Session(1));
        }

        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no owner bits: the folder's rules hold.");
        }
        else
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_to_is_an_error_that_names_it()
    {
        string occupied = Path.Combine(_folder, "occupied");
        await File.WriteAllTextAsync(occupied, "", Token);

        using var store = new FileSessionStore(Path.Combine(occupied, "sessions.json"));
        IOException error = await Assert.ThrowsAnyAsync<IOException>(async () => await store.SaveAsync([Session(0)], Token));

        Assert.Contains(occupied, error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, Assert.ThrowsAny<IOException>(store.Open).Message);
    }

    [Fact]
    public void A_folder_is_no_file()
    {
        using var store = new FileSessionStore(_folder);

        Assert.Equal($"'{_folder}' is a folder.", Assert.Throws<IOException>(store.Open).Message);
    }

    [Fact]
    public async Task Two_never_write_over_each_other()
    {
        using FileSessionStore one = New();
        await one.SaveAsync([Session(0)], Token);
        using FileSessionStore other = New();

        await Assert.ThrowsAsync<IOException>(async () => await other.SaveAsync([Session(1)], Token));
        await Assert.ThrowsAsync<IOException>(async () => await other.LoadAsync([.. ShardId.All(2)], Token));
        one.Dispose();
        await other.SaveAsync([Session(1)], Token);

        Assert.Equal(2, (await other.LoadAsync([.. ShardId.All(2)], Token)).Count);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await one.SaveAsync([Session(0)], Token));
    }

    [Fact]
    public async Task A_store_disposed_of_in_the_middle_of_a_call_has_the_file_until_that_has_ended()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, "broken, so that the log is told in the middle", Token);
        FileSessionStore? store = null;
        using FileSessionStore next = New();
        Exception? refused = null;
        using (store = new FileSessionStore(FilePath, new CallingLogger(() =>
               {
                   store!.Dispose();
                   refused = Record.Exception(next.Open);
               })))
        {
            await store.SaveAsync([Session(0)], Token);
        }

        Assert.IsType<IOException>(refused);
        Assert.Equal([Session(0)], await next.LoadAsync([.. ShardId.All(2)], Token));
    }

    [Fact]
    public async Task A_store_disposed_of_while_it_takes_the_file_does_not_keep_it()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file that holds up whoever opens it.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        using (var pipe = Process.Start("mkfifo", [FilePath]))
        {
            await pipe.WaitForExitAsync(Token);
        }

        FileSessionStore store = New();
        Task opening = Task.Factory.StartNew(store.Open, Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(FilePath + ".lock"), TimeSpan.FromSeconds(30)));
        store.Dispose();
        await using (new FileStream(FilePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite)) // whoever opens it to read goes on
        {
            await opening;
        }

        File.Delete(FilePath);
        using FileSessionStore next = New();
        next.Open();
        GC.KeepAlive(store); // its finalizer would give the file back, too
    }

    [Fact]
    public async Task Whose_session_it_is_need_not_be_said()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        await File.WriteAllTextAsync(FilePath, """{"sessions":[{"shard":"0/2","id":"a","sequence":1,"resumeUri":null,"savedAt":"2026-01-02T03:04:05Z"}]}""", Token);

        Assert.Null(Assert.Single(await LoadAsync([.. ShardId.All(2)])).BotId);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A process that saves something.</summary>
    private async Task SaveAsync(params StoredSession[] sessions)
    {
        using FileSessionStore store = New();
        await store.SaveAsync(sessions, Token);
    }

    /// <summary>A process that loads something.</summary>
    private async Task<IReadOnlyList<StoredSession>> LoadAsync(IReadOnlyCollection<ShardId> shards)
    {
        using FileSessionStore store = New();
        return await store.LoadAsync(shards, Token);
    }

    private FileSessionStore New() => new(FilePath, _log);

    private static StoredSession Session(int id) =>
        new(new ShardId(id, 2), new GatewaySession($"session-{id}", 10 + id, new Uri("wss://resume.example/")), SavedAt);

    /// <summary>Does something whenever it is told anything.</summary>
    private sealed class CallingLogger(Action call) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => call();
    }
}
