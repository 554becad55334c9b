using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Tests.Support;
using Gateway.Testing;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.Tests.EndToEnd;

/// <summary>Whose the saved sessions are, and whose the place where they are saved.</summary>
public sealed class SessionOwnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bot-").FullName;

    private string FilePath => Path.Combine(_folder, "sessions.json");

    [Fact]
    public async Task Sessions_of_another_bot_are_not_resumed_and_the_setting_is_named()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        using (var store = new FileSessionStore(FilePath))
        {
            var other = new StoredSession(new ShardId(0, 1), new GatewaySession("another's", 12, discord.ResumeGatewayUri), DateTimeOffset.UtcNow) { BotId = 42 };
            await store.SaveAsync([other], TestContext.Current.CancellationToken);
        }

        await using (Bot bot = NewBot(discord))
        {
            await bot.StartAndGetReadyAsync();
            Assert.Empty(discord.Resumes);
            LogLine line = Assert.Single(bot.Logs.Troubles);
            Assert.Equal(
                "The sessions in Discord:SessionStore are those of another bot (42) and are not resumed: each bot needs a place of its own", line.Text);
            await bot.StopAsync();
        }

        await using Bot again = NewBot(discord); // by now they are its own
        await again.StartAndGetReadyAsync();
        Assert.Single(discord.Resumes);
        Assert.Empty(again.Logs.Troubles);
    }

    [Fact]
    public async Task Two_deployments_with_one_cache_keep_their_sessions_apart()
    {
        await using SimulatedDiscord one = await SimulatedDiscord.StartAsync(static options => options.Token = "MTEx.a.b"); // bot 111
        await using SimulatedDiscord other = await SimulatedDiscord.StartAsync(static options => options.Token = "MjIy.a.b"); // bot 222
        var cache = new MemoryDistributedCache(new OptionsWrapper<MemoryDistributedCacheOptions>(new MemoryDistributedCacheOptions()));
        foreach (SimulatedDiscord discord in new[] { one, other, one, other })
        {
            await using Bot bot = NewBot(
                discord, static options => options.SessionStore.Type = SessionStoreType.DistributedCache, services => services.AddSingleton<IDistributedCache>(cache));
            await bot.StartAndGetReadyAsync();
            await bot.StopAsync();
            Assert.Empty(bot.Logs.Troubles);
        }

        Assert.Equal((1, 1), (one.Identifies.Count, one.Resumes.Count));
        Assert.Equal((1, 1), (other.Identifies.Count, other.Resumes.Count));
    }

    [Fact]
    public async Task Two_bots_of_a_host_with_one_file_are_a_mistake_that_names_both_settings()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Discord:Token"] = "MTEx.a.b",
            ["Discord:SessionStore:Path"] = FilePath,
            ["Discord:Bots:music:Token"] = "MjIy.a.b",
            ["Discord:Bots:music:SessionStore:Path"] = Path.Combine(_folder, "..", Path.GetFileName(_folder), "sessions.json"),
        });
        builder.Services.AddDiscordGateway().AddEventHandler<MessageCreate>(static (_, _, _) => default);
        builder.Services.AddDiscordGateway("music").AddEventHandler<MessageCreate>(static (_, _, _) => default);
        using IHost host = builder.Build();

        var error = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            $"Discord:SessionStore:Path and Discord:Bots:music:SessionStore:Path are the same file, {FilePath}. Each bot needs its own.",
            Assert.Single(error.Failures));
        Assert.Equal("music", error.OptionsName);
    }

    [Fact]
    public async Task A_file_that_another_process_has_is_a_mistake()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        using var other = new FileSessionStore(FilePath);
        other.Open();
        await using Bot bot = NewBot(discord);

        var error = await Assert.ThrowsAnyAsync<OptionsValidationException>(bot.StartAsync);

        string failure = Assert.Single(error.Failures);
        Assert.StartsWith($"Discord:SessionStore:Path is '{FilePath}', which cannot be used: ", failure, StringComparison.Ordinal);
        Assert.Contains("being used by another process", failure, StringComparison.Ordinal);
        Assert.EndsWith(" Each process needs a file of its own, in a folder that it may write to.", failure, StringComparison.Ordinal);
        Assert.Empty(discord.Connections);
    }

    [Theory]
    [InlineData("folder", "is a folder")]
    [InlineData("file/sessions.json", "file")]
    public async Task A_path_that_can_never_work_is_a_mistake(string path, string reason)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "folder"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "", TestContext.Current.CancellationToken);
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using Bot bot = NewBot(discord, options => options.SessionStore.Path = Path.Combine(_folder, path));

        var error = await Assert.ThrowsAnyAsync<OptionsValidationException>(bot.StartAsync);

        Assert.Contains("Discord:SessionStore:Path", Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Empty(discord.Connections);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_yet_is_made()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using Bot bot = NewBot(discord, options => options.SessionStore.Path = Path.Combine(_folder, "deep", "er", "sessions.json"));
        await bot.StartAndGetReadyAsync();
        await bot.StopAsync();

        Assert.True(File.Exists(Path.Combine(_folder, "deep", "er", "sessions.json")));
    }

    [Fact]
    public async Task A_disk_that_fails_later_is_a_warning_that_names_the_setting()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync();
        await using Bot bot = NewBot(discord, options => options.SessionStore.CheckpointInterval = TimeSpan.FromMilliseconds(5));
        await bot.StartAsync();
        Directory.CreateDirectory(FilePath + ".new"); // in the way of what is to be written
        await discord.WhenReadyAsync();

        LogLine line = await bot.Logs.WaitForAsync("The sessions could not be saved (Discord:SessionStore)");
        Directory.Delete(FilePath + ".new");
        await bot.Logs.WaitForAsync("The sessions are being saved again");
        Assert.Equal(LogLevel.Warning, line.Level);
        await bot.StopAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Bot NewBot(SimulatedDiscord discord, Action<DiscordGatewayOptions>? configure = null, Action<IServiceCollection>? services = null) => new(
        discord,
        static gateway => gateway.AddEventHandler<MessageCreate, NotingHandler>(),
        options =>
        {
            options.Intents = GatewayIntents.Guilds | GatewayIntents.GuildMessages | GatewayIntents.MessageContent;
            if (configure is null || services is null)
            {
                options.SessionStore.Path = FilePath;
            }

            configure?.Invoke(options);
        },
        services);
}
