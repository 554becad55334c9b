using Gateway.Testing;

namespace WorkerBot;

/// <summary>A simulated Discord with one lively guild, for a bot that has no token yet.</summary>
internal sealed class SimulatedHarbour : IAsyncDisposable
{
    private readonly SimulatedDiscord _discord;

    private SimulatedHarbour(SimulatedDiscord discord) => _discord = discord;

    /// <summary>Starts one and points the bot's settings at it; null if the settings hold a token.</summary>
    public static async Task<SimulatedHarbour?> StartIfThereIsNoTokenAsync(HostApplicationBuilder builder)
    {
        if (!string.IsNullOrWhiteSpace(builder.Configuration["Discord:Token"]))
        {
            return null;
        }

        SimulatedDiscord discord = await SimulatedDiscord.StartAsync(o =>
        {
            o.HeartbeatInterval = TimeSpan.FromSeconds(5); // so that there is a latency to see
            o.World.Guild("Harbour", guild => guild.Channel("general").Member("mira").Member("tom").Member("ada"));
        });
        builder.Configuration["Discord:Token"] = discord.Token;
        builder.Configuration["Discord:ApiBaseAddress"] = discord.ApiBaseAddress.AbsoluteUri;
        builder.Services.AddSingleton(discord);
        builder.Services.AddHostedService<SimulatedLife>();
        return new SimulatedHarbour(discord);
    }

    public ValueTask DisposeAsync() => _discord.DisposeAsync();
}
