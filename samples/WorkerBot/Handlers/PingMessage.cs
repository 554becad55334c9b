using Gateway.Core.Events;
using Gateway.Hosting;

namespace WorkerBot.Handlers;

/// <summary>Answers <c>!ping</c> with a message.</summary>
internal sealed class PingMessage(DiscordRest discord) : IEventHandler<MessageCreate>
{
    public async ValueTask HandleAsync(MessageCreate message, EventContext context, CancellationToken cancellationToken)
    {
        if (message.Content == "!ping")
        {
            await discord.CreateMessageAsync(message.ChannelId, "pong", cancellationToken);
        }
    }
}
