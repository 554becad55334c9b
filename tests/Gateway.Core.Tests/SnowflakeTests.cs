using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gateway.Core.Tests;

public class SnowflakeTests
{
    private static readonly Snowflake Id = 175928847299117063;

    [Fact]
    public void It_tells_when_it_was_made() =>
        Assert.Equal(
            DateTimeOffset.Parse("2016-04-30T11:18:25.796+00:00", CultureInfo.InvariantCulture), Id.CreatedAt);

    [Fact]
    public void The_first_of_a_moment_is_made_at_it()
    {
        Snowflake first = Snowflake.FirstAt(Id.CreatedAt);

        Assert.Equal(Id.CreatedAt, first.CreatedAt);
        Assert.True(first <= Id);
        Assert.True(new Snowflake(first.Value - 1).CreatedAt < Id.CreatedAt);
    }

    [Fact]
    public void No_id_is_from_before_2015() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Snowflake.FirstAt(DateTimeOffset.UnixEpoch));

    [Fact]
    public void The_largest_id_has_a_date() => Assert.Equal(2154, new Snowflake(ulong.MaxValue).CreatedAt.Year);

    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("00017", 17UL)]
    [InlineData("175928847299117063", 175928847299117063UL)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    public void Digits_are_an_id(string text, ulong expected)
    {
        Assert.True(Snowflake.TryParse(text, null, out Snowflake fromText));
        Assert.Equal(expected, fromText.Value);
        Assert.Equal(expected, Snowflake.Parse(text).Value);
        Assert.Equal(expected, Snowflake.Parse(text.AsSpan()).Value);
        Assert.Equal(expected, Snowflake.Parse(Encoding.UTF8.GetBytes(text)).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("1,000")]
    [InlineData("0x1F")]
    [InlineData("18446744073709551616")]
    [InlineData("١٢٣")]
    public void Anything_else_is_not(string text)
    {
        Assert.False(Snowflake.TryParse(text, null, out _));
        Assert.False(Snowflake.TryParse(Encoding.UTF8.GetBytes(text), out _));
        Assert.Throws<FormatException>(() => Snowflake.Parse(text));
        Assert.Throws<FormatException>(() => Snowflake.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Snowflake>(JsonSerializer.Serialize(text)));
    }

    [Fact]
    public void It_is_parsable_by_those_who_bind_configuration()
    {
        Assert.Equal(Id, Parse<Snowflake>("175928847299117063"));
        Assert.Equal(
            Id, TypeDescriptor.GetConverter(typeof(Snowflake)).ConvertFromInvariantString("175928847299117063"));
    }

    [Fact]
    public void It_formats_as_digits()
    {
        Assert.Equal("175928847299117063", Id.ToString());
        Assert.Equal("<@175928847299117063>", $"<@{Id}>");
        Assert.Equal("175928847299117063", $"{Id:N0}");
    }

    [Fact]
    public void Formatting_into_a_buffer_and_parsing_it_allocates_nothing()
    {
        bool isRead = false;

        Assert.Equal(0, Allocated.By(() =>
        {
            Span<char> text = stackalloc char[Snowflake.MaxLength];
            Span<byte> utf8 = stackalloc byte[Snowflake.MaxLength];
            bool formatted = Id.TryFormat(text, out int chars) & Id.TryFormat(utf8, out int bytes);
            bool parsed = Snowflake.TryParse(text[..chars], out _) & Snowflake.TryParse(utf8[..bytes], out _);
            isRead = formatted && parsed && chars == 18 && bytes == 18;
        }));
        Assert.True(isRead);
    }

    [Fact]
    public void A_buffer_too_small_is_refused() => Assert.False(Id.TryFormat(stackalloc char[17], out _));

    [Theory]
    [InlineData("\"175928847299117063\"")]
    [InlineData("175928847299117063")]
    [InlineData("\"17592884729911706\\u0033\"")]
    public void Json_carries_it_as_text_or_number(string json) =>
        Assert.Equal(Id, JsonSerializer.Deserialize<Snowflake>(json));

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("{}")]
    public void Json_of_another_kind_is_no_id(string json) =>
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<Snowflake>(json));

    [Fact]
    public void Json_is_written_as_text() => Assert.Equal("\"175928847299117063\"", JsonSerializer.Serialize(Id));

    [Fact]
    public void It_is_a_key_of_json_objects()
    {
        var map = new Dictionary<Snowflake, int> { [Id] = 1 };

        string json = JsonSerializer.Serialize(map);

        Assert.Equal("""{"175928847299117063":1}""", json);
        Assert.Equal(map, JsonSerializer.Deserialize<Dictionary<Snowflake, int>>(json));
    }

    [Fact]
    public void It_compares_as_a_number()
    {
        Snowflake older = 9, newer = 10;

        Assert.True(older < newer && newer > older && older <= newer && newer >= older && older != newer);
        Assert.Equal(-1, older.CompareTo(newer));
        Assert.Equal(-1, older.CompareTo((object)newer));
        Assert.Equal(1, older.CompareTo(null));
        Assert.Throws<ArgumentException>(() => older.CompareTo("9"));
        Assert.Equal(older, new Snowflake(9));
        Assert.Equal(9UL, (ulong)older);
    }

    private static T Parse<T>(string text) where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);
}
