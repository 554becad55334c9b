namespace Gateway.Testing;

/// <summary>The sessions there are. Used only under <see cref="Simulation.Gate"/>.</summary>
internal sealed class SessionStore(TimeProvider clock, TimeSpan lifetime)
{
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Session> All => _sessions.Values;

    public void Add(Session session) => _sessions.Add(session.Id, session);

    /// <summary>Finds a session that still lives.</summary>
    public Session? Find(string id)
    {
        if (!_sessions.TryGetValue(id, out var session))
        {
            return null;
        }

        if (IsOver(session))
        {
            Remove(session);
            return null;
        }

        return session;
    }

    public void Remove(Session session) => _sessions.Remove(session.Id);

    public void Publish(Dispatch dispatch)
    {
        List<Session>? over = null;
        long needed = dispatch.Intents ?? Intents.Needed(dispatch.Name, dispatch.GuildId is not null);
        foreach (var session in _sessions.Values)
        {
            if (IsOver(session))
            {
                (over ??= []).Add(session);
                continue;
            }

            bool wanted = dispatch.IgnoresIntents || needed == 0 || session.Has(needed);
            if (wanted && (dispatch.OnEveryShard || session.IsOnShardOf(dispatch.GuildId)))
            {
                bool cut = dispatch.WithoutContent is not null && !session.Has(Intents.MessageContent);
                session.Publish(dispatch.Name, cut ? dispatch.WithoutContent : dispatch.Data);
            }
        }

        foreach (var session in over ?? [])
        {
            Remove(session);
        }
    }

    private bool IsOver(Session session) => session.AwaySince is { } since && clock.GetUtcNow() - since > lifetime;
}
