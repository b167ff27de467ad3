// What WhatsApp shows beside messages: both name a message of the person's, and mark it and all before it as read: the last that staff has seen ("Typing indicators" and "Mark messages as read" of the Cloud API).
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import type { Signal } from '../../signals/types.ts';
import { call, isDone } from '../meta/call.ts';
import type { CloudSettings } from './settings.ts';

const seconds = 5; // it is lost rather than waited for

/** Whether Meta took it; nothing can be shown before staff has seen something of theirs. Never throws for Meta's sake. */
export async function signalByCloud({ settings }: Account<CloudSettings>, { kind, lastSeen }: Signal, tools: Tools): Promise<boolean> {
  const message = lastSeen.find((id) => !id.startsWith('media:')); // its files are kept under ids of their own
  if (message === undefined) return false;
  const typing = kind === 'typing' ? { typing_indicator: { type: 'text' } } : {};
  const json = { messaging_product: 'whatsapp', status: 'read', message_id: message, ...typing };
  return isDone(await call(tools, settings, `/${settings.numberId}/messages`, { method: 'POST', json, seconds }));
}
