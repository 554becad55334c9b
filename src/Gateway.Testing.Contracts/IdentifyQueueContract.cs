using Gateway.Core;

namespace Gateway.Testing.Contracts;

/// <summary>What every <see cref="IIdentifyQueue"/> has to keep to, wherever it lives.</summary>
/// <remarks>
/// <code>
/// public static TheoryData&lt;string&gt; Rules => [.. IdentifyQueueContract.Rules.Select(rule => rule.Name)];
///
/// [Theory, MemberData(nameof(Rules))]
/// public Task Keeps(string name) => IdentifyQueueContract.Rules.Single(rule => rule.Name == name)
///     .VerifyAsync(new IdentifyQueueSubject(limit => new MyQueue(limit), Task.Delay), TestContext.Current.CancellationToken);
/// </code>
/// See <see href="https://docs.discord.com/developers/events/gateway#rate-limiting"/>.
/// </remarks>
public static class IdentifyQueueContract
{
    /// <summary>How long a check waits, in real time, for what should happen at once.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    /// <summary>How much longer a queue may wait, since Discord counts from when Identifies arrive.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    /// <summary>The rules.</summary>
    public static IReadOnlyList<ContractRule<IdentifyQueueSubject>> Rules { get; } =
    [
        new("The first of every bucket identifies at once", FirstOfEveryBucketAsync),
        new("The second of a bucket identifies five seconds after the first, and not before", SecondOfABucketAsync),
        new("The time between acquiring and using a permit is not added to the five seconds", TimeToConnectIsNotLostAsync),
        new("One shard of a bucket holds a permit at a time, and they come in order", InOrderAsync),
        new("A permit that was not used costs neither five seconds nor budget", UnusedAsync),
        new("A shard that gives up waiting for its turn leaves the queue", GivingUpAsync),
        new("A shard that gives up within its five seconds costs no budget", GivingUpWhileUsingAsync),
        new("Without budget nobody identifies before the reset, and everybody can after it", WithoutBudgetAsync),
        new("A permit is good for one Identify", OnceAsync),
    ];

