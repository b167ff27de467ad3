// A form that Twilio handed in, in the house's words: somebody wrote, or a message of ours got further. Fields it does not know are left alone.
import type { Tools } from '#kit/tool';
import type { Account, Inbound, Receipt } from '../../../adapter.ts';
import { inboundBy } from '../incoming.ts';
import { meaningOf } from './errors.ts';
import { fetchMedia } from './media.ts';
import type { TwilioSettings } from './settings.ts';

const mostMedia = 10;

/** What somebody wrote; undefined when the form names no message. */
export async function inboundOf(account: Account<TwilioSettings>, form: URLSearchParams, tools: Tools): Promise<Inbound | undefined> {
  const sid = form.get('MessageSid') ?? form.get('SmsSid') ?? '';
  const from = form.get('From') ?? '';
  if (!isSid(sid) || from === '') return undefined;
  return {
    ...inboundBy(account, sid, from, form.get('Body') ?? ''),
    attachments: await fetchMedia(account.settings, mediaIn(form), tools),
    ...wishIn(form),
  };
}

/** The files that a form names, at most ten. */
export function mediaIn(form: URLSearchParams): { readonly url: string; readonly type: string }[] {
  const count = Math.min(Number(form.get('NumMedia') ?? 0) || 0, mostMedia);
  return Array.from({ length: count }, (_, at) => ({
    url: form.get(`MediaUrl${at}`) ?? '',
    type: form.get(`MediaContentType${at}`) ?? '',
  }));
}

/** What Twilio itself took for STOP, START or HELP, and answered. */
export const wishIn = (form: URLSearchParams): Pick<Inbound, 'isAnswered' | 'wish'> => ({
  isAnswered: form.has('OptOutType'),
  wish: wishes[form.get('OptOutType')?.toLowerCase() ?? ''],
});

export const isSid = (text: string): boolean => /^[A-Z]{2}[0-9a-f]{32}$/.test(text);

/** What Twilio took for a wish, also by a word that the company set there. */
const wishes: Readonly<Record<string, Inbound['wish']>> = { stop: 'stop', start: 'start', help: 'help' };

/** How far a message of ours got; undefined for steps that tell an agent nothing. `id` is what we called it in the address of the webhook. */
export function receiptOf({ workspace, inbox }: Account, form: URLSearchParams, id: string): Receipt | undefined {
  const state = states[form.get('MessageStatus') ?? form.get('SmsStatus') ?? ''];
  if (state === undefined) return undefined;
  const sid = form.get('MessageSid') ?? form.get('SmsSid') ?? '';
  const { because, words } = state === 'failed' ? meaningOf(Number(form.get('ErrorCode'))) : { because: null, words: null };
  return { workspace, inbox, externalId: id, alsoKnownAs: isSid(sid) ? sid : undefined, state, because, words };
}

const states: Readonly<Record<string, Receipt['state']>> = {
  sent: 'sent',
  delivered: 'delivered',
  partially_delivered: 'delivered',
  read: 'read',
  undelivered: 'failed',
  failed: 'failed',
  canceled: 'failed',
};
