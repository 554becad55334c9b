using Gateway.Hosting.Dispatch;

namespace Gateway.Hosting.Tests.Dispatch;

/// <summary>
/// What happens is written as it is read: <c>5</c> an event that finishes at once, <c>5+</c> one that runs, <c>5-</c> its
/// end, <c>5!</c> its end unfinished, <c>R</c> a new session, <c>R1</c> one whose Ready has the sequence 1; <c>=5</c> is what the value must be then, <c>=</c> none.
/// </summary>
public class FinishedSequenceTests
{
    [Theory]
    [InlineData("=")]
    [InlineData("R = 1 =1 2 =2 3 =3")]
    [InlineData("R 1+ = 2 = 3 = 1- =3")]
    [InlineData("R 1 2+ =1 3+ =1 4 =1 3- =1 2- =4")]
    [InlineData("R 1 2+ 3+ 4+ 2- =2 4- =2 3- =4")]
    [InlineData("R 1 2+ 3+ 3- 2- =3 4 =4")]
    [InlineData("R 1 2+ R = 1 =1 2- =1")] // of the session before
    [InlineData("R 1 2+ R 1+ 2- = 1- =1")]
    [InlineData("R 1 2+ 3 2! =1 4 =1 5+ 5- =1")] // given up: has to come again
    [InlineData("R 1 2+ 3+ 3! =1 2- =2 4 =2")]
    [InlineData("R 1 2+ 2! R 1 =1 2 =2")]
    [InlineData("R 1 3! =1 4 =1")] // given up where it was read
    [InlineData("R 5 7 =7 6 =7 8 =8")] // out of order
    [InlineData("R 5 7 =7 6+ =5 6- =7")]
    [InlineData("R 5 7+ =5 6+ =5 7- =5 8 =5 6- =8")]
    [InlineData("R 5 7+ 8+ 6+ =5 7- =5 6- =5 8- =8")] // on the low side until all are done
    [InlineData("R 0 =0 1 =1")]
    [InlineData("R1 =1 1+ =1 2 =2 3+ =2 1- =2 3- =3")] // Ready itself is not waited for: no resumption repeats it
    [InlineData("R1 1+ 1! =1 2 =2")]
    [InlineData("R0 =0 0+ 1 =1")]
    public void Everything_up_to_it_has_finished(string story) => Play(new FinishedSequence(start: null), story);

    [Theory]
    [InlineData("=40 41 =41")]
    [InlineData("=40 41+ =40 42 =40 41- =42")]
    [InlineData("41+ 41! =40")]
    [InlineData("41+ R = 1 =1")]
    public void A_session_that_is_resumed_begins_where_it_stood(string story) => Play(new FinishedSequence(start: 40), story);

    [Fact]
    public void A_mark_is_used_again()
    {
        var finished = new FinishedSequence(null);
        var mark = new FinishedSequence.Mark();
        for (int i = 1; i < 4; i++)
        {
            finished.Begin(mark, i);
            finished.End(mark, finished: true);
            Assert.Equal(i, finished.Value);
        }

        finished.End(mark, finished: false); // not begun
        Assert.Equal(3, finished.Value);
    }

    private static void Play(FinishedSequence finished, string story)
    {
        var running = new Dictionary<long, FinishedSequence.Mark>();
        foreach (string step in story.Split(' '))
        {
            if (step[0] == 'R')
            {
                finished.StartSession(step.Length == 1 ? null : long.Parse(step[1..]));
                running = running.ToDictionary(static pair => -pair.Key, static pair => pair.Value); // still end, as 2- below
            }
            else if (step[0] == '=')
            {
                Assert.Equal(step.Length == 1 ? null : long.Parse(step[1..]), finished.Value);
            }
            else if (char.IsDigit(step[^1]))
            {
                finished.Advance(long.Parse(step));
            }
            else
            {
                Step(finished, running, long.Parse(step[..^1]), step[^1]);
            }
        }
    }

    private static void Step(FinishedSequence finished, Dictionary<long, FinishedSequence.Mark> running, long sequence, char what)
    {
        if (what == '+')
        {
            running[sequence] = new FinishedSequence.Mark();
            finished.Begin(running[sequence], sequence);
        }
        else if (running.TryGetValue(sequence, out FinishedSequence.Mark? mark) || running.TryGetValue(-sequence, out mark))
        {
            finished.End(mark, finished: what == '-');
        }
        else
        {
            Assert.Equal('!', what);
            finished.GiveUp(sequence);
        }
    }
}