    private static async Task FirstOfEveryBucketAsync(IdentifyQueueSubject subject, CancellationToken cancellationToken)
    {
        IIdentifyQueue queue = subject.Create(Limit(maxConcurrency: 3));
        foreach (ShardId shard in ShardId.All(3))
        {
            await IdentifyAsync(queue, shard, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task SecondOfABucketAsync(IdentifyQueueSubject subject, CancellationToken cancellationToken)
    {
        IIdentifyQueue queue = subject.Create(Limit());
        await IdentifyAsync(queue, new ShardId(0, 2), cancellationToken).ConfigureAwait(false);
        Task second = IdentifyAsync(queue, new ShardId(1, 2), cancellationToken);

        await subject.PassAsync(Window - TimeSpan.FromMilliseconds(500)).ConfigureAwait(false);
        ContractException.ThrowIf(second.IsCompleted, "The second shard of a bucket identified less than five seconds after the first.");
        await subject.PassAsync(TimeSpan.FromMilliseconds(500) + Margin).ConfigureAwait(false);
        await AtOnceAsync(second, "The second shard of a bucket did not get to identify after five seconds and a half.").ConfigureAwait(false);
    }

    private static async Task TimeToConnectIsNotLostAsync(IdentifyQueueSubject subject, CancellationToken cancellationToken)
    {
        IIdentifyQueue queue = subject.Create(Limit());
        await IdentifyAsync(queue, new ShardId(0, 2), cancellationToken).ConfigureAwait(false);
        IIdentifyPermit permit = await AcquireAsync(queue, new ShardId(1, 2), cancellationToken).ConfigureAwait(false);
        await using (permit.ConfigureAwait(false))
        {
            await subject.PassAsync(Window + Margin).ConfigureAwait(false);
            await AtOnceAsync(permit.UseAsync(cancellationToken).AsTask(), "A shard that took five seconds and a half to connect had to wait on.").ConfigureAwait(false);
        }
    }

    private static async Task InOrderAsync(IdentifyQueueSubject subject, CancellationToken cancellationToken)
    {
        IIdentifyQueue queue = subject.Create(Limit());
        IIdentifyPermit first = await AcquireAsync(queue, new ShardId(0, 3), cancellationToken).ConfigureAwait(false);
        Task<IIdentifyPermit> second = queue.AcquireAsync(new ShardId(1, 3), cancellationToken).AsTask();
        Task<IIdentifyPermit> third = queue.AcquireAsync(new ShardId(2, 3), cancellationToken).AsTask();
        await subject.PassAsync(TimeSpan.FromMilliseconds(100)).ConfigureAwait(false);
        ContractException.ThrowIf(second.IsCompleted || third.IsCompleted, "Two shards of one bucket held a permit.");

        await first.DisposeAsync().ConfigureAwait(false);
        await AtOnceAsync(second, "The next in line did not get the permit that was given back.").ConfigureAwait(false);
        await subject.PassAsync(TimeSpan.FromMilliseconds(100)).ConfigureAwait(false);
        ContractException.ThrowIf(third.IsCompleted, "The third shard of a bucket got its permit while the second held one.");

        await (await second.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        await AtOnceAsync(third, "The last in line did not get the permit that was given back.").ConfigureAwait(false);
        await (await third.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private static async Task UnusedAsync(IdentifyQueueSubject subject, CancellationToken cancellationToken)
    {
        IIdentifyQueue queue = subject.Create(Limit(remaining: 1));
        IIdentifyPermit unused = await AcquireAsync(queue, new ShardId(0, 2), cancellationToken).ConfigureAwait(false);
        await unused.DisposeAsync().ConfigureAwait(false);

        await IdentifyAsync(queue, new ShardId(1, 2), cancellationToken).ConfigureAwait(false);
    }

    private static async Task GivingUpAsync(IdentifyQueueSubject subject, CancellationToken cancellationToken)
    {
        IIdentifyQueue queue = subject.Create(Limit());
        IIdentifyPermit first = await AcquireAsync(queue, new ShardId(0, 3), cancellationToken).ConfigureAwait(false);
        using var givesUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<IIdentifyPermit> second = queue.AcquireAsync(new ShardId(1, 3), givesUp.Token).AsTask();
        Task<IIdentifyPermit> third = queue.AcquireAsync(new ShardId(2, 3), cancellationToken).AsTask();

        await givesUp.CancelAsync().ConfigureAwait(false);
        await CancelledAsync(second).ConfigureAwait(false);
        await first.DisposeAsync().ConfigureAwait(false);
        await AtOnceAsync(third, "A shard that gave up still held its place in the queue.").ConfigureAwait(false);
        await (await third.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    private static async Task GivingUpWhileUsingAsync(IdentifyQueueSubject subject, CancellationToken cancellationToken)
    {
        IIdentifyQueue queue = subject.Create(Limit(remaining: 2));
        await IdentifyAsync(queue, new ShardId(0, 3), cancellationToken).ConfigureAwait(false);
        using (var givesUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            IIdentifyPermit permit = await AcquireAsync(queue, new ShardId(1, 3), cancellationToken).ConfigureAwait(false);
            Task use = permit.UseAsync(givesUp.Token).AsTask();
            await givesUp.CancelAsync().ConfigureAwait(false);
            await CancelledAsync(use).ConfigureAwait(false);
            await permit.DisposeAsync().ConfigureAwait(false);
        }

        await subject.PassAsync(Window + Margin).ConfigureAwait(false);
        await IdentifyAsync(queue, new ShardId(2, 3), cancellationToken).ConfigureAwait(false);
    }

    private static async Task WithoutBudgetAsync(IdentifyQueueSubject subject, CancellationToken cancellationToken)
    {
        IIdentifyQueue queue = subject.Create(Limit(remaining: 1, resetAfter: TimeSpan.FromSeconds(8)));
        await IdentifyAsync(queue, new ShardId(0, 2), cancellationToken).ConfigureAwait(false);
        Task second = IdentifyAsync(queue, new ShardId(1, 2), cancellationToken);

        await subject.PassAsync(TimeSpan.FromSeconds(7)).ConfigureAwait(false);
        ContractException.ThrowIf(second.IsCompleted, "A shard identified although no session starts were left.");
        await subject.PassAsync(TimeSpan.FromSeconds(1.5)).ConfigureAwait(false);
        await AtOnceAsync(second, "A shard did not get to identify after the reset.").ConfigureAwait(false);
    }

    private static async Task OnceAsync(IdentifyQueueSubject subject, CancellationToken cancellationToken)
    {
        IIdentifyPermit permit = await AcquireAsync(subject.Create(Limit()), new ShardId(0, 1), cancellationToken).ConfigureAwait(false);
        await using (permit.ConfigureAwait(false))
        {
            await permit.UseAsync(cancellationToken).ConfigureAwait(false);
            Task again = permit.UseAsync(cancellationToken).AsTask();
            await AtOnceAsync(again.ContinueWith(static _ => { }, TaskScheduler.Default), "The second use of a permit did not end.").ConfigureAwait(false);
            ContractException.ThrowIf(again.Exception?.InnerException is not InvalidOperationException, "A permit could be used twice.");
        }
    }

    private static SessionStartLimit Limit(int maxConcurrency = 1, int remaining = 1000, TimeSpan? resetAfter = null) =>
        new(1000, remaining, resetAfter ?? TimeSpan.FromHours(24), maxConcurrency);

    private static async Task<IIdentifyPermit> AcquireAsync(IIdentifyQueue queue, ShardId shard, CancellationToken cancellationToken)
    {
        Task<IIdentifyPermit> acquired = queue.AcquireAsync(shard, cancellationToken).AsTask();
        await AtOnceAsync(acquired, $"Shard {shard} did not get its turn, although nobody was before it.").ConfigureAwait(false);
        return await acquired.ConfigureAwait(false);
    }

    private static async Task IdentifyAsync(IIdentifyQueue queue, ShardId shard, CancellationToken cancellationToken)
    {
        IIdentifyPermit permit = await queue.AcquireAsync(shard, cancellationToken).ConfigureAwait(false);
        await using (permit.ConfigureAwait(false))
        {
            await permit.UseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task AtOnceAsync(Task task, string otherwise)
    {
        try
        {
            await task.WaitAsync(Soon).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            throw new ContractException(otherwise, e);
        }
    }

    private static async Task CancelledAsync(Task task)
    {
        await ((Task)task.ContinueWith(static _ => { }, TaskScheduler.Default)).WaitAsync(Soon).ConfigureAwait(false);
        ContractException.ThrowIf(!task.IsCanceled, "A wait that was cancelled did not end as cancelled.");
    }
}
