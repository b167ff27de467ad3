// What goes over the line, octet by octet: fixtures from the standards (SMPP 3.4, 3GPP TS 23.038 and 23.040), and lengths that cannot be.

import net from 'node:net';
import { splitSegments } from '@parley/contract/segments';
import { describe, expect, it, vi } from 'vitest';
import { decodeText, encodeText } from './letters.ts';
import { partsOf, readPart } from './parts.ts';
import { answerTo, commands, cutter, encode, fields, type Pdu, readShort, shortBody } from './pdu.ts';
import { readReceipt, spellings } from './receipt.ts';
import { openSession, type Session } from './session.ts';
import { codeOf, completeSmpp, type SmppSettings } from './settings.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const none = new Map<number, Buffer>();

describe('letters', () => {
  it('are GSM 03.38 in one octet each where they suffice, with the escape before those of the extension', () => {
    expect(encodeText('@£ Ä€[', 'gsm')).toEqual({ coding: 0, parts: [hex('00 01 20 5b 1b65 1b3c')] });
    const all = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€';
    expect(decodeText(encodeText(all, 'gsm').parts[0] ?? hex(''), 0, 'gsm')).toBe(all);
    expect(decodeText(hex('1b1b41'), 0, 'gsm')).not.toContain('undefined');
  });

  it('are UCS-2 where one does not fit, and Latin-1 where the carrier takes that for its own', () => {
    expect(encodeText('💡', 'gsm')).toEqual({ coding: 8, parts: [hex('d83d dca1')] });
    expect(encodeText('Ça', 'latin1')).toEqual({ coding: 3, parts: [hex('c7 61')] });
    expect(encodeText('Ω', 'latin1').coding).toBe(8);
    expect(decodeText(hex('d83ddca1'), 8, 'gsm')).toBe('💡');
    expect(decodeText(hex('c761'), 3, 'gsm')).toBe('Ça');
    expect(decodeText(hex('c761'), 0, 'latin1')).toBe('Ça');
    expect(decodeText(hex('00'), 0xf0, 'latin1')).toBe('@');
    expect(decodeText(hex('00410042'), 0x18, 'gsm')).toBe('AB');
    expect(decodeText(hex('ffd8'), 4, 'gsm')).toBeUndefined();
  });

  it('are cut as the composer counts them, and never within an escape or a pair', () => {
    for (const text of [`${'a'.repeat(152)}€${'b'.repeat(20)}`, `${'я'.repeat(66)}💡${'я'.repeat(20)}`])
      expect(encodeText(text, 'gsm').parts).toHaveLength(splitSegments(text).length);
    const [first = hex(''), second = hex('')] = encodeText(`${'a'.repeat(152)}€b${'c'.repeat(20)}`, 'gsm').parts;
    expect([first.length, second.subarray(0, 3)]).toEqual([152, hex('1b65 62')]);
    const [, wide = hex('')] = encodeText(`${'я'.repeat(66)}💡${'я'.repeat(20)}`, 'gsm').parts;
    expect(wide.subarray(0, 4)).toEqual(hex('d83d dca1'));
  });
});

describe('parts', () => {
  const long = encodeText('x'.repeat(200), 'gsm');

  it('leave by header, by fields, or whole, and are read again', () => {
    const byHeader = partsOf(long, 'udh') ?? [];
    expect(byHeader.map(({ message, esmClass }) => [message.subarray(0, 3), message[4], message[5], esmClass])).toEqual([
      [hex('05 00 03'), 2, 1, 0x40],
      [hex('05 00 03'), 2, 2, 0x40],
    ]);
    for (const way of ['udh', 'sar'] as const)
      expect((partsOf(long, way) ?? []).map((part) => readPart(part).concat)).toMatchObject([
        { part: 1, parts: 2 },
        { part: 2, parts: 2 },
      ]);
    const [whole] = partsOf(long, 'payload') ?? [];
    expect([whole?.message.length, whole?.fields.get(fields.payload)?.length]).toEqual([0, 200]);
  });

  it('are known by eight and by sixteen bits, and by nothing that makes no sense', () => {
    const of = (udh: string) => readPart({ message: hex(`${udh}68 69`), esmClass: 0x40, fields: none });
    expect(of('05 00 03 cc 02 01')).toEqual({ words: hex('6869'), concat: { reference: '8-204', part: 1, parts: 2 } });
    expect(of('06 08 04 01 02 03 03').concat).toEqual({ reference: '16-258', part: 3, parts: 3 });
    expect(of('09 05 04 0b84 23f0 00 01 aa')?.concat).toBeUndefined(); // ports
    for (const nonsense of ['05 00 03 cc 02 03', '05 00 03 cc 00 00', '05 00 03 cc 01 01', 'ff 00 03 01 02 01', '05 00 ff cc 02 01'])
      expect(of(nonsense).concat).toBeUndefined();
  });
});

