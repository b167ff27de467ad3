// A message on its way out: its text in as many parts as it needs, then its files one by one, which Viber fetches by their address. Viber takes no id that makes a repeat the
// same message.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Account, File, Outbound, Outcome } from '../../adapter.ts';
import { buttonsOf } from '../bots/buttons.ts';
import { inOrder, type Step } from '../bots/in-order.ts';
import { partsOf } from '../bots/parts.ts';
import { withWayOut } from '../way-out.ts';
import { tokenOf } from './big.ts';
import { call, isDone } from './call.ts';
import { refusalOf } from './errors.ts';
import { userOf } from './events.ts';
import type { ViberSettings } from './settings.ts';

/** Of one message; longer words go as several. */
export const mostLetters = 7_000;
const mostNameLetters = 28;
const mostFileBytes = 50_000_000;
const mostPictureBytes = 1_000_000;
const mostVideoBytes = 26_000_000;
/** The oldest Viber that shows words, pictures, files and keyboards. */
const minApiVersion = 1;

/** Sends once. Never throws for Viber's sake. */
export async function sendToUser({ settings }: Account<ViberSettings>, outbound: Outbound, tools: Tools): Promise<Outcome> {
  const receiver = userOf(outbound.to.value);
  if (receiver === undefined)
    return {
      outcome: 'failed',
      because: 'unknown-address',
      words: 'This person has not written to the bot, and Viber lets it write only after that.',
    };
  const fault = outbound.attachments.map((file) => faultOf(tools, settings, file)).find((each) => each !== undefined);
  if (fault) return fault;
  const sender = { name: senderName(outbound.fromName), ...(settings.avatar !== '' && { avatar: settings.avatar }) };
  const texts = partsOf(withWayOut(outbound), mostLetters).map((text) => ({ type: 'text', text }));
  const messages: object[] = [...texts, ...outbound.attachments.map(asMessage)];
  const buttons = buttonsOf(outbound);
  const steps = messages.map((message, at): Step => {
    const keyboard = buttons.length > 0 && at === messages.length - 1 ? { keyboard: keyboardOf(buttons) } : {};
    return async (seconds) => {
      const whole = { receiver, min_api_version: minApiVersion, sender, ...message, ...keyboard };
      const answer = await call(tools, settings, 'send_message', whole, seconds);
      if (!isDone(answer)) return refusalOf(answer);
      const id = tokenOf(answer.body['message_token']);
      return { ids: id === '' ? [] : [id] };
    };
  });
  return inOrder('Viber', steps);
}

/** The company is what must be seen, so a name that is too long loses the agent's. */
export function senderName(name: string): string {
  const short = [...name].length > mostNameLetters ? (name.split(' · ').at(-1) ?? name) : name;
  return [...short].slice(0, mostNameLetters).join('');
}

function faultOf(tools: Tools, settings: ViberSettings, { bytes, link = '' }: File): Outcome | undefined {
  if (bytes.length > mostFileBytes)
    return { outcome: 'failed', because: 'too-large', words: 'A file is larger than the 50 MB that Viber takes from a bot.' };
  const isReal = settings.provider === 'viber' && new URL(config.of({ tools }).viberUrl).hostname.endsWith('.viber.com');
  if (link === '' || (isReal && !link.startsWith('https:')))
    return {
      outcome: 'failed',
      because: 'files-not-carried',
      words:
        'Viber fetches files from here by https, and this Parley is not reached by it. Send the words alone, or the file by another channel.',
    };
  return undefined;
}

/** Only what Viber shows by itself goes as what it is; anything else is a file. */
function asMessage({ type, name, bytes, link }: File): object {
  if (/^image\/(jpeg|png)$/.test(type) && bytes.length <= mostPictureBytes) return { type: 'picture', text: '', media: link };
  if (type === 'video/mp4' && bytes.length <= mostVideoBytes) return { type: 'video', media: link, size: bytes.length };
  return { type: 'file', media: link, size: bytes.length, file_name: name.slice(-256) };
}

/** What stands on a button is read as markup. */
const keyboardOf = (buttons: readonly string[]): object => ({
  Type: 'keyboard',
  DefaultHeight: false,
  Buttons: buttons.map((says) => ({
    ...{ Columns: 6, Rows: 1, ActionType: 'reply', ActionBody: says },
    Text: says.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  })),
});
