// discord.js against the load server: a bot that counts messages. Its argument: where node_modules is.
import { createRequire } from 'node:module';

const require = createRequire(process.argv[2] + '/');
const { Client, Events } = require('discord.js');

const client = new Client({
  intents: 0,
  shardCount: Number(process.env.LOAD_SHARDS),
  rest: { api: process.env.LOAD_API.replace(/\/v10\/$/, '') },
});
let received = 0;
client.on(Events.MessageCreate, () => received++);
client.on(Events.Error, (error) => console.error(error));
await client.login(process.env.LOAD_TOKEN);
