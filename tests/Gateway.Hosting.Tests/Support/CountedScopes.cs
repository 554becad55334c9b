using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Hosting.Tests.Support;

internal sealed class CountedScopes(IServiceScopeFactory inner) : IServiceScopeFactory
{
    private int _made;

    public int Made => Volatile.Read(ref _made);

    public IServiceScope CreateScope()
    {
        Interlocked.Increment(ref _made);
        return inner.CreateScope();
    }
}
