using Gateway.Testing.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Gateway.Testing.Examples.Tests;

public class MyQueueTests
{
    public static TheoryData<string> Rules => [.. IdentifyQueueContract.Rules.Select(rule => rule.Name)];

    [Theory, MemberData(nameof(Rules))]
    public async Task It_keeps_to(string rule)
    {
        var clock = new FakeTimeProvider();
        var subject = new IdentifyQueueSubject(
            limit => new MyQueue(limit, clock),
            passed =>
            {
                clock.Advance(passed);
                return Task.CompletedTask;
            });
        await IdentifyQueueContract.Rules.Single(candidate => candidate.Name == rule)
            .VerifyAsync(subject, TestContext.Current.CancellationToken);
    }
}