describe('a unit', () => {
  const short = {
    ...{ from: { ton: 1, npi: 1, value: '12025550143' }, to: { ton: 3, npi: 0, value: '30303' } },
    ...{ esmClass: 0, coding: 0, registered: 1, message: hex('6869') },
    fields: new Map([[fields.state, hex('02')]]),
  };

  it('is read as it was written, in whatever pieces it comes', () => {
    const bytes = encode({ command: 5, status: 0, sequence: 7, body: shortBody(short) });
    const cut = cutter();
    const found = [...bytes].flatMap((byte) => cut(Buffer.from([byte])));
    expect(found).toMatchObject([{ command: 5, sequence: 7 }]);
    expect(readShort(found[0]?.body ?? hex(''))).toEqual(short);
  });

  it('with a length that cannot be ends the line, and a body that ends early is none', () => {
    for (const absurd of ['7fffffff', 'ffffffff', '00000000', '0000000f', '00011171'])
      expect(cutter()(hex(`${absurd}00000005`))).toEqual([undefined]);
    const body = shortBody(short);
    for (let length = 0; length < body.length - 5; length += 1) expect(() => readShort(body.subarray(0, length))).not.toThrow();
    expect(readShort(body.subarray(0, 20))).toBeUndefined();
    expect(readShort(Buffer.concat([Buffer.from('x'.repeat(30)), body]))).toBeUndefined();
    expect(readShort(Buffer.concat([body, hex('0424ffff00')]))).toBeUndefined();
  });
});

describe('a carrier', () => {
  const typed = (change: Record<string, string> = {}, before?: SmppSettings, provider = 'smpp') => {
    const given: Record<string, string> = {
      carrierName: 'Acme',
      carrierRegion: 'DE',
      host: 'smpp.example.com',
      systemId: 'a',
      password: 'b',
      ...change,
    };
    return completeSmpp({ provider, number: '+12025550100' } as never, (name: string) => given[name] ?? '', before);
  };

  it('stays who and where it is: the register says so', () => {
    expect(() => typed({ carrierRegion: 'US' }, typed())).toThrow();
    expect(typed({ host: 'other.example.com' }, typed()).host).toBe('other.example.com');
  });

  it('is reached over an encrypted line, but on this machine', () => {
    for (const host of ['smpp.example.com', '192.0.2.7', '127.0.0.1.example.com'])
      expect(() => typed({ host, tls: 'off' }), host).toThrow(
        expect.objectContaining({ extras: expect.objectContaining({ fields: [expect.objectContaining({ path: 'settings/tls' })] }) }),
      );
    expect(typed({ host: '127.0.0.1', tls: 'off' }).tls).toBe('off');
    const ofSandbox = completeSmpp({ provider: 'sandbox', number: '+12025550100' } as never, () => '', undefined);
    expect(typed({ ...ofSandbox, tls: 'off' } as never, ofSandbox, 'sandbox').tls).toBe('off'); // it never leaves this machine, and can still be changed
    expect(() => typed({ tls: 'off' }, typed())).toThrow();
  });

  it('has a code of its own in every script', () => {
    expect(codeOf('Lüfte & Wellen')).toBe('smpp-lufte-wellen');
    const [greek, cyrillic] = [codeOf('Κύματα'), codeOf('Волны')];
    for (const code of [greek, cyrillic]) expect(code).toMatch(/^smpp-[0-9a-f]{12}$/);
    expect(greek).not.toBe(cyrillic);
    expect(typed({ carrierName: 'Волны' }).carrierName).toBe('Волны');
    expect(() => typed({ carrierName: '!?' })).toThrow();
  });
});

describe('a full part', () => {
  it.each([
    ['gsm', 'a'.repeat(400), 153],
    ['gsm', 'ж'.repeat(200), 134],
    ['latin1', 'é'.repeat(400), 134],
  ] as const)('has room for its header within 140 octets', (alphabet, text, most) => {
    const [first] = partsOf(encodeText(text, alphabet), 'udh') ?? [];
    const header = (first?.message[0] ?? 0) + 1;
    expect(header).toBe(6);
    expect((first?.message.length ?? 0) - header).toBe(most);
  });
});

