namespace Gateway.Hosting.Handlers;

/// <summary>What a context made by hand gives.</summary>
internal sealed class GivenContext(IServiceProvider services, ReadOnlyMemory<byte> payload) : IContextSource
{
    public ReadOnlyMemory<byte> RawPayload(int version) => payload;

    public IServiceProvider Services(int version, int slot) => services;
}
