// A bot on discord.js: it says what happens on stdout, a line each, and answers "!ping" and /ping.
import { Client, Events, GatewayIntentBits, SimpleShardingStrategy } from 'discord.js';

const [api, plain] = process.argv.slice(2);
const say = (...words) => console.log(words.join(' '));

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.MessageContent, GatewayIntentBits.GuildMembers, GatewayIntentBits.GuildMessagePolls, GatewayIntentBits.GuildScheduledEvents],
  rest: { api },
  ws: {
    // With zlib-sync installed it compresses; it has no option to do without.
    buildStrategy: (manager) => {
      manager.options.compression = plain ? null : manager.options.compression;
      return new SimpleShardingStrategy(manager);
    },
  },
});

client.once(Events.ClientReady, (ready) => say('ready', ready.user.username, [...ready.guilds.cache.values()].map((guild) => `${guild.name}:${guild.memberCount}`).join(',')));
client.on(Events.ShardResume, (id, replayed) => say('resumed', id, replayed));
client.on(Events.ShardReconnecting, (id) => say('reconnecting', id));
client.on(Events.ShardDisconnect, (event) => say('disconnected', event.code));
client.on(Events.Error, (error) => say('error', error.message));
client.on(Events.GuildMemberAdd, (member) => say('joined', member.user.username));
client.on(Events.ThreadCreate, (thread) => say('thread', thread.name, thread.parent.name));
client.on(Events.MessagePollVoteAdd, (answer) => say('vote', answer.text));
client.on(Events.GuildScheduledEventCreate, (event) => say('event', event.name));
client.on(Events.GuildRoleCreate, (role) => say('role', role.name));
client.on(Events.MessageCreate, async (message) => {
  say('message', message.author.username, message.channel.name, message.content);
  if (message.content === '!ping') {
    await message.reply('pong');
  }
  if (message.content === '!members') {
    const members = await message.guild.members.fetch();
    await message.channel.send(`${members.size} members`);
  }
});
client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isChatInputCommand()) {
    await interaction.reply(`${interaction.commandName} ${interaction.options.getInteger('times') ?? ''}`.trim());
    await interaction.followUp('and more');
  }
});

process.on('SIGTERM', async () => {
  await client.destroy();
  process.exit(0);
});
client.login(process.env.TOKEN).catch((error) => {
  say('refused', error.message);
  process.exit(1);
});
