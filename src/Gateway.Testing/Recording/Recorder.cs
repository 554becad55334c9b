namespace Gateway.Testing;

/// <summary>All that has come in and gone out, and the waiting for more of it.</summary>
internal sealed class Recorder(TimeProvider clock, int limit)
{
    private readonly Lock _gate = new(); // guards the lists below
    private readonly List<RecordedConnection> _connections = [];
    private readonly List<RecordedIdentify> _identifies = [];
    private readonly List<RecordedResume> _resumes = [];
    private readonly List<RecordedPresence> _presences = [];
    private readonly List<RecordedRequest> _requests = [];
    private readonly HashSet<object> _taken = new(ReferenceEqualityComparer.Instance);

    public Pulse Changed { get; } = new();

    public IReadOnlyList<RecordedConnection> Connections => Copy(_connections);

    public IReadOnlyList<RecordedIdentify> Identifies => Copy(_identifies);

    public IReadOnlyList<RecordedResume> Resumes => Copy(_resumes);

    public IReadOnlyList<RecordedPresence> Presences => Copy(_presences);

    public IReadOnlyList<RecordedRequest> Requests => Copy(_requests);

    public RecordedConnection Open(GatewayHost host, string query, string userAgent)
    {
        RecordedConnection connection;
        lock (_gate)
        {
            connection = new RecordedConnection(_connections.Count, clock.GetUtcNow(), host, query, userAgent, limit);
            _connections.Add(connection);
        }

        Changed.Beat();
        return connection;
    }

    public void Add(RecordedIdentify identify) => Add(_identifies, identify);

    public void Add(RecordedResume resume) => Add(_resumes, resume);

    public void Add(RecordedPresence presence) => Add(_presences, presence);

    public void Add(RecordedRequest request) => Add(_requests, request);

    /// <summary>Marks something as having met an expectation; false if it already had.</summary>
    public bool Take(object item)
    {
        lock (_gate)
        {
            return _taken.Add(item);
        }
    }

    private void Add<T>(List<T> list, T item)
    {
        lock (_gate)
        {
            list.Add(item);
        }

        Changed.Beat();
    }

    private T[] Copy<T>(List<T> list)
    {
        lock (_gate)
        {
            return [.. list];
        }
    }
}
