using System.Reflection;
using System.Text.Json;
using Gateway.Core.Events;
using Gateway.Core.Json;
using Gateway.Core.Models;
using Gateway.Core.Tests.Fixtures;

namespace Gateway.Core.Tests.Models;

/// <summary>Each test lists by name whatever the model lacks of what Discord documents, or has differently.</summary>
public class SchemaCompletenessTests
{
    /// <summary>Keys that the tables promise, but that are better nullable.</summary>
    private static readonly HashSet<string> NullableAllTheSame =
    [
        // Not sent for members resolved for an interaction.
        "GuildMember.deaf", "GuildMember.mute",

        // Only the id of the user is certain.
        "Presence.guild_id", "Presence.status",

        // Null at times, by Discord's own API description.
        "AvatarDecorationData.sku_id", "Nameplate.sku_id",

        // The gateway sends parts of applications only.
        "Application.name", "Application.description", "Application.bot_public", "Application.bot_require_code_grant",
        "Application.verify_key",

        // Depends on the opcode.
        "RateLimitMetadata.guild_id",

        // No component and no interaction is neutral.
        "Section.accessory", "Label.component", "LabelResponse.component",
        "ModalSubmitInteractionMetadata.triggering_interaction_metadata",

        // Inherited from what it is optional for.
        "AddedThreadMember.member", "LabelResponse.id", "TextDisplayResponse.id", "TextInputResponse.id",
        "StringSelectResponse.id", "UserSelectResponse.id", "RoleSelectResponse.id", "MentionableSelectResponse.id",
        "ChannelSelectResponse.id", "FileUploadResponse.id", "RadioGroupResponse.id", "CheckboxGroupResponse.id",
        "CheckboxResponse.id",
    ];

    [Fact]
    public void Every_object_has_a_record() =>
        Faults.AssertNone(
            Schema.Documented.Objects.Where(o => ModelOfSchema.TypeOf(o.Name) is null).Select(o => o.Name));

    [Fact]
    public void Every_event_has_a_record() =>
        Faults.AssertNone(
            Schema.Documented.Events.Where(e => ModelOfSchema.EventTypeOf(e) is null).Select(e => e.Name));

    [Fact]
    public void Every_field_of_an_object_has_a_property_of_its_type() =>
        Faults.AssertNone(Schema.Documented.Objects.SelectMany(o => FaultsOf(o, ModelOfSchema.TypeOf(o.Name))));

    [Fact]
    public void Every_field_of_an_event_has_a_property_of_its_type() =>
        Faults.AssertNone(Schema.Documented.Events.SelectMany(e => FaultsOf(e, ModelOfSchema.EventTypeOf(e))));

    [Fact]
    public void An_event_whose_content_is_an_object_derives_from_it() =>
        Faults.AssertNone(
            from shape in Schema.Documented.Events.Concat(Schema.Documented.Objects)
            where shape.Base is not null
            let type = ModelOfSchema.EventTypeOf(shape) ?? ModelOfSchema.TypeOf(shape.Name)
            where type?.IsSubclassOf(ModelOfSchema.TypeOf(shape.Base!)!) == false
            select $"{shape.Name} should derive from {shape.Base}");

    [Fact]
    public void Every_event_names_the_intents_that_let_it_through() =>
        Faults.AssertNone(
            from shape in Schema.Documented.Events
            let documented = shape.Intents!.Aggregate(GatewayIntents.None, (all, name) => all | Intent(name))
            where EventCatalog.Find(shape.Name) is { } row && row.Intents != documented
            select $"{shape.Name} needs {documented}");

    [Fact]
    public void Every_value_of_an_enum_has_a_member() =>
        Faults.AssertNone(
            from set in Schema.Documented.Enums
            where set.Kind == "enum"
            from value in set.Values
            where !HasMember(set, value, number: value.Value.GetInt32())
            select $"{set.Name}.{value.PascalName} = {value.Value}");

