using Gateway.Core.Events;
using Gateway.Hosting;

namespace WorkerBot.Handlers;

/// <summary>Shows what is said, by people and by the bot.</summary>
internal sealed partial class ChatLog(ILogger<ChatLog> logger) : IEventHandler<MessageCreate>
{
    public ValueTask HandleAsync(MessageCreate message, EventContext context, CancellationToken cancellationToken)
    {
        LogMessage(message.Author.Username, message.Content);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(1, LogLevel.Information, "{Author}: {Content}")]
    private partial void LogMessage(string author, string content);
}
