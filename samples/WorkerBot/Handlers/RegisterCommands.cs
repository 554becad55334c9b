using Gateway.Core.Events;
using Gateway.Hosting;

namespace WorkerBot.Handlers;

/// <summary>Makes the bot's slash command known when a session begins.</summary>
internal sealed class RegisterCommands(DiscordRest discord) : IEventHandler<Ready>
{
    public async ValueTask HandleAsync(Ready ready, EventContext context, CancellationToken cancellationToken)
    {
        // Once for the bot, not once for each of its shards.
        if (context.ShardId.Id == 0)
        {
            await discord.SetCommandAsync(ready.Application.Id, "ping", "Answers with pong", cancellationToken);
        }
    }
}
