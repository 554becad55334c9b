using System.Text.Json;

namespace Gateway.Core.Commands;

/// <summary>Something a bot asks of Discord over the gateway, sent with <see cref="Shard.SendAsync"/>.</summary>
/// <remarks>See <see href="https://docs.discord.com/developers/events/gateway-events#send-events"/>.</remarks>
public abstract record GatewayCommand
{
    private protected GatewayCommand()
    {
    }

    /// <summary>The opcode it is sent with.</summary>
    public abstract GatewayOpcode Opcode { get; }

    /// <summary>Checks what Discord would answer with a closed connection or with silence.</summary>
    /// <exception cref="ArgumentException">A field is out of its range; the message names it.</exception>
    internal virtual void Validate()
    {
    }

    internal abstract void WriteData(Utf8JsonWriter json);
}
