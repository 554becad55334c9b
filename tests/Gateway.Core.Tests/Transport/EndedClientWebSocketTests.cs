namespace Gateway.Core.Tests;

/// <summary>The same over the framework's websocket.</summary>
public sealed class EndedClientWebSocketTests : EndedConnectionTests
{
    protected override bool UseClientWebSocket => true;
}
