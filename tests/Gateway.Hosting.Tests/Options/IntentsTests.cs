using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Hosting.Handlers;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Options;

public class IntentsTests
{
    [Theory]
    [InlineData(typeof(MessageCreate), GatewayIntents.GuildMessages)]
    [InlineData(typeof(ChannelPinsUpdate), GatewayIntents.Guilds)]
    [InlineData(typeof(MessageReactionAdd), GatewayIntents.GuildMessageReactions)]
    [InlineData(typeof(TypingStart), GatewayIntents.GuildMessageTyping)]
    [InlineData(typeof(MessagePollVoteAdd), GatewayIntents.GuildMessagePolls)]
    [InlineData(typeof(ThreadMembersUpdate), GatewayIntents.Guilds)]
    [InlineData(typeof(GuildMemberAdd), GatewayIntents.GuildMembers)]
    [InlineData(typeof(PresenceUpdate), GatewayIntents.GuildPresences)]
    [InlineData(typeof(InteractionCreate), GatewayIntents.None)]
    [InlineData(typeof(IGuildEvent), GatewayIntents.None)]
    [InlineData(typeof(RawEvent), GatewayIntents.None)]
    public void Of_several_intents_those_of_guilds_are_taken_and_privileged_ones_only_without_another(Type eventType, GatewayIntents expected) =>
        Assert.Equal(expected, HandlerIntents.Required([new HandlerRegistration("handler", eventType, ServiceLifetime.Scoped)]));

    [Fact]
    public void The_intents_of_all_handlers_are_joined() =>
        Assert.Equal(
            GatewayIntents.GuildMessages | GatewayIntents.Guilds,
            HandlerIntents.Required(new[] { typeof(MessageCreate), typeof(MessageUpdate), typeof(GuildCreate), typeof(Ready) }
                .Select(static type => new HandlerRegistration("handler", type, ServiceLifetime.Scoped))));

    [Fact]
    public void Every_event_of_the_catalog_is_let_through_by_what_is_taken_for_it() =>
        Assert.All(EventCatalog.All, static e =>
        {
            GatewayIntents required = HandlerIntents.Required([new HandlerRegistration("handler", e.EventType, ServiceLifetime.Scoped)]);
            Assert.True(e.Intents == GatewayIntents.None ? required == GatewayIntents.None : (required & e.Intents) != GatewayIntents.None);
        });
}
