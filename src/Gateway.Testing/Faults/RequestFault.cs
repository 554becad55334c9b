using Microsoft.AspNetCore.Http;

namespace Gateway.Testing;

/// <summary>A fault of HTTP requests, until it is lifted or spent.</summary>
public sealed class RequestFault
{
    private readonly Simulation _simulation;
    private readonly RequestScope _scope;
    private readonly Func<HttpContext, CancellationToken, Task> _answer;
    private readonly string _story;
    private int _remaining = int.MaxValue;

    internal RequestFault(Simulation simulation, RequestScope scope, string story, Func<HttpContext, CancellationToken, Task> answer)
    {
        _simulation = simulation;
        _scope = scope;
        _story = story;
        _answer = answer;
    }

    /// <summary>How often it has struck.</summary>
    public int Strikes { get; private set; }

    /// <summary>Lets it strike this often and no more. Without it a fault lasts until it is lifted.</summary>
    public RequestFault Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        lock (_simulation.Gate)
        {
            _remaining = count;
        }

        return this;
    }

    /// <summary>Ends it.</summary>
    public void Lift()
    {
        lock (_simulation.Gate)
        {
            _remaining = 0;
        }
    }

    /// <summary>Waits until it has struck.</summary>
    /// <param name="times">How often it has to have struck, from the beginning. Default 1.</param>
    /// <param name="within">How long to wait. Default: <see cref="SimulatedDiscordOptions.Patience"/>.</param>
    /// <exception cref="ExpectationException">It did not.</exception>
    public Task StruckAsync(int times = 1, TimeSpan? within = null) => _simulation.UntilAsync(
        () => Strikes >= times ? this : null,
        () => $"the fault \"{_story}\" to strike {times} time(s), not {Strikes}",
        within);

    /// <summary>Takes a request; false if it is none of this fault's. Called under the gate.</summary>
    internal bool TryStrike(string method, string path)
    {
        if (_remaining <= 0 || !_scope.Matches(method, path))
        {
            return false;
        }

        _remaining--;
        Strikes++;
        _simulation.Faults.Note(_story);
        _simulation.Recorder.Changed.Beat();
        return true;
    }

    internal Task AnswerAsync(HttpContext context, CancellationToken stopping) => _answer(context, stopping);
}
