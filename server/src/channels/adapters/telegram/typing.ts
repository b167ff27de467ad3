// That somebody writes, as a bot shows it: for five seconds, or until the next message (`sendChatAction`).
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import type { Signal } from '../../signals/types.ts';
import { call } from './call.ts';
import { chatOf } from './send.ts';
import type { TelegramSettings } from './settings.ts';

const withinSeconds = 5; // it is lost rather than waited for

/** Whether Telegram took it. Never throws for Telegram's sake. */
export async function showTyping({ settings }: Account<TelegramSettings>, { kind, to }: Signal, tools: Tools): Promise<boolean> {
  const chat = chatOf(to);
  if (chat === undefined || kind !== 'typing') return false;
  const answer = await call(tools, settings, 'sendChatAction', { chat_id: chat, action: 'typing' }, { withinSeconds });
  return 'ok' in answer && answer.ok;
}
