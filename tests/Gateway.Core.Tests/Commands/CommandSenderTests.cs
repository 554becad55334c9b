using System.Text;
using Gateway.Core.Commands;
using Gateway.Core.Diagnostics;
using Gateway.Core.Session;
using Gateway.Core.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Core.Tests;

/// <summary>A command that is being written while its shard is closed, and perhaps read again, or while its stream breaks.</summary>
public sealed class CommandSenderTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ScriptedStream _stream = new([0], static () => 1) { RefusesWrites = true };
    private readonly HttpMessageInvoker _invoker;
    private readonly ShardOptions _options;
    private readonly CommandSender _sender;
    private GatewayConnection _connection = null!;

    public CommandSenderTests()
    {
        _invoker = new HttpMessageInvoker(new UpgradingHandler(_stream));
        _options = new ShardOptions
        {
            Token = "token",
            Intents = GatewayIntents.None,
            Compression = TransportCompression.None,
            IdentifyQueue = new IdentifyQueue(new SessionStartLimit(1, 1, TimeSpan.FromDays(1), 1)),
            HttpInvoker = _invoker,
        };
        _sender = new CommandSender(new ShardId(0, 1), _options, new GuardedMeter(ShardMeter.Of(null), NullLogger.Instance, TimeProvider.System));
    }

    public static TheoryData<bool> IsReadAgain => [false, true];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _connection = (await GatewayConnection.ConnectAsync(new Uri("wss://gateway.example"), _options, Token)).Connection!;

    [Theory]
    [MemberData(nameof(IsReadAgain))]
    public async Task A_command_whose_write_fails_ends_with_the_run_it_was_taken_in(bool isReadAgain)
    {
        Task sent = CloseInTheMiddleOfAWrite(isReadAgain);

        _connection.End(new ConnectionEnd(ConnectionEndReason.Abandoned));

        await Assert.ThrowsAsync<ShardClosedException>(() => sent.WaitAsync(Patience, Token));
        Assert.Equal(0, _sender.Count);
    }

    [Theory]
    [MemberData(nameof(IsReadAgain))]
    public async Task A_command_that_was_written_is_written_though_the_shard_was_closed_meanwhile(bool isReadAgain)
    {
        Task sent = CloseInTheMiddleOfAWrite(isReadAgain);

        _stream.AcceptWrites();

        await sent.WaitAsync(Patience, Token);
        Assert.Equal(0, _sender.Count);
        Assert.Contains("idle", Encoding.UTF8.GetString(_sender.Presence.Span), StringComparison.Ordinal); // what the next session starts with
    }

    [Fact]
    public async Task A_command_whose_stream_breaks_and_cannot_even_be_dropped_goes_over_the_next()
    {
        var broken = new ScriptedStream([0], static () => 1)
        {
            WriteFailure = new IOException("broken pipe"),
            DisposeFailure = new IOException("flushed in vain"),
        };
        using var invoker = new HttpMessageInvoker(new UpgradingHandler(broken));
        await using GatewayConnection lost =
            (await GatewayConnection.ConnectAsync(new Uri("wss://gateway.example"), _options with { HttpInvoker = invoker }, Token)).Connection!;
        Task sent = _sender.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, Token);

        _sender.Open(lost, new SendBudget(TimeSpan.FromSeconds(41.25)));
        Assert.Equal(ConnectionEndReason.Dropped, lost.Ended?.Reason);
        Assert.Equal(1, _sender.Count);
        _stream.AcceptWrites();
        _sender.Open(_connection, new SendBudget(TimeSpan.FromSeconds(41.25)));

        await sent.WaitAsync(Patience, Token);
        Assert.Single(_stream.ClientFrames());
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _invoker.Dispose();
        await _stream.DisposeAsync();
    }

    private Task CloseInTheMiddleOfAWrite(bool isReadAgain)
    {
        Task sent = _sender.SendAsync(new UpdatePresence { Status = BotStatus.Idle }, Token);
        _sender.Open(_connection, new SendBudget(TimeSpan.FromSeconds(41.25)));
        Assert.Empty(_stream.Written);
        _sender.Close();
        if (isReadAgain)
        {
            _sender.Reopen();
        }

        Assert.False(sent.IsCompleted);
        return sent;
    }
}
