using System.Net;
using System.Runtime.InteropServices;
using Gateway.Testing;

namespace Gateway.Samples.Tests;

public sealed class ObservedBotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("observed-").FullName;
    private readonly HttpClient _http = new();

    [Fact]
    public async Task Its_metrics_and_its_health_can_be_read_over_HTTP()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(o =>
            o.World.Guild("Harbour", g => g.Channel("general").Member("mira")));
        await using SampleProcess bot = SampleProcess.Start(
            "ObservedBot",
            ("Discord__Token", discord.Token),
            ("Discord__ApiBaseAddress", discord.ApiBaseAddress.AbsoluteUri),
            ("Discord__SessionStore__Path", Path.Combine(_folder, "sessions.json")),
            ("Urls", "http://127.0.0.1:0"));
        Uri address = await bot.AddressAsync();
        await discord.WhenReadyAsync(within: TimeSpan.FromSeconds(30));
        await discord.Guild("Harbour").Member("mira").SaysAsync("hello");
        await bot.WroteAsync("5 characters in channel");

        Assert.Equal("Healthy", await _http.GetStringAsync(new Uri(address, "health/ready"), TestContext.Current.CancellationToken));
        Assert.Equal("Healthy", await _http.GetStringAsync(new Uri(address, "health/live"), TestContext.Current.CancellationToken));
        string metrics = await _http.GetStringAsync(new Uri(address, "metrics"), TestContext.Current.CancellationToken);
        Assert.Matches(@"(?m)^discord_gateway_shards\{[^}]*discord_gateway_state=""ready""[^}]*\} 1$", metrics);
        Assert.Matches(@"(?m)^discord_gateway_events_total\{[^}]*discord_gateway_event=""MESSAGE_CREATE""[^}]*\} 1$", metrics);
        Assert.Matches(@"(?m)^discord_gateway_handler_duration_seconds_count\{[^}]*discord_gateway_event=""MESSAGE_CREATE""[^}]*\} 1$", metrics);
        Assert.Matches(@"(?m)^discord_gateway_identify_remaining\S* 999$", metrics);

        bot.Signal(PosixSignal.SIGTERM);
        Assert.Equal(0, await bot.ExitedAsync());
        Assert.Equal(4000, (await discord.ExpectCloseAsync()).Code); // suspended: its sessions are in a file
    }

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
