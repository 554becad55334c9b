using Gateway.Core;

namespace Gateway.Hosting;

/// <summary>The bot could not be given another number of shards. Its old shards go on as before.</summary>
public sealed class ReshardException : GatewayException
{
    /// <summary>An exception without a message of its own.</summary>
    public ReshardException()
    {
    }

    /// <summary>An exception that says why not.</summary>
    public ReshardException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says why not, and because of what.</summary>
    public ReshardException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
