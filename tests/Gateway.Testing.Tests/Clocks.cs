using Microsoft.Extensions.Time.Testing;

namespace Gateway.Testing.Tests;

internal static class Clocks
{
    public static FakeTimeProvider Fake() => new(new DateTimeOffset(2026, 8, 4, 10, 0, 0, TimeSpan.Zero));
}
