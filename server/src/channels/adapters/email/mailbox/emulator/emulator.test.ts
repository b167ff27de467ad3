// The mailbox of the sandbox as a client sees it that is no work of ours: imapflow, the one with which real mailboxes are read.
import { once } from 'node:events';
import { connect } from 'node:net';
import { ImapFlow } from 'imapflow';
import { afterEach, expect, test } from 'vitest';
import { type MailboxEmulator, startMailbox } from './emulator.ts';
import { readSearch } from './fetch.ts';
import { inSet, type Lying, openFolders } from './folders.ts';
import { cutter, readCommand, readTokens } from './wire.ts';

const open: { emulator?: MailboxEmulator; clients: ImapFlow[] } = { clients: [] };
afterEach(async () => {
  for (const client of open.clients.splice(0)) client.close();
  await open.emulator?.close();
});

const now = () => new Date('2026-11-24T09:00:00Z');
const letter = (id: string, words = 'Is the lamp there?') =>
  `From: Ada <ada@example.com>\r\nMessage-ID: <${id}@example.com>\r\nSubject: A\r\n lamp\r\n\r\n${words}\r\n`;

async function start(hasIdle = true, signInMs = 10_000): Promise<MailboxEmulator> {
  open.emulator = await startMailbox({
    ...{ now, hasIdle, signInMs },
    letsIn: (given) =>
      given.user === 'ada@example.com' && ('token' in given ? given.token === 'a-token' : given.password === 'pass "phrase"'),
  });
  return open.emulator;
}
async function client(port: number, auth: object = { pass: 'pass "phrase"' }): Promise<ImapFlow> {
  const found = new ImapFlow({
    ...{ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, logger: false, disableAutoIdle: true },
    auth: { user: 'ada@example.com', ...auth },
  });
  found.on('error', () => undefined);
  open.clients.push(found);
  await found.connect();
  return found;
}

test('lets in by password and by token, and nobody else', async () => {
  const { port, heard } = await start();
  const right = [{ pass: 'pass "phrase"' }, { accessToken: 'a-token' }];
  for (const auth of right) expect((await client(port, auth)).authenticated).toBeTruthy();
  for (const auth of [{ pass: 'another' }, { accessToken: 'another' }])
    await expect(client(port, auth)).rejects.toMatchObject({ authenticationFailed: true });
  expect(heard).toEqual(expect.arrayContaining(['LOGIN', 'AUTHENTICATE']));
});

test('keeps no name that is none, puts out whoever does not sign in, and numbers no folder as another was', async () => {
  const { port, heard, folders } = await start(true, 50);
  const stranger = connect(port, '127.0.0.1');
  stranger.write(`a1 ${'X'.repeat(2_000)}\r\n`);
  await once(stranger.resume(), 'close');
  expect(heard).toEqual(['unknown']);
  const other = openFolders(now);
  const numbers = [...folders.list(), ...other.list()].map(({ validity }) => validity);
  expect(new Set(numbers).size).toBe(4);
});

test('finds, hands out, marks, moves and deletes mails as RFC 3501 has it', async () => {
  const { port, folders } = await start();
  for (const [id, words] of Object.entries({ one: 'Grüße', two: 'Zwei', three: 'Drei' }))
    folders.append('INBOX', Buffer.from(letter(id, words)).toString('latin1'));
  const ada = await client(port);
  expect(await ada.mailboxOpen('inbox')).toMatchObject({ exists: 3, uidNext: 4, readOnly: false });
  expect(await ada.search({ uid: '2:*' }, { uid: true })).toEqual([2, 3]);
  expect(await ada.search({ or: [{ header: { 'message-id': 'one@' } }, { seen: true }] }, { uid: true })).toEqual([1]);
  expect(await ada.search({ since: new Date('2026-11-25') }, { uid: true })).toEqual([]);
  const whole = await ada.fetchOne(
    '1',
    { uid: true, size: true, internalDate: true, source: true, headers: ['message-id'] },
    { uid: true },
  );
  if (!whole) throw new Error('nothing was handed out');
  expect(whole.source?.toString('utf8')).toBe(letter('one', 'Grüße'));
  expect([whole.size, whole.headers?.toString()]).toEqual([
    Buffer.byteLength(letter('one', 'Grüße')),
    'Message-ID: <one@example.com>\r\n\r\n',
  ]);
  expect(new Date(whole.internalDate ?? 0)).toEqual(now());
  const few = await ada.fetchOne('1', { source: { start: 0, maxLength: 4 } }, { uid: true });
  expect((few || undefined)?.source?.toString()).toBe('From');
  expect([...(folders.find('INBOX')?.mails[0]?.flags ?? [])]).toEqual([]); // looked at without a mark
  await ada.messageFlagsAdd([1], ['\\Seen'], { uid: true });
  expect(await ada.search({ seen: false }, { uid: true })).toEqual([2, 3]);
  await ada.mailboxCreate('Taken');
  expect(await ada.messageMove([1], 'Taken', { uid: true })).toMatchObject({ destination: 'Taken', uidMap: new Map([[1, 1]]) });
  expect(await ada.messageMove([2], 'Nowhere', { uid: true })).toBe(false);
  expect(await ada.messageDelete([2], { uid: true })).toBe(true);
  expect(folders.list().map(({ name, mails }) => [name, mails.map(({ uid }) => uid)])).toEqual([
    ...[
      ['INBOX', [3]],
      ['Trash', []],
      ['Taken', [1]],
    ],
  ]);
  expect((await ada.list()).map(({ path, specialUse }) => [path, specialUse])).toContainEqual(['Trash', '\\Trash']);
  await ada.mailboxOpen('INBOX', { readOnly: true });
  expect(await ada.messageDelete([3], { uid: true })).toBe(false);
  await ada.logout();
});

