// That somebody writes, as LINE shows it: an animation in a chat with one person, for as long as it is told or until the next message ("Display a loading animation"). A chat of several has none,
// and none of those comes in here.
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import type { Signal } from '../../signals/types.ts';
import { call, isDone } from './call.ts';
import { userOf } from './events.ts';
import type { LineSettings } from './settings.ts';

const loadingSeconds = 10; // in fives; told again while somebody writes
const seconds = 5; // it is lost rather than waited for

/** Whether LINE took it. Never throws for LINE's sake. */
export async function showLoading({ settings }: Account<LineSettings>, { kind, to }: Signal, tools: Tools): Promise<boolean> {
  const chatId = userOf(to);
  if (chatId === undefined || kind !== 'typing') return false;
  const json = { chatId, loadingSeconds };
  return isDone(await call(tools, settings, '/v2/bot/chat/loading/start', { method: 'POST', json, seconds }));
}
