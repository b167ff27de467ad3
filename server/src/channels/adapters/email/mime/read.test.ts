import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hostileMail } from '#test/hostile-mail';
import { png, secret } from '#test/pictures';
import { sanitizeMail } from '../html/sanitize.ts';
import { costOf } from '../testing/bench.ts';
import { sample } from '../testing/samples.ts';
import { redrawnHtml, redrawnParts } from './pictures.ts';
import { type Mail, readMail } from './read.ts';
import { tidyText } from './text.ts';
import { visibleText } from './visible.ts';

const read = (text: string | Buffer): Promise<Mail> =>
  readMail(Buffer.isBuffer(text) ? text : Buffer.from(text.replace(/\n/g, '\r\n'), 'latin1'));
const mail = (head: string, body = 'Hello') => read(`From: ada@example.com\n${head}\n\n${body}`);

describe('mails as programs write them', () => {
  test('Gmail: both forms, emoji, what it answers from nearest to farthest', async () => {
    const gmail = await readMail(sample('gmail-reply.eml'));
    expect(gmail.from).toEqual({ address: 'ada@example.com', name: 'Ada Lovelace' });
    expect(gmail.subject).toBe('Re: My order 😊');
    expect(gmail.answers).toEqual(['<msg_01jd0000000000000000000abc@example.com>', '<first@mail.example.net>']);
    expect(visibleText(gmail.text)).toBe('Thanks, that works! 😊\n\nAda');
    expect(gmail.html).toContain('gmail_quote');
  });

  test('Outlook: iso-8859-1 names, a logo in the HTML, German history hidden', async () => {
    const outlook = await readMail(sample('outlook-reply.eml'));
    expect(outlook.from.name).toBe('Müller, Boris');
    expect(outlook.language).toBe('de');
    expect(visibleText(outlook.text)).toBe('Grüße aus München, danke!');
    expect(sanitizeMail(outlook.html ?? '', { images: false, inline: await redrawnParts(outlook) }).html).toMatch(
      /<img width="20" height="20" src="data:image\/png;base64,/,
    );
  });

  test('pictures in the HTML are drawn anew, whether parts or written into it; what cannot be drawn is not shown', async () => {
    const [lamp, broken] = [png(), png().subarray(0, 60)];
    const url = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`;
    const redrawn = (markup: string) => redrawnHtml(sanitizeMail(markup, { images: true }));
    const html = await redrawn(`<img src="${url(lamp)}"><img src="${url(broken)}" alt="gone"><img src="${url(lamp)}">`);
    const [, shown = ''] = /base64,([^"]+)/.exec(html) ?? [];
    expect(Buffer.from(shown, 'base64').includes(secret)).toBe(false);
    expect(html).toBe(`<img src="data:image/png;base64,${shown}" /><img alt="gone" src="" /><img src="data:image/png;base64,${shown}" />`);
    const hidden = [
      url(lamp).replace(',', '&#44;'),
      url(lamp).replace('d', '&#100;'),
      url(lamp).replace('base64', 'BASE64'),
      ` ${url(lamp)} `,
    ];
    for (const each of hidden) {
      const [, bytes = ''] = /base64,([^"]+)/i.exec(await redrawn(`<img src="${each}">`)) ?? [];
      expect(Buffer.from(bytes, 'base64').includes(secret), each).toBe(false);
    }
    const part = (contentId: string, bytes: Buffer) => ({ name: 'a.png', type: 'image/png', bytes, contentId });
    const parts = await redrawnParts({ ...(await read('From: ada@example.com')), parts: [part('one', lamp), part('two', broken)] });
    expect([...parts.keys()]).toEqual(['one']);
    expect(parts.get('one')?.bytes.includes(secret)).toBe(false);
  });

  test('swaks: a bare text with a file', async () => {
    expect(await readMail(sample('swaks.eml'))).toMatchObject({
      from: { address: 'ada@example.com' },
      subject: 'From swaks',
      text: 'Hello',
      parts: [{ name: 'note.txt', bytes: Buffer.from('a note\n') }],
    });
  });

  test('Apple Mail: picture and invoice with their names', async () => {
    const apple = await readMail(sample('apple-mail.eml'));
    expect(apple.parts.map(({ name, type }) => ({ name, type }))).toEqual([
      { name: 'Kettle – photo.jpeg', type: 'image/jpeg' },
      { name: 'Rechnung 2026.pdf', type: 'application/pdf' },
    ]);
    expect(apple.text).toContain('the kettle is broken');
  });

  test.each([
    ['japanese.eml', 'ご注文の件\n日本語テスト', '注文について', '山田花子'],
    ['chinese.eml', '你好，世界 𠮷', '你好', '张伟'],
    ['latin1-undeclared.eml', 'Schöne Grüße für 5 €', 'Grüße', 'Müller'],
    ['windows-1252.eml', '“Smart” – 5 €', '“Quotes” €', undefined],
  ])('letters of %s are right', async (name, text, subject, from) => {
    const found = await readMail(sample(name));
    expect({ text: found.text, subject: found.subject, from: found.from.name }).toEqual({ text, subject, from });
  });

  test.each([
    ['iso-8859-1', 'Gr\xfc\xdfe', 'Grüße'],
    ['iso-8859-15', '5 \xa4', '5 €'],
    ['koi8-r', '\xf0\xd2\xc9\xd7\xc5\xd4', 'Привет'],
    ['utf-8', 'Gr\xc3\xbc\xc3\x9fe', 'Grüße'],
    ['x-unknown', 'plain', 'plain'],
  ])('charset %s', async (charset, bytes, text) => {
    expect((await mail(`Content-Type: text/plain; charset=${charset}`, bytes)).text).toBe(text);
  });

  test('UTF-7 is not decoded: it could carry markup past every filter', async () => {
    const attack = await readMail(sample('utf7-attack.eml'));
    expect(attack.text).toContain('+ADw-script');
    expect(sanitizeMail(attack.html ?? '', { images: true }).html).not.toMatch(/<script/i);
  });
});

describe('mails that are broken or hostile', () => {
  test('without any header it is kept whole', async () => {
    const found = await readMail(sample('no-headers.eml'));
    expect(found.damaged).toBe(true);
    expect(found.parts).toEqual([{ name: 'message.eml', type: 'message/rfc822', bytes: sample('no-headers.eml'), contentId: undefined }]);
    expect(found.from.address).toBeUndefined();
  });

  test('an empty one is empty', async () => {
    expect(await read('')).toMatchObject({ text: '', parts: [], damaged: false });
  });

  test('bad base64, a wrong boundary, NUL bytes', async () => {
    expect((await readMail(sample('bad-base64.eml'))).text).toBe('Hello world');
    const nul = await readMail(sample('nul-bytes.eml'));
    expect([nul.from.name, nul.subject, nul.text]).toEqual(['Ada', 'nul bytes', 'beforeafter bell']);
  });

  test('line ends hidden in names and subjects stay in one line; a name that poses as an address is none', async () => {
    const found = await readMail(sample('header-injection.eml'));
    expect(found.subject).toBe('Hi X-Evil: yes');
    expect(found.from.name).toBeUndefined();
    expect((await mail('Subject: x', 'y')).oneAuthor).toBe(true);
  });

  test('two authors, two From lines or a group: nobody can vouch for them', async () => {
    expect((await read('From: ada@example.com, boris@example.com\n\nx')).oneAuthor).toBe(false);
    expect((await read('From: ada@example.com\nFrom: boris@example.com\n\nx')).oneAuthor).toBe(false);
    expect((await read('From: all: ada@example.com, boris@example.com;\n\nx')).oneAuthor).toBe(false);
  });

  test('thousands of parts, a header of megabytes: kept whole, the author still known', async () => {
    for (const raw of [
      `From: Ada <ada@example.com>\nMessage-ID: <1@example.com>\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(5_000)}--b--`,
      `From: Ada <ada@example.com>\nMessage-ID: <1@example.com>\nX-Big: ${'a'.repeat(2_000_000)}\n\nbody`,
    ]) {
      const found = await read(raw);
      expect(found).toMatchObject({ damaged: true, messageId: '<1@example.com>', from: { address: 'ada@example.com', name: 'Ada' } });
      expect(found.parts[0]?.name).toBe('message.eml');
    }
  });

  test('two hundred levels of nesting, twenty thousand recipients, deep HTML: read in time', async () => {
    const nested = `${Array.from({ length: 200 }, (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\n`).join('')}\nhello`;
    const cost = await costOf(async () => {
      expect((await read(`From: ada@example.com\n${nested}`)).text).toBe('hello');
      const many = Array.from({ length: 20_000 }, (_, number) => `a${number}@example.com`).join(',');
      expect((await mail(`To: ${many}`)).from.address).toBe('ada@example.com');
      expect((await mail('Content-Type: text/html', '<b>'.repeat(200_000))).html).toBeDefined();
    });
    expect(cost).toBeLessThan(6_000);
  });

  test('whatever bytes come, reading does not throw and gives clean text', async () => {
    await fc.assert(
      fc.asyncProperty(hostileMail, async (raw) => {
        const found = await readMail(raw);
        expect(found.text).toSatisfy((text: string) => text.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(text));
        expect(found.subject ?? '').not.toMatch(/[\r\n\0]/);
        expect(visibleText(found.text)).toBeTypeOf('string');
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});

describe('history below a reply', () => {
  test.each([
    ['Thanks!\n\n-----Original Message-----\nFrom: Support [mailto:support@example.com]\nSent: Monday\n\nHello', 'Thanks!'],
    ['Thanks!\n________________________________\nFrom: Support <support@example.com>\nSent: Monday\n\nHello', 'Thanks!'],
    ['Ja gern.\n\nAm 02.11.2026 um 10:00 schrieb Support <support@example.com>:\n> Hallo', 'Ja gern.'],
    ['Bonjour\n\nLe lun. 2 nov. 2026 à 10:00, Support <support@example.com> a écrit :\n> Salut', 'Bonjour'],
    ['> first?\n\nyes\n\n> second?\n\nno', '> first?\nyes\n> second?\nno'],
    ['No history here.\n\nRegards,\nAda', 'No history here.\n\nRegards,\nAda'],
    ['> only a quote', '> only a quote'],
    ['', ''],
  ])('%j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  test('text made to stall the parser does not', async () => {
    const stalling = [
      '0000from<'.repeat(2_000),
      'Op schreef\n'.repeat(2_000),
      ' etc. skrev\n'.repeat(2_000),
      `${'Op schreef x\n'.repeat(7)}${'schreef\n'.repeat(30)}${'y\n'.repeat(9_000)}`,
      '\n'.repeat(20_000),
      `On ${' '.repeat(20_000)}x`,
      `${'a on at '.repeat(25)}\n`.repeat(100),
      `a${' '.repeat(190_000)}b`,
    ];
    for (const text of stalling) {
      expect(await costOf(() => expect(visibleText(text)).toBe(tidyText(text, 200_000)))).toBeLessThan(1_500);
    }
  });
});
