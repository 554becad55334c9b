using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Gateway.Core.Tests;

public class GuardedLoggerTests
{
    [Fact]
    public void It_logs_what_its_logger_would()
    {
        var log = new FakeLogger();
        log.ControlLevel(LogLevel.Debug, enabled: false);
        ILogger guarded = GuardedLogger.Of(log);
        var error = new IOException("why");

        guarded.Log(LogLevel.Warning, new EventId(4), "what", error, static (what, _) => $"said {what}");

        Assert.Equal((LogLevel.Warning, 4, "said what", error), (log.LatestRecord.Level, log.LatestRecord.Id.Id, log.LatestRecord.Message, log.LatestRecord.Exception));
        Assert.Equal((false, true), (guarded.IsEnabled(LogLevel.Debug), guarded.IsEnabled(LogLevel.Information)));
    }

    [Fact]
    public void What_it_throws_is_nobody_elses()
    {
        ILogger guarded = GuardedLogger.Of(new ThrowingLogger());

        guarded.Log(LogLevel.Warning, default, "what", null, static (what, _) => what);
        Assert.False(guarded.IsEnabled(LogLevel.Warning));
    }

    [Fact]
    public void All_who_share_a_logger_share_one()
    {
        var log = new FakeLogger();
        ILogger guarded = GuardedLogger.Of(log);

        Assert.Same(guarded, GuardedLogger.Of(log));
        Assert.Same(guarded, GuardedLogger.Of(guarded));
        Assert.NotSame(guarded, GuardedLogger.Of(new FakeLogger()));
    }
}
