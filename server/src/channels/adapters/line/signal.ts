// What of us LINE shows beside messages, in a chat with one person: that somebody writes, as an animation that ends with the next message or after as long as it is told ("Display a loading
// animation"), and that the chat was read, by the token that came with what was read last ("Mark messages as read"; it needs chat to be on in the Official Account Manager, else LINE says so by itself).
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import type { Signal } from '../../signals/types.ts';
import { call, isDone } from './call.ts';
import { readTokens, userOf } from './events.ts';
import type { LineSettings } from './settings.ts';

const loadingSeconds = 10; // in fives; told again while somebody writes
const seconds = 5; // it is lost rather than waited for

/** Whether LINE took it. Never throws for LINE's sake. */
export async function show({ settings }: Account<LineSettings>, { kind, to, lastHeard }: Signal, tools: Tools): Promise<boolean> {
  const post = async (path: string, json: object) =>
    isDone(await call(tools, settings, `/v2/bot/chat/${path}`, { method: 'POST', json, seconds }));
  if (kind === 'read') {
    const token = lastHeard.find((id) => id.startsWith(readTokens))?.slice(readTokens.length);
    return token !== undefined && post('markAsRead', { markAsReadToken: token });
  }
  const chatId = userOf(to);
  return chatId !== undefined && post('loading/start', { chatId, loadingSeconds });
}
