using System.Text;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting.Tests.Dispatch;

public class JsonTopLevelTests
{
    [Theory]
    [InlineData("""{"a":{"id":"1"},"id":"2"}""", "2")]
    [InlineData("""{"id":3}""", "3")]
    [InlineData("""{"id":{}}""", "")]
    [InlineData("""{"other":1}""", "")]
    [InlineData("""[1]""", "")]
    [InlineData("""{"i""", "")]
    [InlineData("""{"\ud8":1,"id":"2"}""", "")]
    [InlineData("""{"\ud800":1,"id":"2"}""", "")] // a key that is no valid text
    public void A_text_is_found_or_none(string json, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(JsonTopLevel.Text(Encoding.UTF8.GetBytes(json), "id"u8)));
}
