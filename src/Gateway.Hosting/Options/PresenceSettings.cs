using Gateway.Core;
using Gateway.Core.Commands;
using Gateway.Core.Models;

namespace Gateway.Hosting.Options;

/// <summary>Reads and checks what the bot is shown to be doing: at start, and whenever the configuration changes.</summary>
internal static class PresenceSettings
{
    public static UpdatePresence Read(SettingsReader settings)
    {
        var presence = new UpdatePresence();
        settings.OneOf<BotStatus>("Status", value => presence = presence with { Status = value }, ("dnd", BotStatus.DoNotDisturb));
        settings.Section("Activity", activity => presence = presence with { Activities = [ReadActivity(activity)] });
        return presence;
    }

    private static BotActivity ReadActivity(SettingsReader settings)
    {
        var activity = new BotActivity { Name = "" };
        settings.OneOf<ActivityType>("Type", value => activity = activity with { Type = value });
        settings.Text("Name", value => activity = activity with { Name = value });
        settings.Text("State", value => activity = activity with { State = value });
        settings.Text("Url", value => activity = activity with { Url = value });

        // A custom activity shows its state alone, but Discord wants a name all the same.
        return activity is { Type: ActivityType.Custom, Name: "" } ? activity with { Name = "Custom Status" } : activity;
    }

    /// <summary>What is wrong with it; each a message for the user that begins with the setting, without the section.</summary>
    public static IEnumerable<string> Mistakes(UpdatePresence? presence, DiscordGatewayOptions options)
    {
        if (presence is not null && IdentifySettings.Size(options, presence) is > ShardOptions.MaxIdentifySize and var size)
        {
            yield return $"Presence makes the Identify {size} bytes large, and Discord accepts {ShardOptions.MaxIdentifySize}. Use shorter texts.";
        }

        foreach (BotActivity activity in presence?.Activities ?? [])
        {
            if (string.IsNullOrWhiteSpace(activity.Name))
            {
                yield return "Presence:Activity:Name is missing. Say what the bot is doing, such as the name of a game.";
            }

            if (activity.Type == ActivityType.Custom && string.IsNullOrEmpty(activity.State))
            {
                yield return "Presence:Activity:State is missing. It is what an activity of the type Custom shows.";
            }
        }
    }
}
