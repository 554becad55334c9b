namespace Gateway.Testing.Contracts;

/// <summary>An implementation does not keep to its contract. The message says what was seen, and what should have been.</summary>
public sealed class ContractException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public ContractException()
    {
    }

    /// <summary>An exception that says what is broken.</summary>
    public ContractException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what is broken, and because of what.</summary>
    public ContractException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static void ThrowIf(bool broken, string message)
    {
        if (broken)
        {
            throw new ContractException(message);
        }
    }
}
