using System.Text;
using System.Text.Json;

namespace Gateway.Load;

/// <summary>One client's connection, from the upgrade on: it is greeted, then sent whatever it is told to.</summary>
internal sealed class LoadConnection(Stream stream, Script script)
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _heartbeats = new(0);

    /// <summary>Completes once the session is open: READY has been sent, or what was missed and RESUMED.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Whether a new session was asked for.</summary>
    public bool HasIdentified { get; private set; }

    /// <summary>Which shard identified here.</summary>
    public int Shard { get; private set; }

    /// <summary>Writes, on the caller's thread.</summary>
    public void Send(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

    /// <summary>Waits for the client's next heartbeat.</summary>
    public Task HeartbeatAsync(CancellationToken cancellationToken) => _heartbeats.WaitAsync(cancellationToken);

    /// <summary>Greets the client and reads what it sends until it goes.</summary>
    public async Task RunAsync()
    {
        Send(script.Hello);
        byte[] header = new byte[14];
        while (true)
        {
            // A client's frame: two bytes, a longer length, four bytes of mask, the payload.
            await stream.ReadExactlyAsync(header.AsMemory(0, 2)).ConfigureAwait(false);
            int length = header[1] & 0x7F;
            int more = length == 126 ? 2 : 0;
            await stream.ReadExactlyAsync(header.AsMemory(2, more + 4)).ConfigureAwait(false);
            if (more > 0)
            {
                length = (header[2] << 8) | header[3];
            }

            byte[] payload = new byte[length];
            await stream.ReadExactlyAsync(payload).ConfigureAwait(false);
            for (int i = 0; i < length; i++)
            {
                payload[i] ^= header[2 + more + (i & 3)];
            }

            if ((header[0] & 0x0F) == 1)
            {
                OnPayload(payload);
            }
            else if ((header[0] & 0x0F) == 8)
            {
                Send([0x88, (byte)payload.Length, .. payload]);
                return;
            }
        }
    }

    private void Open()
    {
        Send(script.Opening);
        _opened.TrySetResult();
    }

    private void OnPayload(byte[] payload)
    {
        using JsonDocument json = JsonDocument.Parse(Encoding.UTF8.GetString(payload));
        switch (json.RootElement.GetProperty("op").GetInt32())
        {
            case 1:
                _heartbeats.Release();
                break;
            case 2:
                Shard = json.RootElement.GetProperty("d").TryGetProperty("shard", out JsonElement shard) ? shard[0].GetInt32() : 0;
                HasIdentified = true;
                Open();
                break;
            case 6:
                Open();
                break;
        }
    }
}
