// Who a person is at WhatsApp: the id that Meta made for this company (`CC.…`), not the number, which may be absent and moves to somebody else. Only where Meta names no such
// id the number is taken, in digits. Named beside the id, the digits say under which address the same account was known here before (record 099).

import type { Loose } from '../meta/loose.ts';
import { obj, str } from '../meta/loose.ts';
import type { From } from '../meta/updates.ts';

const scoped = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
const account = /^\d{5,20}$/;

/** The sender of something in a webhook; undefined when it names nobody. `contacts` stand beside it. */
export function senderOf(said: Loose, contacts: readonly Loose[]): From | undefined {
  const [user, number] = [str(said['from_user_id'] ?? said['user_id']), str(said['from'] ?? said['wa_id'])];
  const contact =
    contacts.find((each) => user !== '' && each['user_id'] === user) ?? contacts.find((each) => number !== '' && each['wa_id'] === number);
  const named = str(contact?.['user_id']);
  const id = [user, named].find((each) => scoped.test(each)) ?? [number].find((each) => account.test(each));
  if (id === undefined) return undefined;
  const profile = obj(contact?.['profile']);
  const name = (str(profile['name']) || str(profile['username'])).slice(0, 200).trim();
  const isSure = named === '' || named === id; // who is named by two ids is known by neither number
  const formerly = numbered(id, isSure ? number || (named === id ? str(contact?.['wa_id']) : '') : '');
  return { kind: 'account', value: `whatsapp:${id}`, ...(name && { name }), ...(formerly && { formerly }) };
}

/** Of whom it is told that they have another id from now on, and under which addresses they were known; undefined for any other news, and where no id is named. */
export function renamedIn(message: Loose): From | undefined {
  const said = obj(message['system']);
  const [type, id, before] = [str(said['type']), str(said['user_id']), str(said['previous_user_id'])];
  if ((type !== 'user_changed_number' && type !== 'user_changed_user_id') || !scoped.test(id)) return undefined;
  const [left, number] = type === 'user_changed_number' ? [str(message['from']), str(said['wa_id'])] : ['', ''];
  const formerly = [
    ...(scoped.test(before) && before !== id ? [{ value: `whatsapp:${before}` }] : []),
    ...(left === number ? [] : (numbered(id, left) ?? []).map((each) => ({ ...each, isLeft: true }) as const)),
    ...(numbered(id, number) ?? []).map((each) => (left === number ? each : ({ ...each, isTaken: true } as const))), // nobody of this account wrote from it before
  ];
  return formerly.length === 0 ? undefined : { kind: 'account', value: `whatsapp:${id}`, formerly };
}

/** The account of a number (E.164) where no id of Meta's is named. */
export const accountOfNumber = (number: string): string => `whatsapp:${number.replace(/^\+/, '')}`;

/** The number that is named beside an id, in digits with or without `+`. */
function numbered(id: string, number: string): NonNullable<From['formerly']> | undefined {
  const digits = number.replace(/^\+/, '');
  return account.test(digits) && scoped.test(id) ? [{ value: `whatsapp:${digits}`, mayMove: true }] : undefined;
}

/**
 * Who wrote, as a form of Twilio names them: `from` is an address such as `whatsapp:+12025550143`, or the id that Meta made where Twilio hands on no number; `userId`, with or without the name of the
 * channel, is that id beside a number (`ExternalUserId`), and goes before it. Undefined where it is nobody of WhatsApp.
 */
export function addressFrom(from: string, userId = ''): Pick<From, 'value' | 'formerly'> | undefined {
  if (!from.startsWith('whatsapp:')) return undefined;
  const [given, named] = [from, userId].map((each) => each.replace(/^whatsapp:\+?/, '')) as [string, string];
  const id = scoped.test(named) ? named : given;
  if (!account.test(id) && !scoped.test(id)) return undefined;
  const formerly = numbered(id, given);
  return { value: `whatsapp:${id}`, ...(formerly && { formerly }) };
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
