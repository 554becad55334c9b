using System.Text;
using Gateway.Core.Commands;

namespace Gateway.Core.Tests;

public class AnswerKeysTests
{
    [Theory]
    [InlineData("""{"members":[{"nonce":"no","chunk_index":9}],"guild_id":"820722997919875074","chunk_index":2,"chunk_count":5,"nonce":"mine"}""", 820722997919875074L, "mine", 2, 5)]
    [InlineData("""{"guild_id":"820722997919875074","soundboard_sounds":[]}""", 820722997919875074L, null, 0, 1)]
    [InlineData("""{"nonce":"mine","guild_id":820722997919875074}""", null, "mine", 0, 1)]
    [InlineData("""{"nonce":7,"chunk_index":"2","chunk_count":null}""", null, null, 0, 1)]
    [InlineData("""{"nonce":"mine","chunk_index":1,"broken""", null, "mine", 1, 1)]
    [InlineData("""{"nonce":"mine","chunk_count":2},"t":"tail","nonce":"other"}""", null, "mine", 0, 2)]
    [InlineData("""{"nonce":"\ud800"}""", null, null, 0, 1)]
    [InlineData("[]", null, null, 0, 1)]
    [InlineData("", null, null, 0, 1)]
    public void What_tells_an_answer_is_read_leniently(string data, long? guild, string? nonce, int index, int count)
    {
        AnswerKeys keys = AnswerKeys.Read(Encoding.UTF8.GetBytes(data));

        Assert.Equal(guild is { } id ? new Snowflake((ulong)id) : null, keys.GuildId);
        Assert.Equal((nonce, index, count), (keys.Nonce, keys.ChunkIndex, keys.ChunkCount));
    }
}
