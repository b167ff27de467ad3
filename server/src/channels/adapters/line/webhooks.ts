// Where LINE hands in what happened, several events at once, signed with the secret of the channel over the bytes as they came. Where redelivery is switched on, what was not
// answered comes again; the id of a message makes it the same one.
import type { Protocol } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account, Inbound } from '../../adapter.ts';
import { botDoor, dropped } from '../bots/door.ts';
import { takeEach } from '../bots/take-each.ts';
import { str } from '../meta/loose.ts';
import { call, isDone } from './call.ts';
import { type Read, readEvents } from './events.ts';
import { hooks } from './hooks.ts';
import { fetchFile } from './media.ts';
import type { LineSettings } from './settings.ts';
import { isSigned } from './signature.ts';

export const webhooks: Protocol = botDoor<LineSettings>({
  channel: 'line',
  hooks,
  bodyLimitBytes: 1_048_576,
  isTheirs: ({ settings }, asked) => isSigned(settings.channelSecret, asked.body, asked.header('x-line-signature')),
  take: async (tools, account, body) => {
    const events = readEvents({ ...account, tellsRead: account.settings.tellsRead === true }, body);
    await takeEach(events, lineOf, (read) => take(tools, account, read));
    return undefined;
  },
});

/** Whose it is: what one person did stays in order, and nobody else's waits for it. */
function lineOf(read: Read): string {
  if (read.what === 'nothing') return '';
  const { from } = read.what === 'message' ? read.said : read.what === 'change' ? read.change : read.stop;
  return from.value;
}

async function take(tools: Tools, account: Account<LineSettings>, read: Read): Promise<void> {
  const room = hooks.of({ tools });
  if (read.what === 'nothing') dropped(tools, account, 'line', read.because);
  else if (read.what === 'change') await room.change(read.change);
  else if (read.what === 'wish') await room.stop(read.stop);
  else if (!(read.file && (await room.isKnown(read.said)))) {
    // nothing is fetched twice
    const attachments = read.file ? [await fetchFile(tools, account.settings, read.file)] : [];
    await room.receive({ ...read.said, from: await named(tools, account, read.said.from), attachments });
  }
}

/** LINE tells no name by itself. It is asked for once, of who writes for the first time, and where the company chose that; picture and status are left there. */
async function named(tools: Tools, { workspace, settings }: Account<LineSettings>, from: Inbound['from']): Promise<Inbound['from']> {
  if (settings.names !== 'yes' || (await hooks.of({ tools }).knows({ workspace, from }))) return from;
  const answer = await call(tools, settings, `/v2/bot/profile/${from.value.slice('line:'.length)}`, { seconds: 3 });
  if (!isDone(answer)) return from;
  const [name, language] = [str(answer.body['displayName']).slice(0, 100).trim(), /^[a-z]{2}/.exec(str(answer.body['language']))?.[0]];
  return { ...from, ...(name !== '' && { name }), ...(language && { language }) };
}
