namespace Gateway.Hosting.Handlers;

/// <summary>A handler whose type says nothing to a reader of logs.</summary>
internal interface INamedHandler
{
    string Name { get; }
}
