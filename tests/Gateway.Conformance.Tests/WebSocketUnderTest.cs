namespace Gateway.Conformance.Tests;

/// <summary>Which websocket carries the connections of all tests: the library's own.</summary>
internal static class WebSocketUnderTest
{
    public static bool IsClientWebSocket => false;
}
