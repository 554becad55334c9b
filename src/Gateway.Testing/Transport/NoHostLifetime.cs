using Microsoft.Extensions.Hosting;

namespace Gateway.Testing;

/// <summary>The simulator lives as long as its owner says: Ctrl+C and SIGTERM are none of its business.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
