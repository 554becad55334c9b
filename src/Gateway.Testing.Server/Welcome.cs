using System.Security.Cryptography.X509Certificates;

namespace Gateway.Testing.Server;

/// <summary>What a person needs to know to point a bot here.</summary>
internal static class Welcome
{
    public static void Write(TextWriter output, SimulatedDiscord discord)
    {
        string api = discord.ApiBaseAddress.ToString().TrimEnd('/');
        string unversioned = api[..api.LastIndexOf('/')];
        output.WriteLine(
            $"""
            A simulated Discord is listening.

              HTTP           {api}
              Gateway        {discord.GatewayUri}
              For resuming   {discord.ResumeGatewayUri}
              Token          {discord.Token}
              Guilds         {Guilds(discord)}

            Point a bot at it by its HTTP address; the gateway follows from GET /gateway/bot.

              Gateway.Hosting   ApiBaseAddress = "{api}/"
              discord.js        new Client(…, rest: api: '{unversioned}')
              @discordjs/ws     new REST(api: '{unversioned}')

            A line typed here is said by a member. Ctrl+C stops.

            """);
        if (discord.Certificate is { } certificate)
        {
            output.WriteLine("Its certificate, to be trusted by the bot:");
            output.WriteLine(certificate.ExportCertificatePem());
            output.WriteLine();
        }

        output.Flush();
    }

    private static string Guilds(SimulatedDiscord discord)
    {
        var guilds = discord.Guilds;
        if (guilds.Count == 0)
        {
            return "none";
        }

        string some = string.Join(", ", guilds.Take(3).Select(static guild => $"{guild.Name} ({guild.Id})"));
        return guilds.Count > 3 ? $"{some}, … {guilds.Count} in all" : some;
    }
}
