using System.Net.Http.Json;
using Gateway.Hosting.Sharding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Support;

/// <summary>The named HTTP client over a script of answers, in virtual time.</summary>
internal sealed class HttpFixture : IDisposable
{
    private readonly ServiceProvider _services;

    public HttpFixture(StubHttp http, Action<DiscordGatewayOptions>? configure = null)
    {
        Http = http;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Trace));
        services.AddDiscordGateway(options =>
        {
            options.Token = Token;
            configure?.Invoke(options);
        }).ConfigureHttpHandler(http);
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<IHttpClientFactory>().CreateClient(DiscordHttpClient.Name);
    }

    public const string Token = "MTIz.very.secret";

    public StubHttp Http { get; }

    public TestTime Time { get; } = new();

    public RecordedLogs Logs { get; } = new();

    public HttpClient Client { get; }

    public Task<HttpResponseMessage> GetAsync(string address) =>
        Client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string address, object? content = null) =>
        Client.PostAsJsonAsync(address, content ?? new { }, TestContext.Current.CancellationToken);

    public GatewayLookup Lookup => _services.GetRequiredKeyedService<GatewayLookup>("");

    public FirstAnswer FirstAnswer => _services.GetRequiredKeyedService<FirstAnswer>("");

    public void Dispose() => _services.Dispose();
}
