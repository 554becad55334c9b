using Gateway.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Sharding;

/// <summary>
/// What Discord says about a bot's start. It is asked while the application's other services still start, so that the way
/// there and back, and in a process that compiles as it runs the code for it, delay the bot as little as can be. A keyed
/// singleton, by the bot's name.
/// </summary>
internal sealed class FirstAnswer(IServiceProvider services, string bot) : IDisposable
{
    /// <summary>An older answer is asked for again: others may have started sessions since, and its times count from when it was given.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private readonly CancellationTokenSource _givenUp = new();
    private Task<GatewayBot>? _asked;
    private long _receivedAt; // when the last answer was

    /// <summary>Begins to ask, in the background, and again until there is an answer.</summary>
    public void Ask()
    {
        CancellationToken givenUp = _givenUp.Token;
        _asked = Task.Run(() => AskAsync(givenUp), givenUp);
    }

    /// <summary>The answer, once there is one.</summary>
    /// <exception cref="DiscordApiException">Discord does not know the token.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<GatewayBot> GetAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration _ = cancellationToken.UnsafeRegister(static givenUp => ((CancellationTokenSource)givenUp!).Cancel(), _givenUp);
        GatewayBot answer = await (_asked ?? AskAsync(cancellationToken)).ConfigureAwait(false);
        return _time.GetElapsedTime(_receivedAt) <= Freshness ? answer : await AskAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives up, if nobody has waited for the answer: the application has not started.</summary>
    public void Dispose() => _givenUp.Cancel();

    private async Task<GatewayBot> AskAsync(CancellationToken cancellationToken)
    {
        GatewayLookup lookup = services.GetRequiredKeyedService<GatewayLookup>(bot);
        GatewayBot answer = await lookup.GetAsync(cancellationToken).ConfigureAwait(false);
        _receivedAt = _time.GetTimestamp();
        return answer;
    }
}
