// What a page shows beside messages ("Sender actions" of the Messenger Platform, the same for Instagram): that somebody writes, or no more, and that what came last was seen.
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import type { Signal } from '../../../signals/types.ts';
import { call, isDone } from '../call.ts';
import { type PageLimits, type PageSettings, recipientOf } from './send.ts';

const actions = { typing: 'typing_on', stopped: 'typing_off', read: 'mark_seen' } as const;
const seconds = 5; // it is lost rather than waited for

/** Whether Meta took it. Never throws for Meta's sake. */
export async function signalByPage(
  { settings }: Account<PageSettings>,
  { kind, to }: Signal,
  tools: Tools,
  limits: PageLimits,
): Promise<boolean> {
  const id = recipientOf(to, limits);
  if (id === undefined) return false;
  const json = { recipient: { id }, sender_action: actions[kind] };
  return isDone(await call(tools, settings, `/${settings.pageId}/messages`, { method: 'POST', json, seconds }));
}
