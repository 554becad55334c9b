namespace Gateway.Core;

/// <summary>Discord refused a shard for good: connecting again as it is configured would be refused again.</summary>
public sealed class ShardFailedException : GatewayException
{
    internal ShardFailedException(ShardId shard, GatewayCloseCode closeCode)
        : base($"Discord refused shard {shard} with close code {(int)closeCode} ({closeCode}). {Advice(closeCode)}")
    {
        Shard = shard;
        CloseCode = closeCode;
    }

    /// <summary>The shard.</summary>
    public ShardId Shard { get; }

    /// <summary>The code of the close frame.</summary>
    public GatewayCloseCode CloseCode { get; }

    private static string Advice(GatewayCloseCode code) => code switch
    {
        GatewayCloseCode.AuthenticationFailed =>
            "The token is wrong or was reset: copy a fresh one from the Bot page of your application in Discord's developer portal.",
        GatewayCloseCode.InvalidShard =>
            "The shard id or count is not one that Discord accepts for this bot: use the recommended count.",
        GatewayCloseCode.ShardingRequired =>
            "The bot is in too many guilds for this number of shards: use the recommended count.",
        GatewayCloseCode.InvalidApiVersion =>
            "Discord no longer accepts this gateway version: update the library.",
        GatewayCloseCode.InvalidIntents =>
            "The intents contain a bit that Discord does not know: use the named values.",
        _ =>
            "The intents contain a privileged one (GuildMembers, GuildPresences or MessageContent) that is not switched on: "
            + "switch it on under 'Privileged Gateway Intents' on the Bot page of your application in Discord's developer portal, or leave it out.",
    };
}
