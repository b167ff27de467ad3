// A message on its way out: its text in as many parts as it needs, then its files one by one. Telegram takes no id that makes a repeat the same message, so what stopped
// midway is not begun again: the agent learns that a part arrived.
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account, File, Outbound, Outcome } from '../../adapter.ts';
import { type Answer, call } from './call.ts';
import { refusalOf } from './errors.ts';
import { partsOf } from './parts.ts';
import type { TelegramSettings } from './settings.ts';
import { textOf } from './words.ts';

const mostLetters = 4_096;
const mostFileBytes = 50_000_000;
const mostPhotoBytes = 10_000_000;
const mostWaitSeconds = 25; // between parts
const mostSeconds = 75; // for all of them: the delivery has ninety, and what left must be known by then
const fewestSeconds = 2; // below that nothing more is begun

export type Step = (chat: string, seconds: number) => Promise<Answer | Silence>;

/** Sends once. Never throws for Telegram's sake. */
export async function sendToChat({ settings }: Account<TelegramSettings>, outbound: Outbound, tools: Tools): Promise<Outcome> {
  const chat = chatOf(outbound.to.value);
  if (chat === undefined)
    return {
      outcome: 'failed',
      because: 'unknown-address',
      words: 'This person has not written to the bot, and Telegram lets it write only after that.',
    };
  if (outbound.attachments.some(({ bytes }) => bytes.length > mostFileBytes))
    return { outcome: 'failed', because: 'too-large', words: 'A file is larger than the 50 MB that Telegram takes from a bot.' };
  const steps: Step[] = [
    ...partsOf(textOf(outbound), mostLetters).map(
      (text): Step =>
        (to, withinSeconds) =>
          call(tools, settings, 'sendMessage', { chat_id: to, text }, { withinSeconds }),
    ),
    ...outbound.attachments.map(
      (file): Step =>
        (to, seconds) =>
          sendFile(tools, settings, to, file, seconds),
    ),
  ];
  return inOrder(steps, chat);
}

/** One step after the other, all of them within `mostSeconds` by a clock in milliseconds; what left is named also when the time is over. */
export async function inOrder(steps: readonly Step[], chat: string, clock: () => number = () => performance.now()): Promise<Outcome> {
  const end = clock() + mostSeconds * 1000;
  const left = () => (end - clock()) / 1000;
  const sent: string[] = [];
  let waited = 0;
  for (const step of steps) {
    if (left() < fewestSeconds) return stopped(tooSlow, sent);
    let answer = await step(chat, left());
    for (let wait = waitOf(answer); sent.length > 0 && wait !== undefined && waited + wait <= mostWaitSeconds; wait = waitOf(answer)) {
      if (left() < wait + fewestSeconds) break;
      waited += wait;
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
      answer = await step(chat, left());
    }
    if (!('ok' in answer) || !answer.ok) return stopped(refusalOf(answer), sent);
    const id = idOf(answer.result);
    if (id !== undefined) sent.push(`${chat}/${id}`);
  }
  const [externalId = null, ...also] = sent;
  return { outcome: 'sent', externalId, ...(also.length > 0 && { also }) };
}

const tooSlow = { outcome: 'retry', because: 'unreachable', words: 'Telegram is too slow at this moment.' } as const;

/** After the first part nothing is tried again as a whole: it would arrive twice. */
function stopped(refusal: Exclude<Outcome, { outcome: 'sent' }>, sent: readonly string[]): Outcome {
  if (sent.length === 0) return refusal;
  if (refusal.because === 'opted-out') return { ...refusal, outcome: 'refused', also: sent };
  return {
    outcome: 'failed',
    because: 'partly-sent',
    words: `Only the beginning arrived, ${sent.length} of its parts. ${refusal.words}`,
    also: sent,
  };
}

/** A picture goes as a photo where Telegram takes it for one, else as a file. */
async function sendFile(tools: Tools, settings: TelegramSettings, chat: string, file: File, seconds: number): Promise<Answer | Silence> {
  const end = performance.now() + seconds * 1000;
  if (/^image\/(jpeg|png)$/.test(file.type) && file.bytes.length <= mostPhotoBytes) {
    const answer = await call(
      tools,
      settings,
      'sendPhoto',
      { chat_id: chat },
      { file: { ...file, field: 'photo' }, withinSeconds: seconds },
    );
    if ('silent' in answer || answer.ok || answer.status !== 400 || !/photo|image/i.test(answer.said)) return answer;
  }
  const withinSeconds = Math.max(1, (end - performance.now()) / 1000);
  return call(tools, settings, 'sendDocument', { chat_id: chat }, { file: { ...file, field: 'document' }, withinSeconds });
}

const waitOf = (answer: Answer | Silence): number | undefined =>
  'ok' in answer && !answer.ok && answer.status === 429 ? (answer.retryAfter ?? 1) : undefined;

/** The chat of an identity `telegram:123`: of a private chat it is the id of the person. */
export const chatOf = (value: string): string | undefined => /^telegram:(\d{1,18})$/.exec(value)?.[1];

function idOf(result: unknown): number | undefined {
  const id = (result as { message_id?: unknown } | null)?.message_id;
  return Number.isSafeInteger(id) ? (id as number) : undefined;
}
