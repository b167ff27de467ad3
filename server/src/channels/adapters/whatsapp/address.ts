// Who a person is at WhatsApp: the id that Meta made for this company (`CC.…`), not the number, which may be absent and moves to somebody else. Only where Meta names no such
// id the number is taken, in digits.

import type { Loose } from '../meta/loose.ts';
import { obj, str } from '../meta/loose.ts';
import type { From } from '../meta/updates.ts';

const scoped = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
const account = /^\d{5,20}$/;

/** The sender of something in a webhook; undefined when it names nobody. `contacts` stand beside it. */
export function senderOf(said: Loose, contacts: readonly Loose[]): From | undefined {
  const [user, number] = [str(said['from_user_id'] ?? said['user_id']), str(said['from'] ?? said['wa_id'])];
  const contact = contacts.find((each) => (user !== '' && each['user_id'] === user) || (number !== '' && each['wa_id'] === number));
  const id = [user, str(contact?.['user_id'])].find((each) => scoped.test(each)) ?? [number].find((each) => account.test(each));
  if (id === undefined) return undefined;
  const profile = obj(contact?.['profile']);
  const name = (str(profile['name']) || str(profile['username'])).slice(0, 200).trim();
  return { kind: 'account', value: `whatsapp:${id}`, ...(name && { name }) };
}

/** Who wrote, from an address of Twilio such as `whatsapp:+12025550143`: the digits, or the id that Meta made where Twilio hands on no number. */
export function addressFrom(given: string): string | undefined {
  const id = given.replace(/^whatsapp:\+?/, '');
  return given.startsWith('whatsapp:') && (account.test(id) || scoped.test(id)) ? `whatsapp:${id}` : undefined;
}

/** The same the other way, without the name of the channel: what came from there is answered there. */
export function numberFrom(value: string): string | undefined {
  const id = value.startsWith('whatsapp:') ? value.slice('whatsapp:'.length) : '';
  if (account.test(id)) return `+${id}`;
  return scoped.test(id) ? id : undefined;
}

/** To whom, as the API wants it; undefined for an address that is none of WhatsApp. A scoped id in `to` would be taken for a number, and lost without a word. */
export function recipientOf(value: string): { to: string } | { recipient: string } | undefined {
  const id = value.startsWith('whatsapp:') ? value.slice('whatsapp:'.length) : '';
  if (scoped.test(id)) return { recipient: id };
  return account.test(id) ? { to: id } : undefined;
}
