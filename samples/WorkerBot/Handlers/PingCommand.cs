using Gateway.Core.Events;
using Gateway.Core.Models;
using Gateway.Hosting;

namespace WorkerBot.Handlers;

/// <summary>Answers the slash command <c>/ping</c>, and says how quick Discord is.</summary>
internal sealed class PingCommand(DiscordRest discord) : IEventHandler<InteractionCreate>
{
    public async ValueTask HandleAsync(InteractionCreate interaction, EventContext context, CancellationToken cancellationToken)
    {
        if (interaction.Data is ApplicationCommandData { Name: "ping" })
        {
            string answer = $"pong from shard {context.ShardId} (latency: {context.Shard.Latency})";
            await discord.RespondAsync(interaction.Id, interaction.Token, answer, cancellationToken);
        }
    }
}