    [Fact]
    public void Every_bit_of_a_flag_set_has_a_member() =>
        Faults.AssertNone(
            from set in Schema.Documented.Enums
            where set.Kind == "flags"
            from value in set.Values
            where !HasMember(set, value, number: 1UL << value.Value.GetInt32())
            select $"{set.Name}.{value.PascalName} = 1 << {value.Value}");

    [Fact]
    public void Every_text_of_a_text_set_has_a_member() =>
        Faults.AssertNone(
            from set in Schema.Documented.Enums
            where set.Kind == "strings"
            from value in set.Values
            let member = ModelOfSchema.TypeOf(set.Name)?.GetProperty(value.PascalName)?.GetValue(null)
            where member?.ToString() != value.Value.GetString()
            select $"{set.Name}.{value.PascalName} = {value.Value}");

    [Fact]
    public void Flag_sets_hold_64_bits() =>
        Faults.AssertNone(
            from set in Schema.Documented.Enums
            where set.Kind == "flags" && Enum.GetUnderlyingType(ModelOfSchema.TypeOf(set.Name)!) != typeof(ulong)
            select set.Name);

    [Fact]
    public void Every_member_of_a_union_derives_from_it() =>
        Faults.AssertNone(
            from union in Schema.Documented.Unions
            from member in union.Members
            where ModelOfSchema.TypeOf(member)?.IsSubclassOf(ModelOfSchema.TypeOf(union.Name)!) == false
            select $"{member} of {union.Name}");

    [Fact]
    public void Every_member_of_a_union_is_read_by_its_type() =>
        Faults.AssertNone(
            from union in Schema.Documented.Unions
            where union.Name is nameof(Component) or nameof(ModalResponseComponent)
            from member in union.Members
            let type = Schema.Documented.Objects.Single(o => o.Name == member).Fields.Single(f => f.Name == "type").Type
            let json = $$"""{"type":{{type["const:".Length..]}}}"""
            let unionInfo = GatewayJson.Options.GetTypeInfo(ModelOfSchema.TypeOf(union.Name)!)
            let read = JsonSerializer.Deserialize(json, unionInfo)
            where read.GetType() != ModelOfSchema.TypeOf(member)
            select $"{json} became {read.GetType().Name} instead of {member}");

    private static IEnumerable<string> FaultsOf(SchemaShape shape, Type? type) =>
        type is null ? [] : shape.Fields.Select(field => Fault(shape.Name, type, field)).OfType<string>();

    private static string? Fault(string owner, Type type, SchemaField field)
    {
        string name = $"{owner}.{field.Name}";
        if (ModelOfSchema.PropertyOf(type, field.Name) is not { } property)
        {
            return $"{name} is missing";
        }

        Type actual = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (field.Type.StartsWith("const:", StringComparison.Ordinal))
        {
            return property.PropertyType == typeof(ComponentType) ? null : $"{name} should be the component's type";
        }

        if (!SchemaType.Allows(owner, field.Name, field.Type, actual))
        {
            return $"{name} is {field.Type}, but {property.PropertyType}";
        }

        bool absentDiffers = actual.IsGenericType && actual.GetGenericTypeDefinition() == typeof(Optional<>);
        bool nullable = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        bool documented = (field.Optional || field.Nullable) && field.Type != "null" && !absentDiffers;
        return nullable == (documented || NullableAllTheSame.Contains(name))
            ? null
            : $"{name} should{(nullable ? " not" : "")} be nullable";
    }

    private static bool HasMember<T>(SchemaSet set, SchemaValue value, T number) =>
        ModelOfSchema.TypeOf(set.Name) is { IsEnum: true } type
        && Enum.TryParse(type, value.PascalName, out object? member)
        && Convert.ChangeType(member, typeof(T), null)!.Equals(number);

    private static GatewayIntents Intent(string name) =>
        Enum.Parse<GatewayIntents>(name.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
