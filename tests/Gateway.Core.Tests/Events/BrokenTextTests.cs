using System.Text;
using Gateway.Core.Events;

namespace Gateway.Core.Tests;

public class BrokenTextTests
{
    public static TheoryData<string, byte[]> Texts => new()
    {
        { "half a surrogate pair", Encoding.UTF8.GetBytes(@"""\ud83d""") },
        { "the other half", Encoding.UTF8.GetBytes(@"""\ude00""") },
        { "invalid UTF-8", [(byte)'"', 0xFF, 0xFE, (byte)'"'] },
        { "an unknown escape", Encoding.UTF8.GetBytes(@"""\x""") },
        { "a control character", [(byte)'"', 0x01, (byte)'"'] },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_that_is_none_fails_that_event_in_the_way_of_events(string what, byte[] text)
    {
        Assert.NotEmpty(what);
        foreach (string key in (string[])["content", "id", "timestamp", "nonce", "flags", "author", "unknown"])
        {
            byte[] data = [.. Encoding.UTF8.GetBytes("{\"id\":\"1\",\"channel_id\":\"2\",\"" + key + "\":"), .. text, (byte)'}'];
            try
            {
                EventCatalog.Get<MessageCreate>().Deserialize(data);
            }
            catch (EventFormatException e)
            {
                Assert.Equal("MESSAGE_CREATE", e.EventName);
            }
        }
    }
}
