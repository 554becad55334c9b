using System.Text.Json;

namespace Gateway.Testing;

/// <summary>What one opcode of a client does.</summary>
internal interface IOpcodeHandler
{
    int Opcode { get; }

    /// <summary>Whether it may come before IDENTIFY and RESUME.</summary>
    bool BeforeIdentify { get; }

    void Handle(GatewayConnection connection, JsonElement data);
}
