// @discordjs/ws against the load server: shards whose events nobody wants. Its argument: where node_modules is.
import { createRequire } from 'node:module';

const require = createRequire(process.argv[2] + '/');
const { WebSocketManager, WebSocketShardEvents, CompressionMethod } = require('@discordjs/ws');
const { REST } = require('@discordjs/rest');

const rest = new REST({ api: process.env.LOAD_API.replace(/\/v10\/$/, '') }).setToken(process.env.LOAD_TOKEN);
const manager = new WebSocketManager({
  token: process.env.LOAD_TOKEN,
  intents: 0,
  rest,
  shardCount: Number(process.env.LOAD_SHARDS),
  compression: process.env.LOAD_COMPRESSION === 'zlib-stream' ? CompressionMethod.ZlibNative : null,
});
let received = 0;
manager.on(WebSocketShardEvents.Dispatch, () => received++);
manager.on(WebSocketShardEvents.Error, (error) => console.error(error));
await manager.connect();
