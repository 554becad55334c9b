using System.Text.Json;

namespace Gateway.Testing;

/// <summary>The poll of a message.</summary>
internal static class PollPayload
{
    public static void Write(Utf8JsonWriter json, PollState poll)
    {
        json.WriteStartObject("poll");
        json.WriteStartObject("question");
        json.WriteString("text", poll.Question);
        json.WriteEndObject();
        json.Array("answers", poll.Answers.Index(), static (json, answer) =>
        {
            json.WriteStartObject();
            json.WriteNumber("answer_id", answer.Index + 1);
            json.WriteStartObject("poll_media");
            json.WriteString("text", answer.Item);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        json.Time("expiry", poll.EndsAt);
        json.WriteBoolean("allow_multiselect", poll.SeveralAnswers);
        json.WriteNumber("layout_type", 1);
        json.WriteStartObject("results");
        json.WriteBoolean("is_finalized", poll.IsOver);
        json.Array("answer_counts", poll.Answers.Index(), (json, answer) =>
        {
            json.WriteStartObject();
            json.WriteNumber("id", answer.Index + 1);
            json.WriteNumber("count", poll.Votes.Count(vote => vote.Answer == answer.Index + 1));
            json.WriteBoolean("me_voted", false);
            json.WriteEndObject();
        });
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
