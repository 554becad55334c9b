using System.Text;
using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting.Tests.Dispatch;

public class GuildIdReaderTests
{
    [Theory]
    [InlineData("MESSAGE_CREATE", """{"id":"1","guild_id":"2"}""", 2)]
    [InlineData("GUILD_CREATE", """{"id":"1","guild_id":"2"}""", 1)]
    [InlineData("MESSAGE_CREATE", """{"member":{"guild_id":"3"},"guild_id":4}""", 4)]
    [InlineData("MESSAGE_CREATE", """{"id":"1"}""", 0)]
    [InlineData("MESSAGE_CREATE", """{"guild_id":null}""", 0)]
    [InlineData("MESSAGE_CREATE", """{"guild_id":"two"}""", 0)]
    [InlineData("MESSAGE_CREATE", """["guild_id"]""", 0)]
    [InlineData("MESSAGE_CREATE", """{"guild_id""", 0)]
    [InlineData("MESSAGE_CREATE", """{"\ud800aa":1,"guild_id":"2"}""", 0)] // a key that is no valid text
    public void The_guild_is_found_or_none(string name, string data, ulong expected) =>
        Assert.Equal(expected, GuildIdReader.Read(name, Encoding.UTF8.GetBytes(data)));
}
