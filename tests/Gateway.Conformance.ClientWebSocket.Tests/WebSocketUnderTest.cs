namespace Gateway.Conformance.Tests;

/// <summary>Which websocket carries the connections of all tests: the framework's.</summary>
internal static class WebSocketUnderTest
{
    public static bool IsClientWebSocket => true;
}
