// Art. 17 and 19: what lies in the chat is deleted for both sides, as far as Telegram lets a bot: messages of the last 48 hours. One by one, because of many at once it
// does not say which were too old, and the certificate must.
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account } from '../../adapter.ts';
import type { Forgotten } from '../../described.ts';
import { type Answer, call } from './call.ts';
import type { TelegramSettings } from './settings.ts';

const together = 5;
type Fate = 'gone' | 'kept' | 'left';

/** Deletes messages by `chat/message`; what Telegram no longer knows counts as gone, what it deletes for no bot any more as kept. What is left may be asked for again. */
export async function forgetChats({ settings }: Account<TelegramSettings>, ids: readonly string[], tools: Tools): Promise<Forgotten> {
  const messages = ids.filter((id) => /^\d{1,18}\/\d{1,18}$/.test(id)); // a pressed button is no message
  const fates: Fate[] = [];
  for (let at = 0; at < messages.length; at += together) {
    const batch = await Promise.all(messages.slice(at, at + together).map((id) => forgetOne(tools, settings, id)));
    fates.push(...batch);
    if (batch.every((fate) => fate === 'left')) break; // it is away: ask later
  }
  const count = (fate: Fate) => fates.filter((each) => each === fate).length;
  return { gone: count('gone'), kept: count('kept'), left: messages.filter((_, at) => (fates[at] ?? 'left') === 'left') };
}

async function forgetOne(tools: Tools, settings: TelegramSettings, id: string): Promise<Fate> {
  const [chat = '', message = ''] = id.split('/');
  const answer = await call(tools, settings, 'deleteMessage', { chat_id: chat, message_id: Number(message) });
  return fateOf(answer);
}

function fateOf(answer: Answer | Silence): Fate {
  if ('silent' in answer) return 'left';
  if (answer.ok) return 'gone';
  if (answer.status === 403) return 'kept'; // who blocked the bot: it reaches the chat no more
  if (answer.status !== 400) return 'left';
  if (/can't be deleted/i.test(answer.said)) return 'kept';
  return /not found/i.test(answer.said) && !/chat not found/i.test(answer.said) ? 'gone' : 'left';
}
