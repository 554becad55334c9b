namespace Gateway.Core;

/// <summary>Something went wrong between this process and Discord. Derived types say what, and carry it as data.</summary>
public class GatewayException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public GatewayException()
    {
    }

    /// <summary>An exception that says what went wrong.</summary>
    public GatewayException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what went wrong, and because of what.</summary>
    public GatewayException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