test('tells whoever waits of a new mail at once, and of one that somebody else took away', async () => {
  const { port, folders } = await start();
  const [ada, boris] = [await client(port), await client(port)];
  for (const each of [ada, boris]) await each.mailboxOpen('INBOX');
  const heard = new Promise((resolve) => ada.once('exists', resolve));
  void ada.idle();
  await boris.noop();
  folders.append('INBOX', letter('one'));
  expect(await heard).toMatchObject({ count: 1, prevCount: 0 });
  const gone = new Promise((resolve) => ada.once('expunge', resolve));
  await boris.noop();
  await boris.messageDelete([1], { uid: true });
  expect(await gone).toMatchObject({ seq: 1 });
});

test('may be one that knows nothing of waiting', async () => {
  const { port, folders } = await start(false);
  const ada = await client(port);
  await ada.mailboxOpen('INBOX');
  expect(ada.capabilities.has('IDLE')).toBe(false);
  folders.append('INBOX', letter('one'));
  const heard = new Promise((resolve) => ada.once('exists', resolve));
  await ada.noop();
  expect(await heard).toMatchObject({ count: 1 });
});

test('commands are read as they are written, and what is none is refused', () => {
  const seen: string[] = [];
  let [asked, ended] = [0, 0];
  const cut = cutter(
    (text) => void seen.push(text),
    () => (asked += 1),
    () => (ended += 1),
  );
  for (const piece of ['a1 LOGIN {3}', '\r\n', 'a\r', '\n {2+}\r\nbc\r\na2 NO', 'OP\r\n']) cut(Buffer.from(piece));
  expect([seen, asked, ended]).toEqual([['a1 LOGIN {3}\r\na\r\n {2+}\r\nbc', 'a2 NOOP'], 1, 0]);
  expect(readCommand(seen[0] ?? '')).toEqual({ tag: 'a1', name: 'LOGIN', args: ['a\r\n', 'bc'] });
  expect(readCommand('a uid fetch 1:* (UID BODY.PEEK[HEADER.FIELDS (A "b")]<0.9>)')).toMatchObject({
    name: 'UID FETCH',
    args: ['1:*', ['UID', 'BODY.PEEK[HEADER.FIELDS (A "b")]<0.9>']],
  });
  for (const none of ['', 'a', '(a) b', 'a "b', 'a b (c', 'a b c)', '* b', `a ${'('.repeat(40)}${')'.repeat(40)}`])
    expect(readCommand(none), none).toBeUndefined();
  cut(Buffer.from('a3 LOGIN {99999999}\r\n'));
  cut(Buffer.alloc(70_000, 97));
  expect(ended).toBe(2);
  const mail: Lying = { uid: 7, raw: letter('one'), at: now(), flags: new Set() };
  const finds = (text: string) => readSearch(readTokens(text) ?? [], { uid: 7, sequence: 1 })?.(mail, 1);
  expect(['UID 7', 'UID 9:*', '1', 'NOT SEEN', 'ON 24-Nov-2026', 'SUBJECT lamp', '(UNSEEN FROM ada)'].map(finds)).toEqual(
    Array(7).fill(true),
  );
  expect(['UID 8:9', '2', 'SEEN', 'BEFORE 24-Nov-2026', 'TO ada'].map(finds)).toEqual(Array(5).fill(false));
  expect(['UID', 'NOT', 'OR ALL', 'ANYTHING', 'SINCE today', 'NOT '.repeat(2_000)].map(finds)).toEqual(Array(6).fill(undefined));
  expect(['1,3:4,9:*', '*'].map((set) => [1, 2, 4, 12].filter((number) => inSet(set, 12)?.(number)))).toEqual([[1, 4, 12], [12]]);
  expect(inSet('1;2', 3)).toBeUndefined();
});
