using System.Text.Json;

namespace Gateway.Testing;

/// <summary>Opcode 31: one SOUNDBOARD_SOUNDS for each guild of the shard that was named.</summary>
internal sealed class SoundboardHandler(Simulation simulation) : IOpcodeHandler
{
    public int Opcode => Testing.Opcode.RequestSoundboardSounds;

    public bool BeforeIdentify => false;

    public void Handle(GatewayConnection connection, JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("guild_ids", out var ids) || ids.ValueKind != JsonValueKind.Array)
        {
            connection.Close(CloseCode.UnknownOpcode, "A request for sounds needs guild_ids.");
            return;
        }

        foreach (var item in ids.EnumerateArray())
        {
            if (item.TryGetId(out ulong id) && simulation.World.FindGuild(id) is { } guild && connection.Session is { } session && session.IsOnShardOf(id))
            {
                session.Publish("SOUNDBOARD_SOUNDS", Json.WriteObject(json =>
                {
                    json.Array("soundboard_sounds", guild.SoundList, (json, sound) => ExpressionPayload.Write(json, guild, sound));
                    json.Id("guild_id", id);
                }));
            }
        }
    }
}
