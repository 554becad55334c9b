using Gateway.Core;
using Gateway.Hosting.Sharding;
using Gateway.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Hosting.Tests.Sharding;

public sealed class IdentifyQueueSourceTests : IDisposable
{
    private readonly HttpFixture _http = new(new StubHttp());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shards_made_later_identify_as_many_at_a_time_as_Discord_says_by_then()
    {
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        IdentifyQueueSource source = New(services);
        IIdentifyQueue queue = source.For(Limit(1));
        await using IIdentifyPermit first = await queue.AcquireAsync(new ShardId(0, 2), Token);
        ValueTask<IIdentifyPermit> second = queue.AcquireAsync(new ShardId(1, 2), Token);
        Assert.False(second.IsCompleted);

        Assert.Same(queue, source.For(Limit(2)));

        await (await second.AsTask().SoonAsync()).DisposeAsync();
    }

    [Fact]
    public async Task The_applications_own_queue_is_its_own_business()
    {
        var own = new IdentifyQueue(Limit(1));
        await using ServiceProvider services = new ServiceCollection().AddSingleton<IIdentifyQueue>(own).BuildServiceProvider();
        IdentifyQueueSource source = New(services);

        Assert.Same(own, source.For(Limit(1)));
        Assert.Same(own, source.For(Limit(2) with { Remaining = 5 }));

        Assert.Equal(1000, own.Budget.Remaining);
    }

    public void Dispose() => _http.Dispose();

    private IdentifyQueueSource New(IServiceProvider services) =>
        new(services, "", new MemorySessionStore(), _http.Lookup, TimeProvider.System, NullLogger<IdentifyQueue>.Instance);

    private static SessionStartLimit Limit(int maxConcurrency) => new(1000, 1000, TimeSpan.FromHours(24), maxConcurrency);
}
