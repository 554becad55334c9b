// A shard manager on @discordjs/ws: it says what happens on stdout, a line each.
import { REST } from '@discordjs/rest';
import { CompressionMethod, WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';

const [api, intents, shards, compression] = process.argv.slice(2);
const say = (...words) => console.log(words.join(' '));

const rest = new REST({ api }).setToken(process.env.TOKEN);
const manager = new WebSocketManager({
  token: process.env.TOKEN,
  intents: Number(intents),
  shardCount: Number(shards),
  compression: compression ? CompressionMethod[compression] : null,
  rest,
});

manager.on(WebSocketShardEvents.Ready, (_, id) => say('ready', id));
manager.on(WebSocketShardEvents.Resumed, (id) => say('resumed', id));
manager.on(WebSocketShardEvents.Closed, (code, id) => say('closed', code, id));
manager.on(WebSocketShardEvents.HeartbeatComplete, (stats, id) => say('beat', id));
manager.on(WebSocketShardEvents.Error, (error) => say('error', error.message));
manager.on(WebSocketShardEvents.Dispatch, (payload, id) => say('dispatch', id, payload.t, payload.d?.content ?? payload.d?.name ?? ''));

process.on('SIGTERM', async () => {
  await manager.destroy({ code: 1000 });
  process.exit(0);
});
manager.connect().catch((error) => {
  say('refused', error.message);
  process.exit(1);
});
