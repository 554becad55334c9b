using System.Text;
using System.Text.Json;
using Gateway.Core;
using Gateway.Core.Events;
using Gateway.Core.NativeSmoke;

// Reads every sampled event, natively compiled: shows that reading needs no reflection and survives trimming.
using Stream file = typeof(Program).Assembly.GetManifestResourceStream("dispatch-samples.jsonl")!;
using var lines = new StreamReader(file);
int read = 0, failed = 0;
while (lines.ReadLine() is { } line)
{
    using JsonDocument envelope = JsonDocument.Parse(line);
    string name = envelope.RootElement.GetProperty("t").GetString()!;
    byte[] data = Encoding.UTF8.GetBytes(envelope.RootElement.GetProperty("d").GetRawText());
    try
    {
        EventDescriptor row = EventCatalog.Find(Encoding.UTF8.GetBytes(name))
            ?? throw new InvalidOperationException($"{name} is not in the catalog.");
        int length = row.Accept(new RoundTrip(data));
        Console.WriteLine($"{row.Read(data)}: {data.Length} bytes read, {length} written");
        read++;
    }
    catch (Exception e) when (e is EventFormatException or InvalidOperationException or NotSupportedException)
    {
        Console.Error.WriteLine($"{name}: {e.Message}");
        failed++;
    }
}

Console.WriteLine($"{read} events read, {failed} failed");
return failed == 0 && read > 0 ? 0 : 1;
