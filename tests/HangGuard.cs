using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

[assembly: Gateway.Tests.HangGuard]

namespace Gateway.Tests;

/// <summary>Ends the process, and names the test, if one takes far longer than any does: nobody waits hours for one that hangs.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class HangGuardAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly ConcurrentDictionary<IXunitTest, long> Running = new(ReferenceEqualityComparer.Instance); // since when
    private static readonly ITimer Watch = TimeProvider.System.CreateTimer(static _ => Look(), null, Patience, TimeSpan.FromSeconds(10));

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        GC.KeepAlive(Watch);
        Running[test] = TimeProvider.System.GetTimestamp();
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test) => Running.TryRemove(test, out _);

    private static void Look()
    {
        string[] hung = [.. Running.Where(static test => TimeProvider.System.GetElapsedTime(test.Value) > Patience).Select(static test => test.Key.TestDisplayName)];
        if (hung.Length > 0)
        {
            Environment.FailFast($"Still running after {Patience.TotalMinutes} minutes: {string.Join(", ", hung)}");
        }
    }
}
