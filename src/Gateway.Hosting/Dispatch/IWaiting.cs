namespace Gateway.Hosting.Dispatch;

/// <summary>What waits for its turn, and goes on in the thread pool once it has come.</summary>
internal interface IWaiting : IThreadPoolWorkItem
{
    /// <summary>What waits behind it in the same line. The line's to change.</summary>
    IWaiting? NextInLine { get; set; }
}
