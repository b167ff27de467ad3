// A message on its way out, pushed in portions of five. Each portion has a retry key made from our own id, so that silence is tried again and nothing arrives twice. LINE carries
// pictures by address and no other files: those go as a link.
import { createHash } from 'node:crypto';
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account, File, Outbound, Outcome } from '../../adapter.ts';
import { buttonsOf } from '../bots/buttons.ts';
import { inOrder, type Step } from '../bots/in-order.ts';
import { partsOf } from '../bots/parts.ts';
import { list, str } from '../meta/loose.ts';
import { withWayOut } from '../way-out.ts';
import { type Answer, call, isDone } from './call.ts';
import { refusalOf } from './errors.ts';
import { userOf } from './events.ts';
import type { LineSettings } from './settings.ts';

/** Of one message; longer words go as several. */
export const mostLetters = 5_000;
const mostTogether = 5;
const mostPictureBytes = 1_000_000; // of a preview, which is the picture itself

/** Sends once; the same message again is one at LINE for a day. Never throws for LINE's sake. */
export async function push({ settings }: Account<LineSettings>, outbound: Outbound, tools: Tools): Promise<Outcome> {
  const to = userOf(outbound.to.value);
  if (to === undefined)
    return {
      outcome: 'failed',
      because: 'unknown-address',
      words: 'This person has not written to the account, and LINE lets it write only after that.',
    };
  if (outbound.attachments.some(({ link = '' }) => !mayFetch(tools, settings, link)))
    return {
      outcome: 'failed',
      because: 'files-not-carried',
      words:
        'LINE fetches files from here by https, and this Parley is not reached by it. Send the words alone, or the file by another channel.',
    };
  const texts = partsOf(withWayOut(outbound), mostLetters).map((text) => ({ type: 'text', text }));
  const messages: object[] = [...texts, ...outbound.attachments.map(asMessage)];
  const buttons = buttonsOf(outbound);
  if (buttons.length > 0 && messages.length > 0)
    messages.push({
      ...messages.pop(),
      quickReply: { items: buttons.map((label) => ({ type: 'action', action: { type: 'message', label, text: label } })) },
    });
  const portions = Array.from({ length: Math.ceil(messages.length / mostTogether) }, (_, at) =>
    messages.slice(at * mostTogether, (at + 1) * mostTogether),
  );
  const steps = portions.map(
    (portion, at): Step =>
      async (seconds) => {
        const retryKey = keyFor(outbound.id, at);
        return goneAs(
          await call(tools, settings, '/v2/bot/message/push', { method: 'POST', json: { to, messages: portion }, retryKey, seconds }),
        );
      },
  );
  return inOrder('LINE', steps, { isRepeatable: true });
}

const mayFetch = (tools: Tools, { provider }: LineSettings, link: string): boolean => {
  const isReal = provider === 'line' && new URL(config.of({ tools }).lineUrl).hostname.endsWith('.line.me');
  return link.startsWith('https:') || (link !== '' && !isReal);
};

function asMessage({ type, name, bytes, link }: File): object {
  if (/^image\/(jpeg|png)$/.test(type) && bytes.length <= mostPictureBytes)
    return { type: 'image', originalContentUrl: link, previewImageUrl: link };
  return { type: 'text', text: `📎 ${name.slice(0, 200)}\n${link}` };
}

/** A UUID for one portion of one message, the same at every attempt. */
function keyFor(id: string, at: number): string {
  const hex = createHash('sha256').update(`${id}/${at}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** 409: LINE took this very portion before. */
function goneAs(answer: Answer | Silence): Awaited<ReturnType<Step>> {
  if ('silent' in answer || (answer.status !== 409 && !isDone(answer))) return refusalOf(answer);
  return {
    ids: list(answer.body['sentMessages'])
      .map(({ id }) => str(id))
      .filter((id) => /^\d{1,40}$/.test(id)),
  };
}
