using Microsoft.Extensions.Logging;

namespace Gateway.Hosting.Tests.Support;

internal sealed record LogLine(LogLevel Level, string Category, int Id, string Text, Exception? Exception)
{
    public override string ToString() => $"{Level} {Category}[{Id}] {Text} {Exception}";
}
