using Gateway.Core.Events;
using static Gateway.Hosting.Options.SettingsValidator;

namespace Gateway.Hosting.Options;

/// <summary>Checks how events get to handlers.</summary>
internal static class DispatchValidation
{
    public static IEnumerable<string> Failures(DispatchOptions dispatch) =>
    [
        .. Range("Dispatch:MaxConcurrentEvents", dispatch.MaxConcurrentEvents, 1, 1_000_000),
        .. Defined("Dispatch:Ordering", dispatch.Ordering),
        .. Defined("Dispatch:WhenFull", dispatch.WhenFull),
        .. Droppable(dispatch),
        .. dispatch.HandlerTimeout is { } timeout ? Time("Dispatch:HandlerTimeout", timeout) : [],
        .. Time("Dispatch:SlowHandlerAfter", dispatch.SlowHandlerAfter),
    ];

    private static IEnumerable<string> Droppable(DispatchOptions dispatch)
    {
        if (dispatch.WhenFull != FullLane.Wait && dispatch.Droppable.Count == 0)
        {
            yield return $"Discord:Dispatch:WhenFull is {dispatch.WhenFull}, but nothing may be dropped. "
                + "Name the events in Discord:Dispatch:Droppable, such as \"PRESENCE_UPDATE, TYPING_START\".";
        }

        string[] known = [.. EventCatalog.All.Select(static e => e.Name)];
        foreach (string name in dispatch.Droppable.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            yield return $"Discord:Dispatch:Droppable has '{name}', which is no event. "
                + (Names.Nearest(name, known) is { } meant ? $"Is {meant} meant?" : "Use names such as PRESENCE_UPDATE.");
        }
    }
}
