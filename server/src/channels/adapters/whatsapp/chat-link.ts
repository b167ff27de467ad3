// A link that opens a chat with the company's number, words ready in the field (faq.whatsapp.com, "How to use click to chat").
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import { call, isDone } from '../meta/call.ts';
import { str } from '../meta/loose.ts';
import type { CloudSettings } from './settings.ts';

/** Of a number as it is written for people; undefined where it has no digits. */
export function linkToNumber(shown: string, text: string): string | undefined {
  const digits = shown.replace(/\D/g, '');
  return /^\d{5,15}$/.test(digits) ? `https://wa.me/${digits}?text=${encodeURIComponent(text)}` : undefined;
}

/** The Cloud API knows a number by an id: which it is, Meta is asked. Never throws. */
export async function linkByCloud({ settings }: Account<CloudSettings>, tools: Tools, text: string): Promise<string | undefined> {
  const told = await call(tools, settings, `/${settings.numberId}`, { query: { fields: 'display_phone_number' } });
  return isDone(told) ? linkToNumber(str(told.body['display_phone_number']), text) : undefined;
}
