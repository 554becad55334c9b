namespace Gateway.Hosting;

/// <summary>What keeps the sessions of a bot.</summary>
public enum SessionStoreType
{
    /// <summary>The process: every start identifies.</summary>
    Memory,

    /// <summary>A file: see <see cref="SessionStoreOptions.Path"/>.</summary>
    File,

    /// <summary>
    /// The application's <c>IDistributedCache</c>, for containers without a disk and for shards that move between
    /// machines: Redis, SQL Server and others come as packages of their own.
    /// </summary>
    DistributedCache,
}
