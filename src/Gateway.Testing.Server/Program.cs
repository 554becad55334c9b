using System.Net.Sockets;
using System.Runtime.InteropServices;
using Gateway.Testing;
using Gateway.Testing.Server;

Arguments arguments;
try
{
    arguments = Arguments.Parse(args);
}
catch (FormatException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

if (arguments.WantsHelp)
{
    Console.Write(Arguments.Usage);
    return 0;
}

var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
void OnSignal(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
try
{
    var discord = await SimulatedDiscord.StartAsync(arguments.Apply).ConfigureAwait(false);
    await using (discord.ConfigureAwait(false))
    {
        Welcome.Write(Console.Out, discord);
        var conversation = new Conversation(discord, Console.In, Console.Out);
        _ = conversation.ListenAsync();
        _ = conversation.SpeakAsync();
        await stop.Task.ConfigureAwait(false);
        Console.WriteLine("Stopping.");
    }

    return 0;
}
catch (IOException error) when (error.InnerException is SocketException or null)
{
    Console.Error.WriteLine($"It cannot listen there: {error.Message}");
    return 1;
}
catch (SocketException error)
{
    Console.Error.WriteLine($"It cannot listen there: {error.Message}");
    return 1;
}
