namespace Gateway.Hosting.Handlers;

/// <summary>What a context gives while the handlers run.</summary>
internal interface IContextSource
{
    /// <param name="version">Which event it is asked about; a source serves one after another.</param>
    /// <exception cref="ObjectDisposedException">That event has been handled.</exception>
    ReadOnlyMemory<byte> RawPayload(int version);

    /// <param name="version">Which event it is asked about.</param>
    /// <param name="slot">Which handler asks.</param>
    /// <exception cref="ObjectDisposedException">That handler has finished.</exception>
    IServiceProvider Services(int version, int slot);
}
