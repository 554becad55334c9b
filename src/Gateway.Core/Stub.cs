#pragma warning disable
using System.Text.Json.Serialization.Metadata;
namespace Gateway.Core { 
 [Flags] public enum GatewayIntents : ulong { None=0, Guilds = 1, GuildMembers = 2, GuildPresences=256, GuildMessages = 512, MessageContent = 32768 }
 public readonly record struct Snowflake(ulong Value) { public override string ToString() => Value.ToString(); public static implicit operator Snowflake(ulong v) => new(v); }
 public class EventFormatException : GatewayException { public EventFormatException(string m) : base(m) {} }
}
namespace Gateway.Core.Events {
 public interface IGatewayEvent { }
 public abstract class EventDescriptor { public string Name => ""; public GatewayIntents Intents => 0; public abstract Type EventType {get;} public abstract IGatewayEvent Read(ReadOnlySpan<byte> data); public abstract TResult Accept<TResult>(IEventDescriptorVisitor<TResult> visitor); }
 public sealed class EventDescriptor<TEvent> : EventDescriptor where TEvent : class, IGatewayEvent { public TEvent Deserialize(ReadOnlySpan<byte> data) => null!; public override Type EventType => typeof(TEvent); public override IGatewayEvent Read(ReadOnlySpan<byte> data)=>null!; public override TResult Accept<TResult>(IEventDescriptorVisitor<TResult> visitor)=>visitor.Visit(this); }
 public interface IEventDescriptorVisitor<TResult> { TResult Visit<TEvent>(EventDescriptor<TEvent> descriptor) where TEvent : class, IGatewayEvent; }
 public static class EventCatalog {
    public static IReadOnlyList<EventDescriptor> All => [];
    public static EventDescriptor? Find(ReadOnlySpan<byte> utf8Name) => null;
    public static EventDescriptor? Find(string name) => null;
    public static EventDescriptor? Find(Type eventType) => null;
    public static EventDescriptor<TEvent> Get<TEvent>() where TEvent : class, IGatewayEvent => null!;
 }
}
