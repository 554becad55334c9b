using System.Text.Json;

namespace Gateway.Testing;

/// <summary>
/// IDENTIFY, checked in this order: already identified (4005), payload (4001), token (4004), intents (4013, 4014),
/// shard (4010, 4011), the window of max_concurrency (op 9), the budget of session starts (token reset).
/// </summary>
internal sealed class IdentifyHandler(Simulation simulation) : IOpcodeHandler
{
    public int Opcode => Testing.Opcode.Identify;

    public bool BeforeIdentify => true;

    public void Handle(GatewayConnection connection, JsonElement data)
    {
        var shard = ShardOf(data);
        long? intents = data.Integer("intents");
        simulation.Recorder.Add(new RecordedIdentify(connection.Now, connection.Record, shard?.Id ?? 0, shard?.Count ?? 1, intents ?? 0, data.ValueKind == JsonValueKind.Undefined ? default : data.Clone()));
        if (connection.IsAuthenticated)
        {
            connection.Close(CloseCode.AlreadyAuthenticated, "Already authenticated.");
        }
        else if (FaultIn(data) is { } fault)
        {
            connection.Close(CloseCode.UnknownOpcode, fault);
        }
        else if (data.String("token") != simulation.Token)
        {
            connection.Close(CloseCode.AuthenticationFailed, "Authentication failed.");
        }
        else if (intents is null || (intents & ~Intents.Known) != 0)
        {
            connection.Close(CloseCode.InvalidIntents, "Invalid intent(s).");
        }
        else if ((intents & Intents.Privileged & ~(long)simulation.Options.AllowedIntents) != 0)
        {
            connection.Close(CloseCode.DisallowedIntents, "Disallowed intent(s).");
        }
        else if (shard is null)
        {
            connection.Close(CloseCode.InvalidShard, "Invalid shard.");
        }
        else if (GuildsOn(shard.Value).Count() > simulation.Options.MaxGuildsPerShard)
        {
            connection.Close(CloseCode.ShardingRequired, "Sharding required.");
        }
        else
        {
            Start(connection, data, shard.Value, intents.Value);
        }
    }

    private void Start(GatewayConnection connection, JsonElement data, (int Id, int Count) shard, long intents)
    {
        var options = simulation.Options;
        if (!simulation.Windows.TryEnter(shard.Id, options.MaxConcurrency, options.IdentifyWindow - options.IdentifyWindowTolerance))
        {
            connection.InvalidateSession(resumable: false);
            return;
        }

        if (!simulation.Starts.TrySpend())
        {
            connection.Close(CloseCode.AuthenticationFailed, "The token was reset.");
            simulation.ResetToken();
            return;
        }

        bool named = IsGiven(data, "shard", out _);
        int threshold = (int)(data.Integer("large_threshold") ?? 50);
        bool compress = data.Bool("compress");
        connection.Record.ShardId = shard.Id;
        connection.Record.ShardCount = shard.Count;
        connection.AwaitsReady = true;
        simulation.Faults.At(Moment.Ready, connection, () =>
        {
            if (!connection.AwaitsReady)
            {
                // Opcode 9 was the answer.
                return;
            }

            connection.AwaitsReady = false;
            var session = new Session(
                simulation.Secrets.Next(),
                simulation.Token,
                options.ReplayLimit,
                firstSequence: connection.Quirks.HasFlag(Quirks.ReadyWithSequenceZero) ? 0 : 1)
            {
                ShardId = shard.Id,
                ShardCount = shard.Count,
                NamedShard = named,
                Intents = intents,
                LargeThreshold = threshold,
                CompressesPayloads = compress,
            };
            simulation.Sessions.Add(session);
            connection.Join(session);
            if (IsGiven(data, "presence", out var presence))
            {
                simulation.Recorder.Add(new RecordedPresence(connection.Now, connection.Record, presence.String("status")!, IsIgnored: false, presence.Clone()));
                simulation.ShowPresence(session, presence);
            }

            Welcome(connection, session);
        });
    }

    private void Welcome(GatewayConnection connection, Session session)
    {
        var guilds = GuildsOn((session.ShardId, session.ShardCount)).ToArray();
        session.Publish("READY", Json.Write(json => ReadyPayload.Write(json, simulation, session, guilds, connection.Query.Version ?? 10)));
        if (connection.Quirks.HasFlag(Quirks.UnknownDispatchAfterReady))
        {
            session.Publish("SOMETHING_NOBODY_KNOWS", "{\"known\":false}"u8.ToArray());
        }

        if (!session.Has(Intents.Guilds))
        {
            connection.BecomeReady();
            return;
        }

        simulation.Faults.At(Moment.Guilds, connection, () =>
        {
            foreach (var guild in guilds)
            {
                if (guild.IsUnavailable)
                {
                    session.Publish("GUILD_DELETE", Json.Write(json => GuildPayload.WriteStub(json, guild.Id, unavailable: true)));
                }
                else
                {
                    session.Publish("GUILD_CREATE", Simulation.GuildCreateFor(session, guild));
                }
            }

            connection.BecomeReady();
        });
    }

    /// <summary>What makes the payload wrong; null if nothing does.</summary>
    private static string? FaultIn(JsonElement data) =>
        !IsGiven(data, "properties", out var properties) || properties.ValueKind != JsonValueKind.Object ? "IDENTIFY needs an object with properties."
        : IsGiven(data, "large_threshold", out _) && data.Integer("large_threshold") is not (>= 50 and <= 250) ? "large_threshold is a number from 50 to 250."
        : IsGiven(data, "presence", out var presence) && !PresenceHandler.IsPresence(presence) ? "A presence needs a status and activities."
        : null;

    private static bool IsGiven(JsonElement data, string name, out JsonElement value)
    {
        value = default;
        return data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private IEnumerable<SimulatedGuild> GuildsOn((int Id, int Count) shard) =>
        simulation.World.Guilds.Where(guild => (int)((guild.Id >> 22) % (ulong)shard.Count) == shard.Id);

    private (int Id, int Count)? ShardOf(JsonElement data)
    {
        if (!IsGiven(data, "shard", out var shard))
        {
            return (0, 1);
        }

        if (shard.ValueKind != JsonValueKind.Array || shard.GetArrayLength() != 2
            || shard[0].ValueKind != JsonValueKind.Number || !shard[0].TryGetInt32(out int id)
            || shard[1].ValueKind != JsonValueKind.Number || !shard[1].TryGetInt32(out int count))
        {
            return null;
        }

        return id >= 0 && id < count && count % simulation.Options.ShardCountMultiple == 0 ? (id, count) : null;
    }
}
