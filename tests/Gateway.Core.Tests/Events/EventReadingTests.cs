using System.Text.Json;
using Gateway.Core.Events;
using Gateway.Core.Models;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Events;

public class EventReadingTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1,{}]")]
    [InlineData("17")]
    [InlineData("""{"_trace":["a",{"b":null}]}""")]
    public void Resumed_reads_whatever_comes(string data) =>
        Assert.Equal(new Resumed(), Read<Resumed>(data));

    [Fact]
    public void Ready_reads_an_application_without_keys_but_its_id()
    {
        Ready ready = Read<Ready>("""{"v":10,"user":{"id":"1"},"session_id":"s","application":{"id":"2"}}""");

        Assert.Equal(2UL, ready.Application.Id);
        Assert.Empty(ready.Guilds);
        Assert.Null(ready.Shard);
    }

    [Fact]
    public void Ready_reads_without_an_application()
    {
        Ready ready = Read<Ready>("""{"user":{"id":"1"},"session_id":"s"}""");

        Assert.Same(Application.Nothing, ready.Application);
    }

    [Fact]
    public void A_guild_in_an_outage_reads_as_a_stub()
    {
        GuildCreate guild = Read<GuildCreate>("""{"id":"1","unavailable":true}""");

        Assert.True(guild.Unavailable);
        Assert.Empty(guild.Members);
        Assert.Equal(1UL, ((IGuildEvent)guild).GuildId!.Value.Value);
    }

    [Fact]
    public void A_removed_guild_differs_from_an_unavailable_one()
    {
        Assert.Null(Read<GuildDelete>("""{"id":"1"}""").Unavailable);
        Assert.True(Read<GuildDelete>("""{"id":"1","unavailable":true}""").Unavailable);
        Assert.False(Read<GuildDelete>("""{"id":"1","unavailable":false}""").Unavailable);
    }

    [Fact]
    public void A_role_tag_says_yes_by_being_there()
    {
        GuildRoleCreate created = Read<GuildRoleCreate>(
            """{"guild_id":"1","role":{"id":"2","tags":{"premium_subscriber":null}}}""");

        Assert.True(created.Role.Tags!.PremiumSubscriber);
        Assert.False(created.Role.Tags.AvailableForPurchase);
    }

    [Fact]
    public void A_deleted_reference_differs_from_one_that_was_not_looked_up()
    {
        Assert.False(Read<MessageCreate>("""{"id":"1","channel_id":"2"}""").ReferencedMessage.HasValue);

        Optional<Message?> deleted =
            Read<MessageCreate>("""{"id":"1","channel_id":"2","referenced_message":null}""").ReferencedMessage;
        Assert.True(deleted.HasValue);
        Assert.Null(deleted.ValueOrDefault);
    }

    [Fact]
    public void Channel_info_tells_what_was_not_asked_for()
    {
        ChannelInfoEntry channel =
            Assert.Single(Read<ChannelInfo>("""{"guild_id":"1","channels":[{"id":"2","status":null}]}""").Channels);

        Assert.True(channel.Status.HasValue);
        Assert.False(channel.VoiceStartTime.HasValue);
    }

    [Fact]
    public void A_whole_message_update_misses_nothing() =>
        Assert.All(
            Fixture.Samples.Where(sample => sample.Name == "MESSAGE_UPDATE"),
            sample => Assert.Equal(
                MessageParts.None, EventCatalog.Get<MessageUpdate>().Deserialize(sample.Data).Missing));

    [Fact]
    public void A_partial_message_update_names_what_it_misses()
    {
        MessageUpdate update = Read<MessageUpdate>(
            """{"id":"1","embeds":[],"channel_id":"2","edited_timestamp":null,"thread":{"id":"1","type":11}}""");

        Assert.Equal(MessageParts.All & ~(MessageParts.Embeds | MessageParts.EditedTimestamp), update.Missing);
        Assert.Same(User.Nobody, update.Author);
    }

    [Fact]
    public void An_activity_that_does_not_fit_costs_nothing_else()
    {
        PresenceUpdate presence = Read<PresenceUpdate>(
            """
            {"user":{"id":"1"},"activities":[
                {"name":"first"},{"name":"odd","timestamps":{"start":"yesterday"}},"odder",null,{"name":"last"}]}
            """);

        Assert.Equal(["first", "last"], presence.Activities.Select(activity => activity.Name));
    }

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void An_event_tells_its_guild(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        using JsonDocument data = JsonDocument.Parse(sample.Data);
        string key = sample.Name is "GUILD_CREATE" or "GUILD_UPDATE" or "GUILD_DELETE" ? "id" : "guild_id";
        Snowflake? expected =
            data.RootElement.TryGetProperty(key, out JsonElement id) ? Snowflake.Parse(id.GetString()!) : null;

        IGatewayEvent read = EventCatalog.Find(sample.Name)!.Read(sample.Data);

        Assert.Equal(expected, (read as IGuildEvent)?.GuildId);
    }

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void An_event_tells_its_channel(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        using JsonDocument data = JsonDocument.Parse(sample.Data);
        bool isAboutChannels = sample.Name.StartsWith("THREAD_MEMBER", StringComparison.Ordinal)
            || sample.Name is "CHANNEL_CREATE" or "CHANNEL_UPDATE" or "CHANNEL_DELETE"
                or "THREAD_CREATE" or "THREAD_UPDATE" or "THREAD_DELETE"
                or "VOICE_CHANNEL_STATUS_UPDATE" or "VOICE_CHANNEL_START_TIME_UPDATE";
        Snowflake? expected =
            data.RootElement.TryGetProperty(isAboutChannels ? "id" : "channel_id", out JsonElement id)
                && id.ValueKind == JsonValueKind.String
                ? Snowflake.Parse(id.GetString()!)
                : null;

        IGatewayEvent read = EventCatalog.Find(sample.Name)!.Read(sample.Data);

        Assert.Equal(expected, (read as IChannelEvent)?.ChannelId);
    }

    [Theory]
    [MemberData(nameof(Fixture.SampleNumbers), MemberType = typeof(Fixture))]
    public void An_event_tells_its_user(int line)
    {
        Sample sample = Fixture.Samples[line - 1];
        using JsonDocument data = JsonDocument.Parse(sample.Data);
        string[] places = sample.Name switch
        {
            "READY" or "INTEGRATION_CREATE" or "INTEGRATION_UPDATE" => [],
            "GUILD_SOUNDBOARD_SOUND_CREATE" or "GUILD_SOUNDBOARD_SOUND_UPDATE" => [],
            "USER_UPDATE" => ["id"],
            "INTERACTION_CREATE" => ["member.user.id", "user.id"],
            _ => ["user_id", "user.id", "author.id"],
        };
        Snowflake? expected = places.Select(place => Id(data.RootElement, place)).FirstOrDefault(id => id is not null);

        IGatewayEvent read = EventCatalog.Find(sample.Name)!.Read(sample.Data);

        Assert.Equal(expected, (read as IUserEvent)?.UserId);
    }

    [Fact]
    public void An_event_of_its_object_passes_as_the_object()
    {
        Message message = Read<MessageCreate>("""{"id":"1","channel_id":"2","content":"hello"}""");

        Assert.Equal("hello", message.Content);
    }

    [Fact]
    public void An_unknown_component_stays_accessible()
    {
        MessageCreate message = Read<MessageCreate>(
            """
            {"id":"1","channel_id":"2","components":[{"type":99,"zebra":{"a":1}},{"zebra":2},{"type":2,"label":"x"}]}
            """);

        UnknownComponent unknown = Assert.IsType<UnknownComponent>(message.Components![0]);
        Assert.Equal((ComponentType)99, unknown.Type);
        Assert.Equal(1, unknown.Raw.GetProperty("zebra").GetProperty("a").GetInt32());
        Assert.IsType<UnknownComponent>(message.Components[1]);
        Assert.True(message.Components[2] is Button { Label: "x" });
    }

    [Fact]
    public void An_unknown_interaction_stays_accessible()
    {
        InteractionCreate interaction = Read<InteractionCreate>("""{"id":"1","type":77,"data":{"zebra":1}}""");

        Assert.Equal((InteractionType)77, interaction.Type);
        Assert.Equal(1, Assert.IsType<UnknownInteractionData>(interaction.Data).Raw.GetProperty("zebra").GetInt32());
    }

    [Fact]
    public void An_unknown_text_of_a_text_set_is_kept()
    {
        GuildCreate guild = Read<GuildCreate>("""{"id":"1","features":["SOME_FUTURE_FEATURE","NEWS"]}""");

        Assert.Equal(["SOME_FUTURE_FEATURE", "NEWS"], guild.Features.Select(feature => feature.Value));
        Assert.Contains(GuildFeature.News, guild.Features);
    }

    [Fact]
    public void Permissions_beyond_64_bits_keep_what_fits()
    {
        GuildRoleCreate created = Read<GuildRoleCreate>(
            """{"guild_id":"1","role":{"id":"2","permissions":"18446744073709551624"}}""");

        Assert.Equal(Permissions.Administrator, created.Role.Permissions);
    }

    [Fact]
    public void Ids_are_read_from_numbers_and_from_keys()
    {
        GuildMembersChunk chunk = Read<GuildMembersChunk>("""{"guild_id":1,"not_found":["2",3]}""");
        InteractionCreate interaction = Read<InteractionCreate>(
            """{"id":"1","data":{"name":"x","id":"1","resolved":{"users":{"1759288472991":{"id":"1"}}}}}""");

        Assert.Equal([2, 3], chunk.NotFound!);
        Assert.True(((ApplicationCommandData)interaction.Data!).Resolved!.Users!.ContainsKey(1759288472991));
    }

    [Fact]
    public void A_nonce_stays_text_or_number()
    {
        Assert.Null(Read<MessageCreate>("""{"id":"1","channel_id":"2","nonce":"7"}""").Nonce!.Value.Number);
        Assert.Equal(7, Read<MessageCreate>("""{"id":"1","channel_id":"2","nonce":7}""").Nonce!.Value.Number);
    }

    [Theory]
    [MemberData(nameof(Fixture.DraftNumbers), MemberType = typeof(Fixture))]
    public void A_draft_of_Discord_passes_by_or_reads(int line)
    {
        Sample sample = Fixture.Drafts[line - 1];

        IGatewayEvent? read = EventCatalog.Find(sample.Name)?.Read(sample.Data);

        Assert.Equal(sample.Name is "CHANNEL_UPDATE" or "GUILD_SCHEDULED_EVENT_USER_ADD", read is not null);
    }

    [Fact]
    public void An_unknown_channel_flag_of_a_draft_is_kept()
    {
        Sample obfuscated = Fixture.Drafts.Single(draft => draft.Name == "CHANNEL_UPDATE");

        Assert.Equal((ChannelFlags)(1UL << 17), EventCatalog.Get<ChannelUpdate>().Deserialize(obfuscated.Data).Flags);
    }

    [Fact]
    public void A_missing_id_fails_and_tells_where()
    {
        EventFormatException failure = Assert.Throws<EventFormatException>(
            () => Read<MessageCreate>("""{"channel_id":"2","content":"secret"}"""));

        Assert.Equal("MESSAGE_CREATE", failure.EventName);
        Assert.Equal("$", failure.JsonPath);
        Assert.Equal(typeof(MessageCreate), failure.ExpectedType);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_without_its_id_costs_nothing_else()
    {
        MessageCreate message = Read<MessageCreate>(
            """{"id":"1","channel_id":"2","author":{"username":"june"},"application":{},"mentions":[{"id":null}]}""");

        Assert.Equal("june", message.Author.Username);
        Assert.Equal(default, message.Author.Id);
        Assert.Equal(default, message.Application!.Id);
        Assert.Equal(default, Assert.Single(message.Mentions).Id);
    }

    [Fact]
    public void An_integration_of_another_service_keeps_its_own_id()
    {
        Assert.Equal("twitch-partners", Read<IntegrationCreate>("""{"id":"twitch-partners","guild_id":"1"}""").Id);
        Assert.Equal("33590653072239123", Read<IntegrationUpdate>("""{"id":"33590653072239123","guild_id":"1"}""").Id);
        Assert.Equal("17", Read<IntegrationDelete>("""{"id":17,"guild_id":"1"}""").Id);
    }

    [Fact]
    public void A_number_reads_as_text_where_text_is_documented()
    {
        GuildAuditLogEntryCreate entry = Read<GuildAuditLogEntryCreate>(
            """{"guild_id":"1","id":"2","options":{"type":0,"count":"12"}}""");

        Assert.Equal("0", entry.Options!.Type);
    }

    [Fact]
    public void A_failure_deep_in_a_component_tells_its_whole_path()
    {
        EventFormatException failure = Assert.Throws<EventFormatException>(() => Read<MessageCreate>(
            """
            {"id":"1","channel_id":"2","components":[{"type":1,"components":[{"type":2},{"type":2,"style":"x"}]}]}
            """));

        Assert.Equal("$.components[0].components[1].style", failure.JsonPath);
        Assert.Equal(typeof(ButtonStyle), failure.ExpectedType);
        Assert.IsType<JsonException>(failure.InnerException, exactMatch: false);
    }

    [Fact]
    public void A_key_from_the_payload_is_not_told()
    {
        EventFormatException failure = Assert.Throws<EventFormatException>(
            () => Read<InteractionCreate>(
                """{"id":"1","data":{"name":"x","id":"1","resolved":{"users":{"secret":{}}}}}"""));

        Assert.Equal("$.data.resolved.users.*", failure.JsonPath);
        Assert.Equal(typeof(Snowflake), failure.ExpectedType);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Null_is_no_event() =>
        Assert.Equal("$", Assert.Throws<EventFormatException>(() => Read<MessageCreate>("null")).JsonPath);

    private static TEvent Read<TEvent>(string data) where TEvent : class, IGatewayEvent =>
        EventCatalog.Get<TEvent>().Deserialize(System.Text.Encoding.UTF8.GetBytes(data));

    private static Snowflake? Id(JsonElement element, string place)
    {
        foreach (string key in place.Split('.'))
        {
            if (!element.TryGetProperty(key, out element) || element.ValueKind == JsonValueKind.Null)
            {
                return null;
            }
        }

        return Snowflake.Parse(element.GetString()!);
    }
}
