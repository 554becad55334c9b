using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Core.Events;
using Gateway.Core.Models;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Models;

/// <summary>The text of an object goes into logs.</summary>
public partial class DescriptionTests
{
    /// <summary>Keys whose texts Discord chooses out of a list, so that they tell nothing of a person.</summary>
    private static readonly HashSet<string> NotPersonal = ["status", "type", "desktop", "mobile", "web", "vr"];

    [Fact]
    public void An_event_tells_its_ids_and_counts()
    {
        var message = new MessageCreate
        {
            Id = 1,
            ChannelId = 2,
            GuildId = 3,
            Author = new User { Id = 4, Username = "june", Email = "june@example.org" },
            Content = "secret",
            Embeds = [new Embed { Title = "secret" }],
        };

        Assert.Equal(
            "MessageCreate { Id = 1, ChannelId = 2, Author.Id = 4, Type = Default, Embeds.Count = 1, " +
            "Attachments.Count = 0, GuildId = 3 }",
            message.ToString());
    }

    [Fact]
    public void A_model_without_ids_tells_its_type() =>
        Assert.Equal("EmbedFooter", new EmbedFooter { Text = "secret" }.ToString());

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void No_event_tells_what_people_wrote_or_are_called(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        IEnumerable<string> personal = [.. TextsIn(JsonNode.Parse(sample.Data), "")];

        Faults.AssertNone(
            from part in PartsOf(EventCatalog.Find(sample.Name)!.Read(sample.Data))
            let values = Names().Replace(part.ToString(), "")
            from text in personal
            where Regex.IsMatch(values, $@"\b{Regex.Escape(text)}\b")
            select $"{part} tells {text}");
    }

    [Fact]
    public void Every_object_inherits_the_sealed_text() =>
        Faults.AssertNone(
            from type in typeof(Message).Assembly.GetTypes()
            where type is { IsPublic: true, IsClass: true, Namespace: "Gateway.Core.Models" or "Gateway.Core.Events" }
            where type.GetMethod("<Clone>$") is not null && !type.IsAssignableTo(typeof(DiscordObject))
            where type != typeof(UnknownEvent) && type != typeof(MalformedEvent)
            select type.Name);

    /// <summary>Type name and keys, so that removing them leaves the values.</summary>
    [GeneratedRegex(@"^\w+|[\w.]+ = ")]
    private static partial Regex Names();

    private static IEnumerable<string> TextsIn(JsonNode? node, string key) => node switch
    {
        JsonObject pairs => pairs.SelectMany(pair => TextsIn(pair.Value, pair.Key)),
        JsonArray items => items.SelectMany(item => TextsIn(item, key)),
        JsonValue value when IsPersonal(key, value) => [value.ToString()],
        _ => [],
    };

    private static bool IsPersonal(string key, JsonValue value) =>
        value.GetValueKind() == JsonValueKind.String
        && value.ToString() is { Length: > 3 } text
        && !text.All(char.IsAsciiDigit)
        && !NotPersonal.Contains(key);

    /// <summary>The object and all objects in it.</summary>
    private static IEnumerable<DiscordObject> PartsOf(object? value) => value switch
    {
        DiscordObject model => model.GetType().GetProperties()
            .Where(property => property.GetMethod is { IsStatic: false })
            .SelectMany(property => PartsOf(property.GetValue(model)))
            .Prepend(model),
        Optional<Message?> message => PartsOf(message.ValueOrDefault),
        IDictionary map => map.Values.Cast<object>().SelectMany(PartsOf),
        IEnumerable list and not string => list.Cast<object>().SelectMany(PartsOf),
        _ => [],
    };
}