describe('a session', () => {
  const wire = { host: '127.0.0.1', address: '127.0.0.1', tls: false, systemId: 'lantern', password: 'p4ssword', systemType: '' };
  const place = (value: string) => ({ ton: 1, npi: 1, value });
  const words = (message: string) =>
    shortBody({
      ...{ from: place('12025550143'), to: place('12025550100'), esmClass: 0, coding: 0, registered: 0 },
      ...{ message: Buffer.from(message), fields: none },
    });
  /** A centre that answers what it is told to; the session with it, and what it heard. */
  async function withCentre(
    answers: (pdu: Pdu) => Buffer | undefined,
    work: (session: Session, heard: Pdu[], taken: string[]) => Promise<void>,
  ) {
    const [heard, taken]: [Pdu[], string[]] = [[], []];
    const server = net.createServer((socket) => {
      const cut = cutter();
      socket.on('error', () => socket.destroy());
      socket.on('data', (bytes: Buffer) => {
        for (const pdu of cut(bytes)) {
          if (!pdu) continue;
          heard.push(pdu);
          const answer = answers(pdu);
          if (answer) socket.write(answer);
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const patience = { answerMs: 400, beatMs: 10_000 };
    const take = async (short: { message: Buffer }, at: number) => void taken.push(`${at} ${short.message}`);
    const session = await openSession({ ...wire, port }, take, patience);
    if (!session || 'refused' in session) throw new Error('not bound');
    await work(session, heard, taken);
    await session.leave();
    server.close();
  }
  const bind = (pdu: Pdu, ...behind: Buffer[]) =>
    Buffer.concat([encode({ command: answerTo(pdu.command), status: 0, sequence: pdu.sequence, body: Buffer.from('x\0') }), ...behind]);
  const handIn = (sequence: number, message: string) => encode({ command: commands.deliver, status: 0, sequence, body: words(message) });

  it('takes what stands right behind the answer to bind, each once by a number of ours', async () => {
    const behind = [handIn(7, 'STOP'), handIn(7, 'START')]; // a centre that counts badly
    await withCentre(
      (pdu) => (pdu.command === commands.bindTransceiver ? bind(pdu, ...behind) : undefined),
      async (_session, heard, taken) => {
        const statuses = () => heard.filter(({ command }) => command === answerTo(commands.deliver)).map(({ status }) => status);
        await vi.waitFor(() => expect(statuses()).toEqual([0, 0]));
        expect(taken).toEqual(['1 STOP', '2 START']);
      },
    );
  });

  it('tells what was never written from what was not answered', async () => {
    await withCentre(
      (pdu) => (pdu.command === commands.bindTransceiver ? bind(pdu) : undefined),
      async (session, heard) => {
        expect(await session.submit(words('Hello'))).toBeUndefined();
        const leaving = session.leave();
        expect(await session.submit(words('Too late'))).toBe('unsent');
        await leaving;
        expect(await session.submit(words('Over'))).toBe('unsent');
        expect(heard.filter(({ command }) => command === commands.submit)).toHaveLength(1);
      },
    );
  });
});

describe('a receipt', () => {
  const words = (text: string) => ({ message: Buffer.from(text), fields: none });

  it('is read in words and in fields', () => {
    const told = 'id:0123456789 sub:001 dlvrd:001 submit date:2611290700 done date:2611290701 stat:DELIVRD err:000 text:Hello';
    expect(readReceipt(words(told))).toMatchObject({ id: '0123456789', state: 'delivered' });
    expect(readReceipt(words('id:AB-1 stat:UNDELIV err:001'))).toMatchObject({ state: 'failed', meaning: { because: 'carrier-error' } });
    expect(readReceipt(words('id:1 stat:UNKNOWN'))).toMatchObject({ state: undefined });
    const inFields = new Map([
      [fields.receiptedId, Buffer.from('7f01\0')],
      [fields.state, hex('03')],
    ]);
    expect(readReceipt({ message: hex(''), fields: inFields })).toMatchObject({
      id: '7f01',
      state: 'failed',
      meaning: { because: 'expired' },
    });
    for (const nothing of ['', 'stat:DELIVRD', 'id: stat:DELIVRD'.replace('id: ', 'id:\n')])
      expect(readReceipt(words(nothing))?.id).not.toBe('');
  });

  it('may spell an id otherwise than the answer did', () => {
    expect(spellings('1245391888', 'auto')).toContain('4A3B2C10');
    expect(spellings('4A3B2C10', 'auto')).toContain('1245391888');
    expect(spellings('0001a', 'auto')).toEqual(expect.arrayContaining(['0001A', '1a', '26']));
    expect(spellings('1245391888', 'same')).not.toContain('4A3B2C10');
    expect(spellings('not-a-number', 'auto')).toEqual(['not-a-number', 'NOT-A-NUMBER']);
  });
});
