import { afterAll, beforeAll, expect, test } from 'vitest';
import { type InboxId, newId, type PersonId } from '#kit/ids';
import { list } from '#ledger';
import { arrive } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { download } from './downloads.ts';
import { mostLookedThrough } from './file-words.ts';
import { upload } from './files.ts';
import { safeFile } from './filetype.ts';
import { addInbox } from './inboxes.ts';
import { readyToList } from './reading.ts';
import { receive } from './receive.ts';
import { readConversation } from './views.ts';

let room: TestRoom;
let inbox: InboxId;
let ada: PersonId;
const words = 'My card is 4111 1111 1111 1111, I have HIV';
const rested = 'My card is •••• 1111, I have HIV';
const safe = (name: string, type: string, bytes: Buffer | string) => safeFile({ name, type, bytes: Buffer.from(bytes) });

beforeAll(async () => {
  room = await openRoom('conversations');
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Support', channel: 'email', recipient: null }))).id;
  ada = (await room.ctx((ctx) => arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada' }))).person;
});
afterAll(() => room.stop());

test.each(['attached', 'uploaded before'])(
  'a file of words that is %s rests masked, says so as words do, and guards its thread',
  async (way) => {
    const file = await safe('note.txt', 'text/plain', words);
    const by = { actor: { kind: 'person', id: ada } } as const;
    const up = way === 'attached' ? undefined : await room.ctx((ctx) => upload(ctx, ada, file), by);
    const files = up ? { uploaded: [up.id] } : { attachments: [file] };
    const { conversation } = await room.ctx(
      (ctx) => receive(ctx, { inbox, person: ada, text: 'See the note', clientKey: newId('msg'), ...files }),
      by,
    );
    const [message] = (await room.ctx(async (ctx) => (await readyToList(ctx, conversation, {}))())).items;
    expect(message?.masked).toEqual(['card']);
    expect(message?.attachments[0]?.size).toBe(Buffer.byteLength(rested));
    expect(String((await room.ctx((ctx) => download(ctx, message?.attachments[0]?.id as never))).bytes)).toBe(rested);
    expect(await room.ctx((ctx) => readConversation(ctx, conversation))).toMatchObject({ class: 'special' });
    const { items } = await room.ctx((ctx) => list(ctx, { kind: 'message.received', subject: ada, limit: 1 }));
    expect(items[0]?.facts).toMatchObject({ foundCard: 1, foundSpecial: 1 });
  },
);

test.each([
  ['data.csv', 'application/octet-stream', 'utf8'],
  ['page', 'text/html; charset=utf-8', 'utf8'],
  ['carol.vcf', 'text/vcard', 'utf8'],
  ['message.eml', 'message/rfc822', 'utf8'],
  ['old.txt', 'text/plain', 'latin1'],
  ['wide.txt', 'text/plain', 'utf16le'],
] as const)('%s (%s, %s) is looked through as it is written', async (name, type, code) => {
  const written = `${code === 'utf16le' ? '\ufeff' : ''}Grüße: ${words}\r\n`;
  const file = await safe(name, type, Buffer.from(written, code));
  const mark = code === 'latin1' ? '****' : '••••';
  expect(file.bytes.toString(code)).toBe(written.replace('4111 1111 1111 1111', `${mark} 1111`));
  expect(file.found).toEqual({ card: 1, special: 1 });
});

test('what is no text stays to the byte, as does text without a secret, Base64, and what is behind the bound', async () => {
  const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from(words)]);
  const base64 = `${`${'A'.repeat(30)}/HIV/${'B'.repeat(41)}\r\n`.repeat(3)}\r\n`;
  const others = [
    ['a.txt', 'text/plain', zip],
    ['b.bin', 'application/octet-stream', Buffer.from(words)],
    ['c.txt', 'text/plain', Buffer.from(`\0${words}`)],
    ['d.pdf', 'text/plain', Buffer.from(`%PDF-1.7 ${words}`)],
    ['e.txt', 'text/plain', Buffer.from('\ufeffThe lamp is broken\r\n')],
    ['f.eml', 'message/rfc822', Buffer.from(base64)],
  ] as const;
  for (const [name, type, bytes] of others) {
    const file = await safe(name, type, bytes);
    expect([name, file.bytes.equals(bytes), file.found]).toEqual([name, true, undefined]);
  }
  const filler = `${'lamp '.repeat(12)}\n`;
  const long = `${words}\n${filler.repeat(Math.ceil(mostLookedThrough / filler.length))}${words}`;
  expect(String((await safe('long.txt', 'text/plain', long)).bytes)).toBe(long.replace(words, rested));
});
