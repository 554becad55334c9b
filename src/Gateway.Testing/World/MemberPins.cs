namespace Gateway.Testing;

/// <summary>Pinning messages and clearing channels.</summary>
public static class MemberPins
{
    private const int PinMessage = 6;

    /// <summary>Pins a message: CHANNEL_PINS_UPDATE, and the message that says so (type 6).</summary>
    public static Task PinsAsync(this SimulatedMember member, SimulatedMessage message)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(message);
        var simulation = member.Simulation;
        lock (simulation.Gate)
        {
            message.IsPinned = true;
            message.Channel.LastPinAt = simulation.Clock.GetUtcNow();
            Tell(simulation, message.Channel);
            simulation.Happenings.Post(new SimulatedMessage(simulation.Ids.Next(), message.Channel, member.User, "", simulation.Clock.GetUtcNow())
            {
                Type = PinMessage,
                ReferencedMessageId = message.Id,
            });
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes a pin away: CHANNEL_PINS_UPDATE.</summary>
    public static Task UnpinsAsync(this SimulatedMember member, SimulatedMessage message)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(message);
        lock (member.Simulation.Gate)
        {
            message.IsPinned = false;
            Tell(member.Simulation, message.Channel);
        }

        return Task.CompletedTask;
    }

    /// <summary>Deletes several messages of one channel at once: MESSAGE_DELETE_BULK.</summary>
    public static Task DeletesAllAsync(this SimulatedMember member, params SimulatedMessage[] messages)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentOutOfRangeException.ThrowIfZero(messages.Length);
        lock (member.Simulation.Gate)
        {
            var channel = messages[0].Channel;
            foreach (var message in messages)
            {
                message.IsDeleted = true;
            }

            member.Simulation.Tell("MESSAGE_DELETE_BULK", channel.Guild?.Id, json =>
            {
                json.Array("ids", messages, static (json, message) => json.WriteStringValue(Json.Text(message.Id)));
                json.Id("channel_id", channel.Id);
                if (channel.Guild is { } guild)
                {
                    json.Id("guild_id", guild.Id);
                }
            });
        }

        return Task.CompletedTask;
    }

    private static void Tell(Simulation simulation, SimulatedChannel channel) => simulation.Tell("CHANNEL_PINS_UPDATE", channel.Guild?.Id, json =>
    {
        if (channel.Guild is { } guild)
        {
            json.Id("guild_id", guild.Id);
        }

        json.Id("channel_id", channel.Id);
        json.Time("last_pin_timestamp", channel.LastPinAt);
    });
}
