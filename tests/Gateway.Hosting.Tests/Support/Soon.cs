namespace Gateway.Hosting.Tests.Support;

internal static class Soon
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Waits for what is bound to happen; if it does not, the test fails instead of hanging.</summary>
    public static Task SoonAsync(this Task task) => task.WaitAsync(Patience);

    /// <inheritdoc cref="SoonAsync(Task)"/>
    public static Task<T> SoonAsync<T>(this Task<T> task) => task.WaitAsync(Patience);

    /// <summary>Waits for a condition that nobody announces, looking again and again.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (!condition())
        {
            Assert.False(timeout.IsCancellationRequested, "The condition did not come true.");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
        }
    }
}
