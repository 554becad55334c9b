using System.Collections;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Gateway.Core.Events;

namespace Gateway.Core.Tests.Events;

/// <summary>
/// The serializer's metadata costs time and memory, so it is made when an event first needs it: when it is written, or does
/// not fit. A second copy of the library, in which nothing was read yet, shows it.
/// </summary>
public class EventMetadataTests
{
    [Fact]
    public void Metadata_is_made_for_the_events_that_need_it_and_no_others()
    {
        var fresh = new AssemblyLoadContext(nameof(EventMetadataTests), isCollectible: true);
        try
        {
            Assembly library = fresh.LoadFromAssemblyPath(typeof(EventCatalog).Assembly.Location);
            object[] rows = [.. RowsOf(library)];
            Assert.Equal(EventCatalog.All.Count, rows.Length);
            Assert.Empty(rows.Where(HasMetadata).Select(Name));

            Read(rows.Single(row => Name(row) == "GUILD_DELETE"), """{"id":"1"}""");
            Read(rows.Single(row => Name(row) == "MESSAGE_CREATE"), """{"id":"1","ch\u0061nnel_id":"2"}""");

            Assert.Equal(["MESSAGE_CREATE"], rows.Where(HasMetadata).Select(Name));
        }
        finally
        {
            fresh.Unload();
        }
    }

    private static IEnumerable<object> RowsOf(Assembly library) =>
        ((IEnumerable)library.GetType(typeof(EventCatalog).FullName!)!
            .GetProperty(nameof(EventCatalog.All))!
            .GetValue(null)!).Cast<object>();

    private static string Name(object row) =>
        (string)row.GetType().GetProperty(nameof(EventDescriptor.Name))!.GetValue(row)!;

    private static bool HasMetadata(object row) =>
        (bool)row.GetType()
            .GetProperty(nameof(EventDescriptor.HasMetadata), BindingFlags.NonPublic | BindingFlags.Instance)!
            .GetValue(row)!;

    private static void Read(object row, string json) =>
        row.GetType().GetMethod(nameof(EventDescriptor.Read))!
            .CreateDelegate<ReadBytes>(row)(Encoding.UTF8.GetBytes(json));

    private delegate object ReadBytes(ReadOnlySpan<byte> data);
}
