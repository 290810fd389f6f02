// A bot as the documentation of @slack/bolt has one written, with better-sqlite3:
// a command is inserted and its card posted, a reaction is upserted. It is
// measured beside Pogo by `go run ./bench peers`.
//
// Bolt acknowledges first and works then. With --store-first it works first:
// events, which Bolt acknowledges by itself, are then held back by the receiver.
import { parseArgs } from 'node:util';
import bolt from '@slack/bolt';
import Database from 'better-sqlite3';

const { values: options } = parseArgs({
  options: { 'api-url': { type: 'string' }, database: { type: 'string' }, 'store-first': { type: 'boolean' } },
});
const storeFirst = options['store-first'];

const db = new Database(options.database);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.exec(`
  CREATE TABLE IF NOT EXISTS story (id INTEGER PRIMARY KEY, channel TEXT NOT NULL, author TEXT NOT NULL, text TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS reaction (channel TEXT, ts TEXT, person TEXT, emoji TEXT, added INTEGER NOT NULL, PRIMARY KEY (channel, ts, person, emoji));
`);
const insertStory = db.prepare('INSERT INTO story (channel, author, text) VALUES (?, ?, ?)');
const upsertReaction = db.prepare(`INSERT INTO reaction (channel, ts, person, emoji, added) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET added = excluded.added`);

class LateReceiver extends bolt.SocketModeReceiver {
  init(app) {
    super.init({
      processEvent: async (event) => {
        if (event.body.type !== 'event_callback') return app.processEvent(event);
        await app.processEvent({ ...event, ack: async () => {} });
        return event.ack();
      },
    });
  }
}

const socket = { appToken: process.env.SLACK_APP_TOKEN, logLevel: bolt.LogLevel.ERROR };
const clientOptions = { slackApiUrl: options['api-url'] };
const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  logLevel: bolt.LogLevel.ERROR,
  clientOptions,
  ...(storeFirst
    ? { receiver: new LateReceiver({ ...socket, installerOptions: { clientOptions } }) }
    : { ...socket, socketMode: true }),
});

app.command('/story', async ({ ack, command, client }) => {
  if (!storeFirst) await ack();
  const { lastInsertRowid: id } = insertStory.run(command.channel_id, command.user_id, command.text);
  if (storeFirst) await ack();
  await client.chat.postMessage({
    channel: command.channel_id,
    text: `STORY-${id}: ${command.text}`,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*STORY-${id}* ${command.text}` } },
      { type: 'context', elements: [{ type: 'mrkdwn', text: `asked for by <@${command.user_id}>` }] },
      { type: 'actions', elements: [{ type: 'button', action_id: 'done', text: { type: 'plain_text', text: 'Done' }, value: `${id}` }] },
    ],
  });
});

const react = (added) => async ({ event }) => {
  upsertReaction.run(event.item.channel, event.item.ts, event.user, event.reaction, added);
};
app.event('reaction_added', react(1));
app.event('reaction_removed', react(0));

await app.start();
