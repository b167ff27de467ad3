// A message on its way out: its text in as many parts as it needs, then its files one by one. Telegram takes no id that makes a repeat the same message.
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account, File, Outbound, Outcome } from '../../adapter.ts';
import { inOrder, type Step } from '../bots/in-order.ts';
import { partsOf } from '../bots/parts.ts';
import { withWayOut } from '../way-out.ts';
import { type Answer, call } from './call.ts';
import { refusalOf } from './errors.ts';
import type { TelegramSettings } from './settings.ts';

/** Of one message; longer words go as several. */
export const mostLetters = 4_096;
const mostFileBytes = 50_000_000;
const mostPhotoBytes = 10_000_000;

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
  const keyboard = keyboardOf(outbound.choices ?? []);
  const texts = partsOf(withWayOut(outbound), mostLetters);
  const words = texts.map((text, at): Step => {
    const fields = { chat_id: chat, text, ...(at === texts.length - 1 && keyboard) };
    return async (withinSeconds) => goneAs(chat, await call(tools, settings, 'sendMessage', fields, { withinSeconds }));
  });
  const files = outbound.attachments.map(
    (file): Step =>
      async (seconds) =>
        goneAs(chat, await sendFile(tools, settings, chat, file, seconds)),
  );
  return inOrder('Telegram', [...words, ...files]);
}

/** A keyboard that sends what stands on its keys as words of the person, and folds away once one is pressed; a message without choices takes away the one of before, which nobody answered. */
const keyboardOf = (choices: readonly string[]): object =>
  choices.length === 0
    ? { reply_markup: { remove_keyboard: true } }
    : { reply_markup: { keyboard: choices.map((text) => [{ text }]), one_time_keyboard: true, resize_keyboard: true } };

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

function goneAs(chat: string, answer: Answer | Silence): Awaited<ReturnType<Step>> {
  if (!('ok' in answer) || !answer.ok) return refusalOf(answer);
  const id = (answer.result as { message_id?: unknown } | null)?.message_id;
  return { ids: Number.isSafeInteger(id) ? [`${chat}/${id}`] : [] };
}

/** The chat of an identity `telegram:123`: of a private chat it is the id of the person. */
export const chatOf = (value: string): string | undefined => /^telegram:(\d{1,18})$/.exec(value)?.[1];
