namespace Gateway.Core.Models;

/// <summary>
/// An object Discord sends. Its text names ids and counts but never what people wrote or are called, so that it can go
/// into logs.
/// </summary>
public abstract record DiscordObject
{
    private protected DiscordObject()
    {
    }

    /// <summary>Type, ids and counts.</summary>
    public sealed override string ToString()
    {
        var description = new Description(GetType().Name);
        Describe(description);
        return description.ToString();
    }

    /// <summary>Adds ids and counts to the text of the object; nothing that people wrote or are called.</summary>
    /// <param name="it">The text so far.</param>
    private protected virtual void Describe(Description it)
    {
    }
}
