namespace Gateway.Testing;

/// <summary>What goes on in stage channels.</summary>
public static class GuildStages
{
    /// <summary>A stage begins: STAGE_INSTANCE_CREATE.</summary>
    /// <param name="guild">Where.</param>
    /// <param name="topic">What it is about.</param>
    /// <param name="channel">The stage channel; null for the guild's first.</param>
    public static Task StartStageAsync(this SimulatedGuild guild, string topic, SimulatedChannel? channel = null)
    {
        ArgumentNullException.ThrowIfNull(guild);
        ArgumentException.ThrowIfNullOrEmpty(topic);
        lock (guild.Simulation.Gate)
        {
            var stage = new SimulatedStage(guild.Simulation.Ids.Next(), channel ?? guild.FirstChannel(ChannelKind.Stage), topic);
            guild.Stages.Add(stage);
            Tell(guild, "STAGE_INSTANCE_CREATE", stage);
        }

        return Task.CompletedTask;
    }

    /// <summary>A stage gets another topic: STAGE_INSTANCE_UPDATE.</summary>
    /// <exception cref="InvalidOperationException">Nothing goes on there.</exception>
    public static Task ChangeStageAsync(this SimulatedGuild guild, string topic, SimulatedChannel? channel = null) => Change(guild, channel, (guild, stage) =>
    {
        stage.Topic = topic;
        Tell(guild, "STAGE_INSTANCE_UPDATE", stage);
    });

    /// <summary>A stage is over: STAGE_INSTANCE_DELETE.</summary>
    /// <exception cref="InvalidOperationException">Nothing goes on there.</exception>
    public static Task EndStageAsync(this SimulatedGuild guild, SimulatedChannel? channel = null) => Change(guild, channel, static (guild, stage) =>
    {
        guild.Stages.Remove(stage);
        Tell(guild, "STAGE_INSTANCE_DELETE", stage);
    });

    private static Task Change(SimulatedGuild guild, SimulatedChannel? channel, Action<SimulatedGuild, SimulatedStage> change)
    {
        ArgumentNullException.ThrowIfNull(guild);
        lock (guild.Simulation.Gate)
        {
            var stage = guild.Stages.Find(stage => channel is null || stage.Channel == channel)
                ?? throw new InvalidOperationException($"Nothing goes on on a stage of {guild.Name}.");
            change(guild, stage);
        }

        return Task.CompletedTask;
    }

    private static void Tell(SimulatedGuild guild, string name, SimulatedStage stage) =>
        guild.Simulation.Publish(new Dispatch(name, guild.Id, Json.Write(json => StagePayload.Write(json, stage))));
}
