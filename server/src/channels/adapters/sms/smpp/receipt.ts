// Delivery receipts: by the fields receipted_message_id and message_state, or in words (SMPP 3.4, appendix B): `id:… sub:… dlvrd:… stat:DELIVRD err:000 text:…`.
import { meanings as common, type Meaning } from '../words.ts';
import { fields, type Short } from './pdu.ts';

export type MessageIds = 'auto' | 'same' | 'hex-then-decimal' | 'decimal-then-hex';
export type Told = {
  readonly id: string;
  readonly state: 'sent' | 'delivered' | 'failed' | undefined;
  readonly meaning: Meaning | undefined;
};

/** Whether it is a receipt (5.2.12): of any kind that says how far a message got. */
export const isReceipt = ({ esmClass }: Pick<Short, 'esmClass'>): boolean => [0x04, 0x08, 0x20].includes(esmClass & 0x3c);

/** Undefined when it names no message. */
export function readReceipt({ message, fields: optional }: Pick<Short, 'message' | 'fields'>): Told | undefined {
  const said = message.toString('latin1').slice(0, 500);
  const id = zeroEnded(optional.get(fields.receiptedId)) || (/\bid:\s*([^\s]{1,64})/i.exec(said)?.[1] ?? '');
  if (!/^[\x21-\x7e]{1,64}$/.test(id)) return undefined;
  const word = /\bstat:\s*([A-Z]{3,10})/i.exec(said)?.[1]?.toUpperCase().slice(0, 7);
  const code = optional.get(fields.state)?.[0];
  const [state, meaning] = states[word ?? ''] ?? states[words[code ?? 0] ?? ''] ?? [undefined, undefined];
  return { id, state, meaning };
}

/** Every way in which the id of a submission may be written in a receipt: some carriers answer in hexadecimal and report in decimal, or the other way round. */
export function spellings(id: string, way: MessageIds): string[] {
  const plain = [id, id.toLowerCase(), id.toUpperCase(), id.replace(/^0+(?=.)/, '')];
  const asHex = /^\d{1,38}$/.test(id) ? BigInt(id).toString(16) : '';
  const asDecimal = /^[0-9a-f]{1,32}$/i.test(id) ? BigInt(`0x${id}`).toString(10) : '';
  const hex = asHex === '' ? [] : [asHex, asHex.toUpperCase(), asHex.padStart(8, '0'), asHex.toUpperCase().padStart(8, '0')];
  const decimal = asDecimal === '' ? [] : [asDecimal, asDecimal.padStart(10, '0')];
  const tried = { same: plain, 'hex-then-decimal': hex, 'decimal-then-hex': decimal, auto: [...plain, ...hex, ...decimal] };
  return [...new Set(tried[way])];
}

const words: Readonly<Record<number, string>> = {
  ...{ 1: 'ENROUTE', 2: 'DELIVRD', 3: 'EXPIRED', 4: 'DELETED', 5: 'UNDELIV', 6: 'ACCEPTD', 7: 'UNKNOWN', 8: 'REJECTD' },
};
const states: Readonly<Record<string, readonly [Told['state'], Meaning | undefined]>> = {
  ENROUTE: ['sent', undefined],
  ACCEPTD: ['sent', undefined],
  DELIVRD: ['delivered', undefined],
  EXPIRED: [
    'failed',
    { because: 'expired', words: 'The phone could not be reached in time, and the message was let go. It may be sent again.' },
  ],
  DELETED: ['failed', { because: 'deleted', words: 'The carrier let this message go before it was delivered.' }],
  UNDELIV: ['failed', common.carrierError],
  REJECTD: ['failed', common.filtered],
};

const zeroEnded = (value: Buffer | undefined): string => (value ?? Buffer.alloc(0)).toString('latin1').replace(/\0.*$/s, '');
