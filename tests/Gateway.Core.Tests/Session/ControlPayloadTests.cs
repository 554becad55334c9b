using System.Text;
using Gateway.Core.Session;

namespace Gateway.Core.Tests;

public class ControlPayloadTests
{
    [Theory]
    [InlineData("""{"heartbeat_interval":41250}""", 41250.0)]
    [InlineData("""{"_trace":["x",{"heartbeat_interval":1}],"heartbeat_interval":45000.5}""", 45000.5)]
    [InlineData("""{"heartbeat_interval":0}""", null)]
    [InlineData("""{"heartbeat_interval":-1}""", null)]
    [InlineData("""{"heartbeat_interval":"41250"}""", null)]
    [InlineData("""{"heartbeat_interval":1}""", 2_000.0)] // Discord's own limit on sends allows no shorter one
    [InlineData("""{"heartbeat_interval":864000000}""", 300000.0)] // ten days: a dead connection is noticed sooner
    [InlineData("""{"heartbeat_interval":1e300}""", 300000.0)]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    [InlineData("", null)]
    [InlineData("{", null)]
    [InlineData("{broken}", null)]
    [InlineData("""{"\ud800aaaaaaaaaaaaaaaaaa":1,"heartbeat_interval":41250}""", null)] // a key that is no valid UTF-16
    public void Hello_gives_an_interval_or_none(string hello, double? milliseconds) => Assert.Equal(
        milliseconds is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
        ControlPayload.ReadHeartbeatInterval(Encoding.UTF8.GetBytes(hello)));

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    [InlineData("{}", false)]
    [InlineData("", false)]
    public void Only_true_makes_an_invalid_session_resumable(string data, bool resumable) =>
        Assert.Equal(resumable, ControlPayload.ReadResumable(Encoding.UTF8.GetBytes(data)));

    [Theory]
    [InlineData("""{"v":10,"user":{"session_id":"no"},"session_id":"abc","resume_gateway_url":"wss://r.example"}""", "abc", "wss://r.example")]
    [InlineData("""{"session_id":"abc"}""", "abc", null)]
    [InlineData("""{"session_id":"abc","resume_gateway_url":null}""", "abc", null)]
    [InlineData("""{"session_id":"abc","resume_gateway_url":"nowhere"}""", "abc", null)]
    [InlineData("""{"session_id":"abc","resume_gateway_url":"https://r.example"}""", "abc", null)]
    [InlineData("""{"session_id":7,"resume_gateway_url":7}""", null, null)]
    [InlineData("""{"session_id":"","resume_gateway_url":"wss://"}""", null, null)]
    [InlineData("""{"session_id":"\ud800","resume_gateway_url":"\udfff"}""", null, null)]
    [InlineData("null", null, null)]
    public void Ready_gives_what_a_resume_needs(string ready, string? sessionId, string? resumeUri) => Assert.Equal(
        (sessionId, resumeUri is null ? null : new Uri(resumeUri)),
        ControlPayload.ReadReady(Encoding.UTF8.GetBytes(ready)));

    [Fact]
    public void Any_address_that_Ready_gives_can_be_connected_to()
    {
        string[] parts =
        [
            "wss://", "ws://", "wss:", "//", "/", "@", ":", "?", "#", "%", "%25", "%zz", "[", "]", "[::1]", "[fe80::1%25eth0]", "[fe80::1%1]", ".", "..",
            "host", "h\u00e4fen", "xn--", "a b", "\u202e", "\ud83d\ude00", "\\", "0x7f.1", "1", "65535", "65536", "-1", "127.0.0.1", "user:pass@", "wss", "\t",
        ];
        var random = new Random(1);
        int given = 0;
        for (int i = 0; i < 30_000; i++)
        {
            string url = "wss://" + string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => parts[random.Next(parts.Length)]));
            byte[] ready = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["resume_gateway_url"] = url });
            if (ControlPayload.ReadReady(ready).ResumeUri is { } uri)
            {
                given++;
                Exception? error = Record.Exception(() => Transport.GatewayUri.Complete(uri, TransportCompression.ZlibStream));
                Assert.True(error is null, $"{url}: {error}");
            }
        }

        Assert.True(given > 1_000, $"{given}");
    }
}
