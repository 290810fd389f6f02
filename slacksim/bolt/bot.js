// A small bot on @slack/bolt. It is run by bolt_test.go against the pretend
// Slack, so that Slack's own framework agrees with it and not only our client.
// SLACK_API_URL says where; the tokens are those of slacksim.Config's defaults.
import bolt from '@slack/bolt';

const app = new bolt.App({
  token: 'xoxb-sim',
  appToken: 'xapp-sim',
  socketMode: true,
  logLevel: bolt.LogLevel.WARN,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
});

const plain = (text) => ({ type: 'plain_text', text });

app.command('/hello', async ({ ack, command }) => {
  await ack({ text: `hello ${command.user_name}: ${command.text}` });
});

app.command('/card', async ({ ack, command, client }) => {
  await ack();
  await client.chat.postMessage({
    channel: command.channel_id,
    text: 'a card',
    blocks: [{
      type: 'actions',
      elements: [
        { type: 'button', action_id: 'count', text: plain('Count'), value: '1' },
        { type: 'button', action_id: 'form', text: plain('Form') },
      ],
    }],
  });
});

app.action('count', async ({ ack, body, client }) => {
  await ack();
  await client.chat.update({ channel: body.channel.id, ts: body.message.ts, text: `counted for ${body.user.name}` });
});

app.action('form', async ({ ack, body, client }) => {
  await ack();
  await client.views.open({
    trigger_id: body.trigger_id,
    view: {
      type: 'modal',
      callback_id: 'form',
      private_metadata: body.channel.id,
      title: plain('Form'),
      submit: plain('Send'),
      blocks: [{
        type: 'input',
        block_id: 'name',
        label: plain('Name'),
        element: { type: 'plain_text_input', action_id: 'text' },
      }],
    },
  });
});

app.view('form', async ({ ack, view, client }) => {
  const name = view.state.values.name.text.value;
  if (name.length < 2) {
    await ack({ response_action: 'errors', errors: { name: 'too short' } });
    return;
  }
  await ack();
  await client.chat.postMessage({ channel: view.private_metadata, text: `form: ${name}` });
});

app.event('reaction_added', async ({ event, client }) => {
  await client.chat.postMessage({ channel: event.item.channel, thread_ts: event.item.ts, text: `saw ${event.reaction}` });
});

app.error(async (error) => {
  console.error('bot failed:', error);
  process.exitCode = 1;
});

await app.start();
