using Gateway.Testing.Contracts;

namespace Gateway.Core.Tests;

public sealed class SessionStoreContractTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sessions-").FullName;

    public static TheoryData<string> Rules => [.. SessionStoreContract.Rules.Select(static rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public Task Memory_keeps_to(string name) => VerifyAsync(name, static () => new MemorySessionStore());

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task A_file_keeps_to(string name)
    {
        using var store = new FileSessionStore(Path.Combine(_folder, "sessions.json"));
        await VerifyAsync(name, () => store);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task VerifyAsync(string name, Func<ISessionStore> create) =>
        SessionStoreContract.Rules.Single(rule => rule.Name == name).VerifyAsync(create, TestContext.Current.CancellationToken);
}
