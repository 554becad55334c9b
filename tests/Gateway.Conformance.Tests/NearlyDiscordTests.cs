using Gateway.Testing;

namespace Gateway.Conformance.Tests;

/// <summary>Servers that are not quite Discord, and framing that is allowed but rare.</summary>
public class NearlyDiscordTests
{
    public static TheoryData<Quirks, TransportCompression> AllQuirks => new(
        from quirk in Enum.GetValues<Quirks>()
        where quirk is not (Quirks.None or Quirks.DuplicateDispatches or Quirks.SwappedDispatches)
        from compression in Enum.GetValues<TransportCompression>()
        select (quirk, compression));

    [Theory]
    [MemberData(nameof(AllQuirks))]
    public async Task A_quirk_disturbs_nothing(Quirks quirk, TransportCompression compression)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.Quirks = quirk);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(compression: compression))
            .StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");

        await discord.Mira().SaysAsync("one");
        await discord.Everyone.RequestHeartbeatAsync();
        await shard.UntilAsync(() => shard.Shard.Latency.Latest is not null, "the ACK");
        await discord.Everyone.RequestReconnectAsync();
        await shard.InStateAsync(ShardState.Waiting);
        await discord.Mira().SaysAsync("two");
        await shard.InStateAsync(ShardState.Ready, times: 2);
        await discord.Mira().SaysAsync("three");

        await shard.SaidAsync("one", "two", "three");
        Assert.Single(discord.Identifies);
        Assert.Single(discord.Resumes);
    }

    [Fact]
    public async Task Sequences_out_of_order_are_received_as_they_come_and_never_move_back()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync(o => o.Quirks = Quirks.SwappedDispatches);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options()).StartAndWaitUntilReadyAsync();
        await discord.Mira().SaysAsync("one");
        await discord.Mira().SaysAsync("two");
        await discord.Mira().SaysAsync("three");
        await discord.Mira().SaysAsync("four");
        await discord.Everyone.DropAsync();
        RecordedResume resume = await discord.ExpectResumeAsync();

        // READY, the guild and four messages, in pairs that changed places.
        Assert.Equal([1, 3, 2, 5, 4, 6], shard.Events.Where(e => e.Name != "RESUMED").Select(e => e.Sequence!.Value));
        Assert.Equal(6, resume.Sequence);
    }

    [Theory]
    [InlineData(TransportCompression.None)]
    [InlineData(TransportCompression.ZlibStream)]
    [InlineData(TransportCompression.ZstdStream)]
    public async Task Fragments_of_one_byte_are_put_together(TransportCompression compression)
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        discord.Everyone.Fragment(1);
        await using ShardUnderTest shard = await new ShardUnderTest(discord, discord.Options(compression: compression))
            .StartAndWaitUntilReadyAsync();

        await discord.Mira().SaysAsync("in small pieces");

        await shard.SaidAsync("in small pieces");
    }

    [Fact]
    public async Task An_unknown_opcode_is_yielded_and_changes_nothing()
    {
        await using SimulatedDiscord discord = await Conditions.StartDiscordAsync();
        var opcodes = new List<GatewayOpcode>();
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options()).OnMessage(message =>
        {
            opcodes.Add(message.Opcode);
            return ValueTask.CompletedTask;
        });
        await shard.StartAndWaitUntilReadyAsync();
        await shard.ReceivedAsync("GUILD_CREATE");

        await discord.Everyone.SendAsync("""{"op":99,"d":{"a":[1,2]}}""");
        await discord.Mira().SaysAsync("hello");

        await shard.SaidAsync("hello");
        Assert.Contains((GatewayOpcode)99, opcodes);
        Assert.Single(discord.Connections);
    }

    [Fact]
    public async Task A_large_guild_arrives_whole()
    {
        await using SimulatedDiscord discord = await SimulatedDiscord.StartAsync(o => o.World.Guild("Metropolis", g => g.Members(20_000)));
        await using ShardUnderTest shard = new ShardUnderTest(discord, discord.Options(
            intents: GatewayIntents.Guilds | GatewayIntents.GuildMembers | GatewayIntents.GuildPresences,
            maxMessageSize: 128 * 1024 * 1024)).Start();

        await shard.ReceivedAsync("GUILD_CREATE");

        Assert.Single(discord.Connections);
    }
}
