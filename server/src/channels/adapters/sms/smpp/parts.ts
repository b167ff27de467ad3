// Long messages in parts: by a header in the words themselves (UDH, 3GPP TS 23.040 9.2.3.24.1 and .8), by the fields sar_*, or whole in message_payload.
import { randomInt } from 'node:crypto';
import type { Encoded } from './letters.ts';
import { fields, type Short } from './pdu.ts';

export type LongMessages = 'udh' | 'sar' | 'payload';
export type Part = Pick<Short, 'message' | 'fields' | 'coding' | 'esmClass'>;
export type Concat = { readonly reference: string; readonly part: number; readonly parts: number };

const hasHeader = 0x40;
const most = 255;
let last = randomInt(0x100); // two long messages to one phone within a short time do not have the same reference

/** The parts as they are submitted; undefined when there are too many. */
export function partsOf({ coding, parts }: Encoded, way: LongMessages): Part[] | undefined {
  const none = new Map<number, Buffer>();
  if (parts.length > most) return undefined;
  if (parts.length <= 1) return parts.map((message) => ({ message, coding, esmClass: 0, fields: none }));
  if (way === 'payload')
    return [{ message: Buffer.alloc(0), coding, esmClass: 0, fields: new Map([[fields.payload, Buffer.concat(parts)]]) }];
  last = (last + 1) & 0xff;
  const reference = last;
  return parts.map((message, at) => {
    if (way === 'udh') {
      // with a reference of eight bits: the other header is an octet longer, and full parts would have no room for it
      const header = Buffer.from([5, 0, 3, reference, parts.length, at + 1]);
      return { message: Buffer.concat([header, message]), coding, esmClass: hasHeader, fields: none };
    }
    const sar = new Map([
      [fields.reference, Buffer.from([0, reference])],
      [fields.total, Buffer.from([parts.length])],
      [fields.part, Buffer.from([at + 1])],
    ]);
    return { message, coding, esmClass: 0, fields: sar };
  });
}

/** The words of what came in, without their header, and which part of a longer message they are. */
export function readPart({ message, esmClass, fields: optional }: Pick<Short, 'message' | 'esmClass' | 'fields'>): {
  words: Buffer;
  concat: Concat | undefined;
} {
  const length = (message[0] ?? 0) + 1;
  if ((esmClass & hasHeader) !== 0 && length <= message.length) {
    return { words: message.subarray(length), concat: inHeader(message.subarray(1, length)) };
  }
  const [reference, total, part] = [optional.get(fields.reference), optional.get(fields.total), optional.get(fields.part)];
  const concat = reference && total && part && concatOf(`sar-${reference.toString('hex')}`, part[0], total[0]);
  return { words: message, concat: concat || undefined };
}

function inHeader(header: Buffer): Concat | undefined {
  for (let at = 0; at + 2 <= header.length; ) {
    const [kind, length = 0] = [header[at], header[at + 1]];
    const value = header.subarray(at + 2, at + 2 + length);
    if (value.length < length) return undefined;
    if (kind === 0 && value.length === 3) return concatOf(`8-${value[0]}`, value[2], value[1]);
    if (kind === 8 && value.length === 4) return concatOf(`16-${value.readUInt16BE(0)}`, value[3], value[2]);
    at += 2 + length;
  }
  return undefined;
}

/** Numbers that make no sense are no part of anything: the words stand for themselves. */
function concatOf(reference: string, part = 0, parts = 0): Concat | undefined {
  return parts > 1 && part >= 1 && part <= parts ? { reference, part, parts } : undefined;
}
