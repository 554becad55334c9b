namespace Gateway.Testing;

/// <summary>An interaction a member started: a command, or a click on a component.</summary>
public sealed class SimulatedInteraction
{
    internal SimulatedInteraction(ulong id, string token, int type, SimulatedChannel channel, User invoker, DateTimeOffset at)
    {
        Id = id;
        Token = token;
        Type = type;
        Channel = channel;
        Invoker = invoker;
        CreatedAt = at;
    }

    /// <summary>The interaction's id.</summary>
    public ulong Id { get; }

    /// <summary>The token the bot answers with, good for 3 s until the first answer and for 15 min after it.</summary>
    public string Token { get; }

    /// <summary>What it is: 2 a command, 3 a component, 4 autocomplete, 5 a modal. See <see href="https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-type"/>.</summary>
    public int Type { get; }

    /// <summary>Where it was started.</summary>
    public SimulatedChannel Channel { get; }

    /// <summary>When it was started, by the simulator's clock.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The type of the bot's first answer; null as long as there is none.</summary>
    public int? CallbackType { get; internal set; }

    /// <summary>The message of the bot's first answer; null if there is none yet, or it was deferred.</summary>
    public SimulatedMessage? Response { get; internal set; }

    internal User Invoker { get; }

    /// <summary>The message a clicked component stands on.</summary>
    internal SimulatedMessage? Source { get; init; }

    /// <summary>Flags of a deferred answer, which the message made later inherits.</summary>
    internal int DeferredFlags { get; set; }
}
