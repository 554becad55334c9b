using System.Reflection;
using Gateway.Core.Models;

namespace Gateway.Core.Tests.Json;

/// <summary>The bytes that an object takes together with all it refers to, but for what all objects share.</summary>
internal static class ObjectGraph
{
    private static readonly Func<object, object> Clone = typeof(object)
        .GetMethod("MemberwiseClone", BindingFlags.NonPublic | BindingFlags.Instance)!
        .CreateDelegate<Func<object, object>>();

    public static long Size(object root)
    {
        var seen = new HashSet<object>([User.Nobody, Application.Nothing], ReferenceEqualityComparer.Instance);
        var unseen = new Stack<object>([root]);
        long size = 0;
        while (unseen.TryPop(out object? it))
        {
            if (!seen.Add(it) || it is Type || it is Delegate)
            {
                continue;
            }

            size += SizeAlone(it);
            foreach (object part in PartsOf(it))
            {
                unseen.Push(part);
            }
        }

        return size;
    }

    private static long SizeAlone(object it)
    {
        if (it is string { Length: 0 } or Array { Length: 0 })
        {
            return 0; // shared
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        object copy = it is string text ? new string(text.AsSpan()) : Clone(it);
        long after = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(copy);
        return after - before;
    }

    private static IEnumerable<object> PartsOf(object it) => it switch
    {
        string => [],
        Array items when items.GetType().GetElementType()!.IsValueType => items.Cast<object>().SelectMany(FieldsOf),
        Array items => items.Cast<object?>().OfType<object>(),
        _ => FieldsOf(it),
    };

    /// <summary>What the fields refer to, through values.</summary>
    private static IEnumerable<object> FieldsOf(object it)
    {
        for (Type? type = it.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (field.FieldType.IsPrimitive || field.FieldType.IsEnum || field.GetValue(it) is not { } value)
                {
                    continue;
                }

                if (!field.FieldType.IsValueType)
                {
                    yield return value;
                }
                else
                {
                    foreach (object inner in FieldsOf(value))
                    {
                        yield return inner;
                    }
                }
            }
        }
    }
}
