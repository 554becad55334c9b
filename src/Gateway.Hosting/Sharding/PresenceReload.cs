using Gateway.Core.Commands;
using Gateway.Hosting.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Gateway.Hosting.Sharding;

/// <summary>Brings a change of the presence in the configuration to the live shards, unless code has set another one at start.</summary>
internal sealed partial class PresenceReload : IDisposable
{
    private readonly IConfiguration? _configuration;
    private readonly DiscordGatewayOptions _options;
    private readonly ShardManager _manager;
    private readonly ILogger _logger;
    private readonly IDisposable? _watching;
    private readonly bool _isSetInCode;
    private UpdatePresence? _configured;

    public PresenceReload(IServiceProvider services, DiscordGatewayOptions options, ShardManager manager, ILogger<PresenceReload> logger)
    {
        _configuration = services.GetService<IConfiguration>();
        _options = options;
        _manager = manager;
        _logger = logger;
        if (_configuration is not null)
        {
            _configured = Read([]);
            _isSetInCode = !Same(options.Presence, _configured);
            _watching = ChangeToken.OnChange(_configuration.GetReloadToken, OnChanged);
        }
    }

    public void Dispose() => _watching?.Dispose();

    private UpdatePresence? Read(List<string> mistakes)
    {
        UpdatePresence? presence = null;
        var settings = new SettingsReader(_configuration!.GetSection(_options.Section), mistakes, []);
        settings.Section("Presence", section => presence = PresenceSettings.Read(section));
        mistakes.AddRange(PresenceSettings.Mistakes(presence, _options).Select(mistake => $"{_options.Section}:{mistake}"));
        return presence;
    }

    // Runs on the thread that noticed the change, one at a time; nothing may come out of it.
    private void OnChanged()
    {
        List<string> mistakes = [];
        UpdatePresence? presence = Read(mistakes);
        if (mistakes.Count > 0)
        {
            LogMistakes(string.Join(' ', mistakes));
        }
        else if (!Same(presence, _configured))
        {
            _configured = presence;
            if (_isSetInCode)
            {
                LogSetInCode(); // which wins after a restart, too
                return;
            }

            _ = UpdateAsync(presence ?? new UpdatePresence());
        }
    }

    private async Task UpdateAsync(UpdatePresence presence)
    {
        try
        {
            LogChanged(presence.Activities.Count > 0 ? $"{presence.Status}, {presence.Activities[0].Name}" : $"{presence.Status}");
            await _manager.UpdatePresenceAsync(presence).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            LogNotSent(e);
        }
    }

    // Records compare their lists by reference.
    private static bool Same(UpdatePresence? one, UpdatePresence? other) => one is null || other is null
        ? one is null && other is null
        : one with { Activities = other.Activities } == other && one.Activities.SequenceEqual(other.Activities);

    [LoggerMessage(190, LogLevel.Information, "The presence in the configuration has changed to {Presence}")]
    private partial void LogChanged(string presence);

    [LoggerMessage(193, LogLevel.Information, "The presence in the configuration has changed; the bot keeps the one that its code sets")]
    private partial void LogSetInCode();

    [LoggerMessage(191, LogLevel.Warning, "The presence in the configuration has changed, but not to one that could be shown; the bot keeps the one before. {Mistakes}")]
    private partial void LogMistakes(string mistakes);

    [LoggerMessage(192, LogLevel.Warning, "The new presence could not be sent to all shards")]
    private partial void LogNotSent(Exception exception);
}
