using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using Gateway.Core.Json;

namespace Gateway.Core.Models;

/// <summary>
/// The interaction that a message answers. Tell kinds apart by pattern matching; one that this version does not know is
/// an <see cref="UnknownInteractionMetadata"/>.
/// </summary>
/// <remarks><see href="https://docs.discord.com/developers/resources/message#message-interaction-metadata-object">Discord's page</see></remarks>
[JsonConverter(typeof(InteractionMetadataConverter))]
public abstract record MessageInteractionMetadata : DiscordObject
{
    private protected MessageInteractionMetadata()
    {
    }

    /// <summary>What kind it is.</summary>
    public abstract InteractionType Type { get; }

    /// <summary>The interaction.</summary>
    public Snowflake Id { get; init; }

    /// <summary>Who invoked it.</summary>
    public User User { get => field ?? User.Nobody; init; }

    /// <summary>
    /// Who installed the application: the guild's id (0 in the bot's direct messages) under guild install, the user's
    /// under user install.
    /// </summary>
    public IReadOnlyDictionary<ApplicationIntegrationType, Snowflake> AuthorizingIntegrationOwners
    {
        get => field ?? ReadOnlyDictionary<ApplicationIntegrationType, Snowflake>.Empty;
        init;
    }

    /// <summary>First answer to the interaction; set on later ones only.</summary>
    public Snowflake? OriginalResponseMessageId { get; init; }

    private protected override void Describe(Description it)
    {
        it.Add(Id);
        it.Add(User.Id);
    }
}
