using System.Buffers;
using System.Runtime.CompilerServices;

namespace Gateway.Core.Json;

/// <summary>Collects items of a number yet unknown into an array that is just large enough.</summary>
internal ref struct ListBuilder<T>
{
    private T[]? _rented;
    private int _count;

    public void Add(T item)
    {
        if (_rented is null || _count == _rented.Length)
        {
            Grow();
        }

        _rented![_count++] = item;
    }

    /// <summary>The items. Nothing can be added afterwards.</summary>
    public T[] Build()
    {
        if (_rented is null)
        {
            return [];
        }

        T[] items = _rented.AsSpan(0, _count).ToArray();
        Return();
        return items;
    }

    private void Grow()
    {
        T[] larger = ArrayPool<T>.Shared.Rent(Math.Max(16, _count * 2));
        _rented?.CopyTo(larger, 0);
        Return();
        _rented = larger;
    }

    private readonly void Return()
    {
        if (_rented is not null)
        {
            ArrayPool<T>.Shared.Return(_rented, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }
}
