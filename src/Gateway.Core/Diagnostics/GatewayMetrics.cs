namespace Gateway.Core;

/// <summary>The names of what shards measure, for whoever collects it: <c>AddMeter(GatewayMetrics.MeterName)</c>.</summary>
/// <remarks>docs/metrics.md says what each one is.</remarks>
public static class GatewayMetrics
{
    /// <summary>The meter.</summary>
    public const string MeterName = "Gateway.Core";

    /// <summary>How many shards there are, by <see cref="State"/>.</summary>
    public const string Shards = "discord.gateway.shards";

    /// <summary>Events received, by <see cref="EventName"/>.</summary>
    public const string Events = "discord.gateway.events";

    /// <summary>Bytes received as Discord sent them: compressed, if it compresses.</summary>
    public const string ReceivedBytes = "discord.gateway.received";

    /// <summary>Bytes received, inflated.</summary>
    public const string InflatedBytes = "discord.gateway.inflated";

    /// <summary>How long Discord took to answer heartbeats.</summary>
    public const string HeartbeatLatency = "discord.gateway.heartbeat.latency";

    /// <summary>Connections that ended and were followed by another, by <see cref="EndReason"/> and <see cref="CloseCode"/>.</summary>
    public const string Reconnects = "discord.gateway.reconnects";

    /// <summary>Sessions that were resumed.</summary>
    public const string Resumes = "discord.gateway.resumes";

    /// <summary>Identifies sent.</summary>
    public const string Identifies = "discord.gateway.identifies";

    /// <summary>Commands sent, by <see cref="Command"/>.</summary>
    public const string Commands = "discord.gateway.commands";

    /// <summary>How long commands waited to be sent, by <see cref="Command"/>.</summary>
    public const string CommandWait = "discord.gateway.command.wait";

    /// <summary>Commands that wait to be sent.</summary>
    public const string QueuedCommands = "discord.gateway.commands.queued";

    /// <summary>Attribute: a <see cref="ShardState"/> in lower case; a shard that is not read has none.</summary>
    public const string State = "discord.gateway.state";

    /// <summary>Attribute: an event's name as Discord writes it; <see cref="UnknownEvent"/> for those the library does not know.</summary>
    public const string EventName = "discord.gateway.event";

    /// <summary>Attribute: a <see cref="ConnectionEndReason"/>, such as <c>close_frame</c>.</summary>
    public const string EndReason = "discord.gateway.end.reason";

    /// <summary>Attribute: the number of a <see cref="GatewayCloseCode"/>, only if Discord sent one; 0 for a code without a name.</summary>
    public const string CloseCode = "discord.gateway.close_code";

    /// <summary>Attribute: what is sent, such as <c>presence_update</c>; <see cref="UnknownCommand"/> for an opcode the library does not know.</summary>
    public const string Command = "discord.gateway.command";

    /// <summary>The value of <see cref="EventName"/> for events the library does not know.</summary>
    public const string UnknownEvent = "_OTHER";

    /// <summary>The value of <see cref="Command"/> for opcodes the library does not know.</summary>
    public const string UnknownCommand = "_OTHER";
}
