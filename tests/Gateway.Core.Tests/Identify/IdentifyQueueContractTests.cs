using Gateway.Testing.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Core.Tests;

public class IdentifyQueueContractTests
{
    public static TheoryData<string> Rules => [.. IdentifyQueueContract.Rules.Select(static rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_queue_of_one_process_keeps_to(string name)
    {
        var time = new FakeTimeProvider();
        var subject = new IdentifyQueueSubject(
            limit => new IdentifyQueue(limit, time),
            span =>
            {
                time.Advance(span);
                return Task.CompletedTask;
            });

        await Rule(name).VerifyAsync(subject, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("The second of a bucket identifies five seconds after the first, and not before")]
    [InlineData("One shard of a bucket holds a permit at a time, and they come in order")]
    [InlineData("Without budget nobody identifies before the reset, and everybody can after it")]
    [InlineData("A permit is good for one Identify")]
    public async Task A_queue_that_lets_everyone_pass_is_found_out(string name)
    {
        var subject = new IdentifyQueueSubject(static _ => new Turnstile(), static _ => Task.CompletedTask);

        await Assert.ThrowsAsync<ContractException>(() => Rule(name).VerifyAsync(subject, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_queue_that_does_not_take_what_came_of_an_Identify_is_found_out()
    {
        var subject = new IdentifyQueueSubject(static _ => new Deaf(), static _ => Task.CompletedTask);

        await Assert.ThrowsAsync<ContractException>(() => Rule(
            "What came of an Identify may be told once its permit is gone, and one without Ready slows nobody").VerifyAsync(subject, TestContext.Current.CancellationToken));
    }

    private static ContractRule<IdentifyQueueSubject> Rule(string name) => IdentifyQueueContract.Rules.Single(rule => rule.Name == name);

    private sealed class Turnstile : IIdentifyQueue, IIdentifyPermit
    {
        public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) => new(this);

        public ValueTask UseAsync(CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Deaf : IIdentifyQueue, IIdentifyPermit
    {
        public ValueTask<IIdentifyPermit> AcquireAsync(ShardId shard, CancellationToken cancellationToken) => new(this);

        public ValueTask UseAsync(CancellationToken cancellationToken) => default;

        public void ReportAnswer(bool isReady) => throw new ObjectDisposedException(nameof(Deaf));

        public ValueTask DisposeAsync() => default;
    }
}
