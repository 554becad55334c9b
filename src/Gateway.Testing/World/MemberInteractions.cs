using System.Globalization;
using System.Text.Json;

namespace Gateway.Testing;

/// <summary>What members ask of the bot: commands, buttons, menus and forms. Each is an INTERACTION_CREATE.</summary>
public static class MemberInteractions
{
    private const int Command = 2;
    private const int Component = 3;
    private const int Autocomplete = 4;
    private const int Form = 5;
    private const int Button = 2;
    private const int StringSelect = 3;

    /// <summary>Uses a slash command in the guild's first text channel: type 2.</summary>
    /// <param name="member">Who.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="options">Its options, by name: texts, whole numbers, other numbers or truth values.</param>
    public static Task<SimulatedInteraction> UsesCommandAsync(this SimulatedMember member, string command, params (string Name, object Value)[] options) =>
        member.UsesCommandAsync(Of(member), command, options);

    /// <summary>Uses a slash command in a channel: type 2.</summary>
    /// <param name="member">Who.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="options">Its options, by name: texts, whole numbers, other numbers or truth values.</param>
    public static Task<SimulatedInteraction> UsesCommandAsync(this SimulatedMember member, SimulatedChannel channel, string command, params (string Name, object Value)[] options)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        return Interact(member, Command, channel, source: null, json => WriteCommand(json, member, command, options, focused: null));
    }

    /// <summary>Uses a command of a message's menu: type 2. Its text comes even without MESSAGE_CONTENT.</summary>
    /// <param name="member">Who.</param>
    /// <param name="message">The message.</param>
    /// <param name="command">The command's name.</param>
    public static Task<SimulatedInteraction> UsesMessageCommandAsync(this SimulatedMember member, SimulatedMessage message, string command)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentException.ThrowIfNullOrEmpty(command);
        return Interact(member, Command, message.Channel, source: null, json =>
        {
            json.Id("id", member.Simulation.Happenings.CommandId(command));
            json.WriteString("name", command);
            json.WriteNumber("type", 3);
            json.Id("target_id", message.Id);
            json.WriteStartObject("resolved");
            json.WriteStartObject("messages");
            json.WritePropertyName(Json.Text(message.Id));
            MessagePayload.Write(json, member.Simulation.World, message, asEvent: false);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    /// <summary>Types into an option of a slash command, and the bot is asked for suggestions: type 4.</summary>
    /// <param name="member">Who.</param>
    /// <param name="command">The command's name.</param>
    /// <param name="option">The option that is being typed.</param>
    /// <param name="text">What stands there so far.</param>
    public static Task<SimulatedInteraction> TypesIntoCommandAsync(this SimulatedMember member, string command, string option, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentException.ThrowIfNullOrEmpty(option);
        ArgumentNullException.ThrowIfNull(text);
        return Interact(member, Autocomplete, Of(member), source: null, json => WriteCommand(json, member, command, [(option, text)], focused: option));
    }

    /// <summary>Clicks a button on a message: type 3.</summary>
    /// <param name="member">Who.</param>
    /// <param name="message">The message.</param>
    /// <param name="customId">The <c>custom_id</c> of the button.</param>
    public static Task<SimulatedInteraction> ClicksAsync(this SimulatedMember member, SimulatedMessage message, string customId) =>
        UseComponent(member, message, customId, Button, values: null);

    /// <summary>Chooses from a menu on a message: type 3.</summary>
    /// <param name="member">Who.</param>
    /// <param name="message">The message.</param>
    /// <param name="customId">The <c>custom_id</c> of the menu.</param>
    /// <param name="values">The values of what was chosen.</param>
    public static Task<SimulatedInteraction> SelectsAsync(this SimulatedMember member, SimulatedMessage message, string customId, params string[] values) =>
        UseComponent(member, message, customId, StringSelect, values);

    /// <summary>Sends off a form (a modal): type 5.</summary>
    /// <param name="member">Who.</param>
    /// <param name="customId">The <c>custom_id</c> of the form.</param>
    /// <param name="fields">The text inputs, by <c>custom_id</c>.</param>
    public static Task<SimulatedInteraction> SubmitsAsync(this SimulatedMember member, string customId, params (string CustomId, string Value)[] fields)
    {
        ArgumentException.ThrowIfNullOrEmpty(customId);
        return Interact(member, Form, Of(member), source: null, json =>
        {
            json.WriteString("custom_id", customId);
            int id = 0;
            json.Array("components", fields, (json, field) =>
            {
                json.WriteStartObject();
                json.WriteNumber("type", 18);
                json.WriteNumber("id", ++id);
                json.WriteStartObject("component");
                json.WriteNumber("type", 4);
                json.WriteNumber("id", ++id);
                json.WriteString("custom_id", field.CustomId);
                json.WriteString("value", field.Value);
                json.WriteEndObject();
                json.WriteEndObject();
            });
        });
    }

    private static Task<SimulatedInteraction> UseComponent(SimulatedMember member, SimulatedMessage message, string customId, int type, string[]? values)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentException.ThrowIfNullOrEmpty(customId);
        return Interact(member, Component, message.Channel, message, json =>
        {
            json.WriteNumber("id", 2);
            json.WriteString("custom_id", customId);
            json.WriteNumber("component_type", type);
            if (values is not null)
            {
                json.Array("values", values, static (json, value) => json.WriteStringValue(value));
            }
        });
    }

    private static SimulatedChannel Of(SimulatedMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        lock (member.Simulation.Gate)
        {
            return member.Guild.FirstChannel(ChannelKind.Text);
        }
    }

    private static Task<SimulatedInteraction> Interact(SimulatedMember member, int type, SimulatedChannel channel, SimulatedMessage? source, Action<Utf8JsonWriter> data)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(channel);
        lock (member.Simulation.Gate)
        {
            return Task.FromResult(member.Simulation.Happenings.Interact(type, channel, member.User, source, data));
        }
    }

    private static void WriteCommand(Utf8JsonWriter json, SimulatedMember member, string command, (string Name, object Value)[] options, string? focused)
    {
        json.Id("id", member.Simulation.Happenings.CommandId(command));
        json.WriteString("name", command);
        json.WriteNumber("type", 1);
        if (options.Length > 0)
        {
            json.Array("options", options, (json, option) => WriteOption(json, option.Name, option.Value, option.Name == focused));
        }
    }

    private static void WriteOption(Utf8JsonWriter json, string name, object value, bool focused)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        switch (value)
        {
            case string text:
                json.WriteNumber("type", 3);
                json.WriteString("value", text);
                break;
            case int or long:
                json.WriteNumber("type", 4);
                json.WriteNumber("value", Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case bool truth:
                json.WriteNumber("type", 5);
                json.WriteBoolean("value", truth);
                break;
            case float or double or decimal:
                json.WriteNumber("type", 10);
                json.WriteNumber("value", Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            default:
                throw new ArgumentException($"An option is a text, a number or a truth value, not a {value.GetType()}.", nameof(value));
        }

        if (focused)
        {
            json.WriteBoolean("focused", true);
        }

        json.WriteEndObject();
    }
}
