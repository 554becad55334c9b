namespace Gateway.Core.Tests;

public class ShardIdTests
{
    [Fact]
    public void By_default_there_is_one_shard() => Assert.Equal(new ShardId(0, 1), default);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void An_id_lies_within_its_total(int id, int total) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ShardId(id, total));

    [Fact]
    public void It_reads_what_it_writes()
    {
        Assert.Equal("3/16", new ShardId(3, 16).ToString());
        Assert.Equal(new ShardId(3, 16), ShardId.Parse("3/16"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("/")]
    [InlineData("3/")]
    [InlineData("16/16")]
    [InlineData("-1/16")]
    [InlineData("a/b")]
    public void Anything_else_is_no_shard_id(string text)
    {
        Assert.False(ShardId.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => ShardId.Parse(text));
    }

    [Fact]
    public void All_are_listed_in_the_order_in_which_they_identify() =>
        Assert.Equal(["0/3", "1/3", "2/3"], ShardId.All(3).Select(id => id.ToString()));

    [Theory]
    [InlineData(0UL, 0)]
    [InlineData(1UL << 22, 1)]
    [InlineData((1UL << 22) - 1, 0)] // the lower 22 bits are not the guild's time
    [InlineData(197038439483310086UL, 2)]
    [InlineData(ulong.MaxValue, 15)] // unsigned throughout
    public void A_guild_has_its_shard(ulong guild, int id) => Assert.Equal(new ShardId(id, 16), ShardId.OfGuild(guild, 16));
}
