using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Events;
using Gateway.Hosting.Sharding;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>What the bot is shown to be doing, on shards that are not live when it changes.</summary>
public class PresenceTests
{
    private readonly TestTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shard_that_is_started_again_identifies_with_the_presence_of_now()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);
        await bot.Shards.UpdatePresenceAsync(new UpdatePresence { Status = BotStatus.Idle }, Token).SoonAsync();

        await bot.Shards.StopAsync(1, cancellationToken: Token).SoonAsync();
        await bot.Shards.UpdatePresenceAsync(new UpdatePresence { Status = BotStatus.DoNotDisturb }, Token).SoonAsync();
        _time.Advance(IdentifyQueue.Window);
        await bot.Shards.StartAsync(1, Token).SoonAsync();

        await discord.WhenAsync(static discord => discord.Identifies.Count == 3, "a third Identify");
        Assert.Equal("dnd", discord.Identifies[2].Data.GetProperty("presence").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_shard_that_resumes_shows_the_presence_of_now()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);

        await bot.Shards.StopAsync(1, ShardClose.Suspend, Token).SoonAsync();
        await bot.Shards.UpdatePresenceAsync(new UpdatePresence { Status = BotStatus.Idle }, Token).SoonAsync();
        await bot.Shards.UpdatePresenceAsync(1, new UpdatePresence { Status = BotStatus.DoNotDisturb }, Token).SoonAsync();
        await bot.Shards.StartAsync(1, Token).SoonAsync();

        await discord.WhenAsync(
            static discord => discord.Presences is [.., { Status: "dnd", Connection.ShardId: 1 }], "the newest presence from the shard that was stopped");
        Assert.Single(discord.Resumes);
        Assert.Equal(2, discord.Identifies.Count);
    }

    [Fact]
    public async Task A_presence_that_waits_for_a_shard_which_is_closed_then_is_shown_when_it_starts_again()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);
        await CutOffAsync(discord, bot);

        Task updated = bot.Shards.UpdatePresenceAsync(1, new UpdatePresence { Status = BotStatus.Idle }, Token);
        await bot.Shards.StopAsync(1, ShardClose.Suspend, Token).SoonAsync();
        await updated.SoonAsync();
        await discord.RecoverAsync();
        await bot.Shards.StartAsync(1, Token).SoonAsync();

        await discord.WhenAsync(static discord => discord.Presences is [.., { Status: "idle", Connection.ShardId: 1 }], "the presence");
    }

    [Fact]
    public async Task Of_two_presences_that_wait_for_a_shard_which_is_closed_then_the_newer_is_shown()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);
        await CutOffAsync(discord, bot);

        Task older = bot.Shards.UpdatePresenceAsync(1, new UpdatePresence { Status = BotStatus.Idle }, Token);
        Task stop = bot.Shards.StopAsync(1, ShardClose.Suspend, Token);
        Task newer = bot.Shards.UpdatePresenceAsync(1, new UpdatePresence { Status = BotStatus.DoNotDisturb }, Token);
        await Task.WhenAll(older, newer, stop).SoonAsync();
        await discord.RecoverAsync();
        await bot.Shards.StartAsync(1, Token).SoonAsync();

        await discord.WhenAsync(static discord => discord.Presences is [.., { Status: "dnd", Connection.ShardId: 1 }], "the newer presence");
        Assert.DoesNotContain(discord.Presences, static presence => presence.Status == "idle");
    }

    [Fact]
    public async Task A_presence_that_is_set_while_the_shards_of_a_reshard_are_made_is_theirs_too()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        Bot? made = null;
        await using Bot bot = await StartBotAsync(discord, configure: (shard, options) =>
        {
            if (shard is { Id: 1, Total: 3 })
            {
                _ = made!.Shards.UpdatePresenceAsync(new UpdatePresence { Status = BotStatus.Idle }, Token);
            }

            return options;
        });
        made = bot;

        _time.Advance(IdentifyQueue.Window);
        using var gaveUp = new CancellationTokenSource();
        Task resharding = bot.Shards.ReshardAsync(3, gaveUp.Token);
        await discord.WhenAsync(
            static discord => Enumerable.Range(0, 3).All(id => discord.Presences.Any(
                presence => presence is { Status: "idle" } && presence.Connection.ShardId == id && presence.Connection.ShardCount == 3)),
            "the presence from each of the new shards");
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resharding.SoonAsync());
    }

    [Fact]
    public async Task A_presence_that_changes_in_the_configuration_while_the_bot_stops_is_no_trouble()
    {
        var gate = new TaskCompletionSource();
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord, gateway => gateway.AddEventHandler<MessageCreate>(async (_, context, _) =>
        {
            context.Services.GetRequiredService<Calls>().Note("begin");
            await gate.Task;
        }));
        await discord.MainHost.RefuseAsync();
        await discord.ResumeHost.RefuseAsync();
        await discord.Guild("Harbour").Member("mira").SaysAsync("hello");
        await bot.Calls.WaitForAsync("begin");
        int busy = ShardId.OfGuild(discord.Guild("Harbour").Id, 2).Id;
        await discord.Shard(1 - busy, 2).DropAsync(); // so that its presence has to wait
        await bot.InStateAsync(ShardState.Waiting, shardId: 1 - busy);

        Task stop = bot.BeginStopAsync();
        await bot.Logs.WaitForAsync("Waiting for the handlers");
        var configuration = (IConfigurationRoot)bot.Services.GetRequiredService<IConfiguration>();
        configuration["Discord:Presence:Status"] = "idle";
        configuration.Reload();
        await bot.Logs.WaitForAsync("The presence in the configuration has changed to Idle");
        gate.SetResult();
        await stop.SoonAsync();

        Assert.DoesNotContain(bot.Logs.Troubles, static line => line.Exception is not null);
        Assert.DoesNotContain(bot.Logs.Troubles, static line => line.Text.Contains("presence", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_presence_that_is_set_in_code_stays_whatever_the_configuration_changes_to()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord, options: static options => options.Presence = new UpdatePresence { Status = BotStatus.DoNotDisturb });
        var configuration = (IConfigurationRoot)bot.Services.GetRequiredService<IConfiguration>();

        configuration["Discord:Presence:Status"] = "idle";
        configuration.Reload();
        configuration.Reload(); // with nothing new in it

        LogLine line = Assert.Single(bot.Logs.Lines, static line => line.Text.StartsWith("The presence in the configuration has changed", StringComparison.Ordinal));
        Assert.Equal((LogLevel.Information, "The presence in the configuration has changed; the bot keeps the one that its code sets"), (line.Level, line.Text));
        Assert.Null(((ShardManager)bot.Shards).Presence);
    }

    [Fact]
    public async Task A_presence_that_Discord_would_not_accept_is_refused_at_once_and_leaves_nothing_behind()
    {
        await using SimulatedDiscord discord = await StartDiscordAsync();
        await using Bot bot = await StartBotAsync(discord);
        await bot.Shards.StopAsync(1, cancellationToken: Token).SoonAsync();
        var nameless = new UpdatePresence { Activities = [new BotActivity { Name = " " }] };
        var endless = new UpdatePresence { Activities = [new BotActivity { Name = new string('x', 4096) }] };

        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => bot.Shards.UpdatePresenceAsync(nameless, Token));
        Assert.StartsWith("Presence:Activity:Name is missing.", e.Message, StringComparison.Ordinal);
        e = await Assert.ThrowsAsync<ArgumentException>(() => bot.Shards.UpdatePresenceAsync(1, endless, Token));
        Assert.StartsWith("Presence makes the Identify ", e.Message, StringComparison.Ordinal);

        _time.Advance(IdentifyQueue.Window);
        await bot.Shards.StartAsync(1, Token).SoonAsync();
        await discord.WhenAsync(static discord => discord.Identifies.Count == 3, "a third Identify");
        Assert.False(discord.Identifies[2].Data.TryGetProperty("presence", out _));
    }

    /// <summary>Shard 1 loses its connection and gets no other.</summary>
    private static async Task CutOffAsync(SimulatedDiscord discord, Bot bot)
    {
        await discord.MainHost.RefuseAsync();
        await discord.ResumeHost.RefuseAsync();
        await discord.Shard(1, 2).DropAsync();
        await bot.InStateAsync(ShardState.Waiting, shardId: 1);
    }

    private static Task<SimulatedDiscord> StartDiscordAsync() => SimulatedDiscord.StartAsync(static options =>
    {
        options.RecommendedShards = 2;
        options.MaxConcurrency = 3;
        options.IdentifyWindow = TimeSpan.FromMilliseconds(1);
        options.HeartbeatInterval = TimeSpan.FromHours(1);
    });

    private async Task<Bot> StartBotAsync(
        SimulatedDiscord discord, Action<IDiscordGatewayBuilder>? gateway = null, Func<ShardId, ShardOptions, ShardOptions>? configure = null, Action<DiscordGatewayOptions>? options = null)
    {
        var bot = new Bot(
            discord,
            gateway ?? (static builder => builder.AddEventHandler<MessageCreate, NotingHandler>()),
            settings =>
            {
                settings.Reconnect.Delay = settings.Reconnect.MaxDelay = TimeSpan.FromHours(10);
                settings.ConfigureShard = configure;
                options?.Invoke(settings);
            },
            services => services.AddSingleton<TimeProvider>(_time));
        await bot.StartAndGetReadyAsync();
        return bot;
    }
}
