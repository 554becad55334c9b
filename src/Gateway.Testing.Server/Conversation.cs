namespace Gateway.Testing.Server;

/// <summary>Lets a person talk to the bot: lines typed are said by a member, and what the bot says is shown.</summary>
internal sealed class Conversation(SimulatedDiscord discord, TextReader input, TextWriter output)
{
    /// <summary>Says each line typed; ends with the input.</summary>
    public async Task ListenAsync()
    {
        // A console is read synchronously whatever it is asked, hence a thread of its own.
        await Task.Yield();
        if (discord.Guilds.FirstOrDefault(static guild => guild.Members.Count > 0) is not { } guild)
        {
            return;
        }

        var member = guild.Members[0];
        while (await input.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.Length > 0)
            {
                await member.SaysAsync(line).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Shows each message of the bot, for as long as the program runs.</summary>
    public async Task SpeakAsync()
    {
        while (true)
        {
            var message = await discord.ExpectMessageAsync(within: Timeout.InfiniteTimeSpan).ConfigureAwait(false);
            await output.WriteLineAsync($"#{message.Channel.Name} bot: {message.Content}").ConfigureAwait(false);
        }
    }
}
