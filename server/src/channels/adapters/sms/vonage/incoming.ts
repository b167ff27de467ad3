// What Vonage's Messages API handed in, in the house's words: somebody wrote, or a message of ours got further. Long messages come as one: Vonage joins their
// parts itself. Fields it does not know are left alone.
import type { Account, Inbound, Receipt } from '../../../adapter.ts';
import { missingFile } from '../../file-names.ts';
import { momentOf } from '../../meta/loose.ts';
import { inboundBy } from '../incoming.ts';
import { meaningOf } from './errors.ts';
import { isUuid } from './names.ts';
import type { VonageSettings } from './settings.ts';

export type Handed = Readonly<Record<string, unknown>>;

/** What somebody wrote; undefined when it names no message or is of no text channel. */
export function inboundOf(account: Account<VonageSettings>, handed: Handed): Inbound | undefined {
  const { message_uuid: uuid, from, text, channel, message_type: type, timestamp } = handed;
  if (!isUuid(uuid) || typeof from !== 'string' || from === '' || (channel !== 'sms' && channel !== 'mms')) return undefined;
  const by = inboundBy(account, uuid, /^[1-9]\d{6,14}$/.test(from) ? `+${from}` : from, typeof text === 'string' ? text : '');
  const inbound = { ...by, saidAt: momentOf(Date.parse(String(timestamp))) }; // it goes on handing in for a day
  // pictures come by MMS, which is carried in two countries: their absence is seen
  return type === 'text' ? inbound : { ...inbound, attachments: [missingFile(1)] };
}

/** How far a message of ours got; undefined for steps that tell an agent nothing. `id` is what we called it in the address of the webhook. */
export function receiptOf({ workspace, inbox }: Account, handed: Handed, id: string | null): Receipt | undefined {
  const { message_uuid: uuid, client_ref: ref, status, error } = handed;
  const state = states[String(status)];
  const known = isUuid(uuid) ? uuid : undefined;
  const externalId = typeof ref === 'string' && ref !== '' ? ref : (id ?? known);
  if (state === undefined || externalId === undefined) return undefined;
  const { because, words } = state === 'failed' ? meaningOf(error) : { because: null, words: null };
  return { workspace, inbox, externalId, alsoKnownAs: known, state, because, words };
}

const states: Readonly<Record<string, Receipt['state']>> = {
  submitted: 'sent',
  delivered: 'delivered',
  read: 'read',
  rejected: 'failed',
  undeliverable: 'failed',
};
