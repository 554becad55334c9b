// A bot as its operator sees it: metrics for Prometheus at /metrics, health at /health/live and /health/ready.
using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry.Metrics;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);

builder.Services.AddDiscordGateway()
    .AddEventHandler<MessageCreate>((message, context, cancellationToken) =>
    {
        ILogger log = context.Services.GetRequiredService<ILoggerFactory>().CreateLogger("ObservedBot");
        log.LogInformation("{Length} characters in channel {Channel}", message.Content?.Length, message.ChannelId);
        return default;
    });

builder.Services.AddHealthChecks().AddDiscordGateway();
builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
    .AddMeter(GatewayMetrics.MeterName, HostingMetrics.MeterName)
    .AddMeter("System.Runtime")
    .AddPrometheusExporter());

WebApplication app = builder.Build();
app.MapPrometheusScrapingEndpoint();
app.MapHealthChecks("/health/live", WithTag(DiscordGatewayHealthChecksBuilderExtensions.LiveTag));
app.MapHealthChecks("/health/ready", WithTag(DiscordGatewayHealthChecksBuilderExtensions.ReadyTag));
await app.RunAsync();

static HealthCheckOptions WithTag(string tag) => new() { Predicate = check => check.Tags.Contains(tag) };
