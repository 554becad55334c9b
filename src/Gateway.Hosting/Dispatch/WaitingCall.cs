namespace Gateway.Hosting.Dispatch;

/// <summary>A handler with an ordering of its own, whose turn has not come yet.</summary>
internal sealed class WaitingCall(HandlerPipeline pipeline, HandlerEntry entry, EventDelivery delivery, int slot, ulong key) : IWaiting
{
    public IWaiting? NextInLine { get; set; }

    void IThreadPoolWorkItem.Execute() => delivery.Lane.Continue(static call => ((WaitingCall)call!).GoOn(), this);

    private void GoOn()
    {
        delivery.Lane.Starter.OnTurn();
        pipeline.TakeTurn(entry, delivery, slot, key);
    }
}
