using System.Collections.Concurrent;
using Gateway.Core.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Support;

/// <summary>Gates that handlers wait at, by name.</summary>
internal sealed class Gates
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();

    public Task PassAsync(string name) => Gate(name).Task;

    public void Open(params string[] names)
    {
        foreach (string name in names)
        {
            Gate(name).TrySetResult();
        }
    }

    /// <summary>What a handler does that notes its begin, waits, and notes its end.</summary>
    public async ValueTask NoteAsync(MessageCreate message, EventContext context, string prefix)
    {
        Calls calls = context.Services.GetRequiredService<Calls>();
        calls.Note($"begin {prefix}{message.Content}");
        await PassAsync(prefix + message.Content);
        calls.Note($"end {prefix}{message.Content}");
    }

    private TaskCompletionSource Gate(string name) =>
        _gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
