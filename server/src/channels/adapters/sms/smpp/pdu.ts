// The protocol data units of SMPP 3.4 (chapters 3 to 5), as far as a transceiver needs them. Everything that comes in is bounded before it is believed.
export const commands = {
  genericNack: 0x80000000,
  bindTransceiver: 0x00000009,
  submit: 0x00000004,
  deliver: 0x00000005,
  unbind: 0x00000006,
  enquire: 0x00000015,
} as const;
export const answerTo = (command: number): number => (command | 0x80000000) >>> 0;
export const isAnswer = (command: number): boolean => command >= 0x80000000;

export type Pdu = { readonly command: number; readonly status: number; readonly sequence: number; readonly body: Buffer };
export type Address = { readonly ton: number; readonly npi: number; readonly value: string };
export type Short = {
  readonly from: Address;
  readonly to: Address;
  readonly esmClass: number;
  readonly coding: number;
  readonly registered: number;
  readonly message: Buffer;
  readonly fields: ReadonlyMap<number, Buffer>;
};
/** Optional fields (5.3.2). */
export const fields = {
  receiptedId: 0x001e,
  state: 0x0427,
  payload: 0x0424,
  reference: 0x020c,
  total: 0x020e,
  part: 0x020f,
} as const;

const headBytes = 16;
const mostBytes = 70_000; // a payload has 65,535 at most

export function encode({ command, status, sequence, body }: Pdu): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(headBytes + body.length, 0);
  head.writeUInt32BE(command, 4);
  head.writeUInt32BE(status, 8);
  head.writeUInt32BE(sequence, 12);
  return Buffer.concat([head, body]);
}

/** Cuts a stream into units; keeps what is not whole yet. `undefined` in the answer: a length that cannot be, after which nothing on this line can be believed. */
export function cutter(): (bytes: Buffer) => (Pdu | undefined)[] {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    const found: (Pdu | undefined)[] = [];
    while (rest.length >= 4) {
      const length = rest.readUInt32BE(0);
      if (length < headBytes || length > mostBytes) return [...found, undefined];
      if (rest.length < length) break;
      const [command, status, sequence] = [rest.readUInt32BE(4), rest.readUInt32BE(8), rest.readUInt32BE(12)];
      found.push({ command, status, sequence, body: Buffer.from(rest.subarray(headBytes, length)) });
      rest = rest.subarray(length);
    }
    return found;
  };
}

export function bindBody({ systemId, password, systemType }: { systemId: string; password: string; systemType: string }): Buffer {
  return Buffer.concat([text(systemId), text(password), text(systemType), Buffer.from([0x34, 0, 0]), text('')]);
}

/** The body of submit_sm and deliver_sm, which have the same fields (4.4.1, 4.6.1). */
export function shortBody(short: Short): Buffer {
  const more = [...short.fields].map(([tag, value]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(tag, 0);
    head.writeUInt16BE(value.length, 2);
    return Buffer.concat([head, value]);
  });
  return Buffer.concat([
    ...[text(''), address(short.from), address(short.to), Buffer.from([short.esmClass, 0, 0]), text(''), text('')],
    ...[Buffer.from([short.registered, 0, short.coding, 0, short.message.length]), short.message, ...more],
  ]);
}

/** Undefined when the body ends before its fields do. */
export function readShort(body: Buffer): Short | undefined {
  const at = reader(body);
  at.text(6);
  const from = { ton: at.byte(), npi: at.byte(), value: at.text(21) };
  const to = { ton: at.byte(), npi: at.byte(), value: at.text(21) };
  const esmClass = at.byte();
  at.bytes(2);
  at.text(17);
  at.text(17);
  const registered = at.byte();
  at.byte();
  const coding = at.byte();
  at.byte();
  const message = at.bytes(at.byte());
  const optional = at.fields();
  if (at.isBroken()) return undefined;
  return { from, to, esmClass, coding, registered, message: optional.get(fields.payload) ?? message, fields: optional };
}

/** The text at the beginning of a body, such as the id in the answer to submit_sm. */
export const readId = (body: Buffer): string => reader(body).text(65);

function reader(body: Buffer) {
  let at = 0;
  let broken = false;
  const bytes = (count: number): Buffer => {
    if (at + count > body.length) broken = true;
    const found = Buffer.from(body.subarray(at, at + count));
    at += count;
    return found;
  };
  return {
    isBroken: () => broken,
    bytes,
    byte: () => bytes(1)[0] ?? 0,
    /** Up to a zero, which counts among the most that it may have. */
    text: (most: number): string => {
      const end = body.indexOf(0, at);
      if (end < 0 || end - at >= most) {
        if (end < 0 && at < body.length && body.length - at < most) return bytes(body.length - at).toString('latin1'); // the zero is often left out at the very end
        broken = true;
        return '';
      }
      return bytes(end - at + 1)
        .subarray(0, -1)
        .toString('latin1');
    },
    fields: (): Map<number, Buffer> => {
      const found = new Map<number, Buffer>();
      while (!broken && at + 4 <= body.length) {
        const tag = bytes(2).readUInt16BE(0);
        found.set(tag, bytes(bytes(2).readUInt16BE(0)));
      }
      return found;
    },
  };
}

const text = (value: string): Buffer => Buffer.from(`${value}\0`, 'latin1');
const address = ({ ton, npi, value }: Address): Buffer => Buffer.concat([Buffer.from([ton, npi]), text(value)]);
