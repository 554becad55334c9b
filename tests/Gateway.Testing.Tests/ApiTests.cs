using System.Net;

namespace Gateway.Testing.Tests;

public class ApiTests
{
    [Fact]
    public async Task Gateway_bot_names_the_gateway_and_counts_session_starts_down()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.RecommendedShards = 3;
        });
        using var api = new ApiClient(discord);
        await using var client = await GatewayClient.ReadyAsync(discord);
        clock.Advance(TimeSpan.FromHours(1));

        var (status, body) = await api.CallAsync("GET", "gateway/bot");
        clock.Advance(TimeSpan.FromHours(23));
        var (_, later) = await api.CallAsync("GET", "gateway/bot");

        Assert.Equal(200, status);
        Assert.Equal(discord.GatewayUri.OriginalString, body.GetProperty("url").GetString());
        Assert.Equal(3, body.GetProperty("shards").GetInt32());
        var limit = body.GetProperty("session_start_limit");
        Assert.Equal((1000, 999, 23 * 3_600_000, 1), (limit.GetProperty("total").GetInt32(), limit.GetProperty("remaining").GetInt32(), limit.GetProperty("reset_after").GetInt32(), limit.GetProperty("max_concurrency").GetInt32()));
        Assert.Equal(1000, later.GetProperty("session_start_limit").GetProperty("remaining").GetInt32());
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2001, 1, 3)]
    [InlineData(2001, 4, 4)]
    public async Task Gateway_bot_recommends_a_shard_for_each_1000_guilds_and_a_legal_number(int guilds, int multiple, int recommended)
    {
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.World.Guilds(guilds, members: 0);
            options.ShardCountMultiple = multiple;
        });
        using var api = new ApiClient(discord);
        Assert.Equal(recommended, (await api.CallAsync("GET", "gateway/bot")).Body.GetProperty("shards").GetInt32());
    }

    [Theory]
    [InlineData("v5", 400)]
    [InlineData("v11", 400)]
    [InlineData("vX", 400)]
    [InlineData("v9", 200)]
    [InlineData("v10", 200)]
    public async Task A_version_that_is_discontinued_is_answered_400(string version, int expected)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        Assert.Equal(expected, (await api.CallAsync("GET", $"/api/{version}/users/@me")).Status);
    }

    [Fact]
    public async Task More_than_50_requests_in_a_second_draw_the_global_limit_and_interactions_are_not_counted()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.GlobalRequestsPerSecond = 2;
        });
        using var api = new ApiClient(discord);
        var interaction = await discord.Guild("Harbour").Member("mira").UsesCommandAsync("ping");
        await api.CallAsync("GET", "users/@me");
        await api.CallAsync("GET", "applications/@me");
        var (callback, _) = await api.CallAsync("POST", $"interactions/{interaction.Id}/{interaction.Token}/callback", """{"type":5}""");
        using var refused = await api.SendAsync("GET", "gateway/bot");
        string body = await refused.Content.ReadAsStringAsync(GatewayClient.Patience);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(204, callback);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("global", refused.Headers.GetValues("X-RateLimit-Scope").Single());
        Assert.Contains("\"global\":true", body);
        Assert.Equal(200, (await api.CallAsync("GET", "gateway/bot")).Status);
    }

    [Fact]
    public async Task Too_many_invalid_requests_ban_the_address_for_the_rest_of_ten_minutes()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.InvalidRequestLimit = 2;
        });
        using var wrong = new ApiClient(discord, token: "wrong");
        using var right = new ApiClient(discord);
        discord.RequestsTo("GET", "users/@me").RateLimit(TimeSpan.FromSeconds(1), "shared");
        await right.CallAsync("GET", "users/@me");
        await wrong.CallAsync("GET", "gateway/bot");
        await wrong.CallAsync("GET", "gateway/bot");

        using var banned = await right.SendAsync("GET", "gateway/bot");
        Assert.Equal(HttpStatusCode.TooManyRequests, banned.StatusCode);
        Assert.Equal("text/plain", banned.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromMinutes(10), banned.Headers.RetryAfter!.Delta);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(200, (await right.CallAsync("GET", "gateway/bot")).Status);
    }

    [Fact]
    public async Task The_bot_opens_a_thread_writes_in_it_and_leaves()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        var message = await discord.Guild("Harbour").Member("mira").SaysAsync("help");
        await using var client = await GatewayClient.ReadyAsync(discord);
        await client.ExpectEventAsync("GUILD_CREATE");

        var (status, thread) = await api.CallAsync("POST", $"channels/{message.Channel.Id}/messages/{message.Id}/threads", """{"name":"Help for mira"}""");
        string id = thread.GetProperty("id").GetString()!;
        await api.CallAsync("POST", $"channels/{id}/messages", """{"content":"what is it?"}""");
        var (left, _) = await api.CallAsync("DELETE", $"channels/{id}/thread-members/@me");

        Assert.Equal((201, 204), (status, left));
        Assert.Equal(message.Id.ToString(), id);
        foreach (string name in new[] { "THREAD_CREATE", "MESSAGE_UPDATE", "MESSAGE_CREATE", "THREAD_MEMBERS_UPDATE" })
        {
            Assert.Empty(Documented.Faults(name, (await client.ExpectEventAsync(name)).GetProperty("d")));
        }

        Assert.Equal("Help for mira", (await discord.ExpectMessageAsync(m => m.Content == "what is it?")).Channel.Name);
    }

    [Fact]
    public async Task A_poll_of_the_bot_comes_back_as_an_event()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 512);
        await api.CallAsync("POST", $"channels/{discord.Guild("Harbour").Channel("general").Id}/messages",
            """{"poll":{"question":{"text":"Tea?"},"answers":[{"poll_media":{"text":"yes"}}],"duration":2}}""");
        var poll = (await client.ExpectEventAsync("MESSAGE_CREATE")).GetProperty("d").GetProperty("poll");
        Assert.Equal("Tea?", poll.GetProperty("question").GetProperty("text").GetString());
        await discord.Guild("Harbour").Member("mira").VotesAsync(await discord.ExpectMessageAsync(), 1);
    }

    [Fact]
    public async Task Gateway_needs_no_token()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord, token: "wrong");
        Assert.Equal(200, (await api.CallAsync("GET", "gateway")).Status);
    }

    [Fact]
    public async Task A_wrong_token_is_answered_401()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord, token: "wrong");
        var (status, body) = await api.CallAsync("GET", "gateway/bot");
        Assert.Equal(401, status);
        Assert.Equal("401: Unauthorized", body.GetProperty("message").GetString());
        Assert.Equal(0, body.GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task A_request_without_a_user_agent_is_refused()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord, userAgent: false);
        Assert.Equal(403, (await api.CallAsync("GET", "gateway/bot")).Status);
    }

    [Fact]
    public async Task A_message_of_the_bot_comes_back_as_an_event()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 512);
        ulong channel = discord.Guild("Harbour").Channel("general").Id;

        var (status, body) = await api.CallAsync("POST", $"channels/{channel}/messages", """{"content":"pong","nonce":7,"embeds":[{"title":"Tides"}]}""");
        var d = (await client.ExpectEventAsync("MESSAGE_CREATE")).GetProperty("d");
        var message = await discord.ExpectMessageAsync(m => m.Content == "pong");

        Assert.Equal(200, status);
        Assert.Equal(message.Id.ToString(), body.GetProperty("id").GetString());
        Assert.False(body.TryGetProperty("guild_id", out _));
        Assert.Equal("pong", d.GetProperty("content").GetString());
        Assert.Equal(7, d.GetProperty("nonce").GetInt32());
        Assert.Equal("rich", d.GetProperty("embeds")[0].GetProperty("type").GetString());
        Assert.True(d.GetProperty("author").GetProperty("bot").GetBoolean());
    }

    [Theory]
    [InlineData("channels/1/messages", """{"content":"x"}""", 404, 10003)]
    [InlineData("channels/{general}/messages", """{"content":""}""", 400, 50006)]
    [InlineData("channels/{general}/messages", "{", 400, 50109)]
    [InlineData("webhooks/1/unknown", """{"content":"x"}""", 404, 10015)]
    [InlineData("interactions/1/unknown/callback", """{"type":4}""", 404, 10062)]
    [InlineData("nowhere", "", 404, 0)]
    public async Task Errors_have_the_shape_of_Discord(string path, string body, int status, int code)
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        var answer = await api.CallAsync("POST", path.Replace("{general}", discord.Guild("Harbour").Channel("general").Id.ToString()), body);
        Assert.Equal((status, code), (answer.Status, answer.Body.GetProperty("code").GetInt32()));
        Assert.NotEmpty(answer.Body.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_an_invalid_form()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        var (status, body) = await api.CallAsync("POST", $"channels/{discord.Guild("Harbour").Channel("general").Id}/messages", $$"""{"content":"{{new string('x', 2001)}}"}""");
        Assert.Equal((400, 50035), (status, body.GetProperty("code").GetInt32()));
        Assert.Equal("BASE_TYPE_MAX_LENGTH", body.GetProperty("errors").GetProperty("content").GetProperty("_errors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_command_is_answered_and_followed_up()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord, token: "");
        await using var client = await GatewayClient.ReadyAsync(discord, intents: 0);
        var interaction = await discord.Guild("Harbour").Member("mira").UsesCommandAsync("ping", ("times", 2), ("loud", true));
        var d = (await client.ExpectEventAsync("INTERACTION_CREATE")).GetProperty("d");

        var first = await api.CallAsync("POST", $"interactions/{interaction.Id}/{interaction.Token}/callback", """{"type":4,"data":{"content":"pong"}}""");
        var again = await api.CallAsync("POST", $"interactions/{interaction.Id}/{interaction.Token}/callback", """{"type":4,"data":{"content":"pong"}}""");
        var more = await api.CallAsync("POST", $"webhooks/{discord.BotId}/{interaction.Token}", """{"content":"and pong"}""");

        Assert.Equal("ping", d.GetProperty("data").GetProperty("name").GetString());
        Assert.Equal(2, d.GetProperty("data").GetProperty("options")[0].GetProperty("value").GetInt32());
        Assert.Equal(2, d.GetProperty("type").GetInt32());
        Assert.Equal("mira", d.GetProperty("member").GetProperty("user").GetProperty("username").GetString());
        Assert.Equal((204, 400, 200), (first.Status, again.Status, more.Status));
        Assert.Equal("pong", (await discord.ExpectAnswerAsync(interaction)).Response!.Content);
        await discord.ExpectMessageAsync(m => m.Content == "and pong" && m.InteractionId == interaction.Id);
    }

    [Fact]
    public async Task An_answer_after_three_seconds_is_too_late()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options => options.TimeProvider = clock);
        using var api = new ApiClient(discord);
        var interaction = await discord.Guild("Harbour").Member("mira").UsesCommandAsync("ping");
        clock.Advance(TimeSpan.FromSeconds(3.1));
        var (status, _) = await api.CallAsync("POST", $"interactions/{interaction.Id}/{interaction.Token}/callback", """{"type":4,"data":{"content":"pong"}}""");
        Assert.Equal(404, status);
    }

    [Fact]
    public async Task A_deferred_answer_is_given_by_editing_the_original()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        var interaction = await discord.Guild("Harbour").Member("mira").UsesCommandAsync("ping");
        await api.CallAsync("POST", $"interactions/{interaction.Id}/{interaction.Token}/callback", """{"type":5,"data":{"flags":64}}""");
        var (status, _) = await api.CallAsync("PATCH", $"webhooks/{discord.BotId}/{interaction.Token}/messages/@original", """{"content":"pong"}""");
        Assert.Equal(200, status);
        Assert.True(interaction.Response!.IsEphemeral);
    }

    [Fact]
    public async Task A_follow_up_is_read_edited_and_deleted_with_the_token_of_its_interaction()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord, token: "");
        var mira = discord.Guild("Harbour").Member("mira");
        var (interaction, other) = (await mira.UsesCommandAsync("ping"), await mira.UsesCommandAsync("ping"));
        foreach (var command in new[] { interaction, other })
        {
            await api.CallAsync("POST", $"interactions/{command.Id}/{command.Token}/callback", """{"type":4,"data":{"content":"pong"}}""");
        }

        var (_, sent) = await api.CallAsync("POST", $"webhooks/{discord.BotId}/{interaction.Token}", """{"content":"and pong"}""");
        var message = await discord.ExpectMessageAsync(m => m.Content == "and pong");
        string path = $"webhooks/{discord.BotId}/{interaction.Token}/messages/{sent.GetProperty("id").GetString()}";

        Assert.Equal("and pong", (await api.CallAsync("GET", path)).Body.GetProperty("content").GetString());
        Assert.Equal(200, (await api.CallAsync("PATCH", path, """{"content":"and PONG"}""")).Status);
        Assert.Equal("and PONG", message.Content);
        Assert.Equal(404, (await api.CallAsync("GET", path.Replace(interaction.Token, other.Token))).Status);
        Assert.Equal(204, (await api.CallAsync("DELETE", path)).Status);
        Assert.True(message.IsDeleted);
        Assert.Equal("pong", interaction.Response!.Content);
        Assert.Equal(404, (await api.CallAsync("PATCH", path, """{"content":"pong?"}""")).Status);
    }

    [Fact]
    public async Task An_original_that_was_deleted_cannot_be_edited()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        var interaction = await discord.Guild("Harbour").Member("mira").UsesCommandAsync("ping");
        await api.CallAsync("POST", $"interactions/{interaction.Id}/{interaction.Token}/callback", """{"type":4,"data":{"content":"pong"}}""");
        string path = $"webhooks/{discord.BotId}/{interaction.Token}/messages/@original";
        Assert.Equal(204, (await api.CallAsync("DELETE", path)).Status);
        var (status, body) = await api.CallAsync("PATCH", path, """{"content":"PONG"}""");
        Assert.Equal((404, 10008), (status, body.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task Who_and_what_there_is_can_be_asked_for()
    {
        await using var discord = await SimulatedDiscord.StartAsync();
        using var api = new ApiClient(discord);
        var guild = discord.Guild("Harbour");
        Assert.Equal(discord.BotId.ToString(), (await api.CallAsync("GET", "users/@me")).Body.GetProperty("id").GetString());
        Assert.Equal(discord.BotId.ToString(), (await api.CallAsync("GET", "applications/@me")).Body.GetProperty("id").GetString());
        Assert.Equal("Harbour", (await api.CallAsync("GET", $"guilds/{guild.Id}")).Body.GetProperty("name").GetString());
        Assert.Equal("general", (await api.CallAsync("GET", $"channels/{guild.Channel("general").Id}")).Body.GetProperty("name").GetString());
        Assert.Equal("mira", (await api.CallAsync("GET", $"guilds/{guild.Id}/members/{guild.Member("mira").Id}")).Body.GetProperty("user").GetProperty("username").GetString());
    }

    [Fact]
    public async Task Rate_limits_are_told_and_kept()
    {
        var clock = Clocks.Fake();
        await using var discord = await SimulatedDiscord.StartAsync(options =>
        {
            options.TimeProvider = clock;
            options.RequestsPerSecond = 2;
        });
        using var api = new ApiClient(discord);
        using var first = await api.SendAsync("GET", "users/@me");
        await api.CallAsync("GET", "users/@me");
        using var third = await api.SendAsync("GET", "users/@me");
        clock.Advance(TimeSpan.FromSeconds(1));
        using var fourth = await api.SendAsync("GET", "users/@me");

        Assert.Equal("2", first.Headers.GetValues("X-RateLimit-Limit").Single());
        Assert.Equal("1", first.Headers.GetValues("X-RateLimit-Remaining").Single());
        Assert.Equal("1.000", first.Headers.GetValues("X-RateLimit-Reset-After").Single());
        Assert.NotEmpty(first.Headers.GetValues("X-RateLimit-Bucket"));
        Assert.NotEmpty(first.Headers.GetValues("X-RateLimit-Reset"));
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.Equal("1", third.Headers.GetValues("Retry-After").Single());
        Assert.Equal(HttpStatusCode.OK, fourth.StatusCode);
    }
}
