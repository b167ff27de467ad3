// What a mailbox refuses, loses or holds twice, and a change from one to another: nothing is said to be done that was not.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '#test/house';
import { openTextHouse } from '#test/sms-house';
import { type Folder, type Lying, startStubbornMailbox } from '#test/stubborn-mailbox';
import type { Hooks, Inbound } from '../../../adapter.ts';
import { connect } from './connect.ts';
import { type MailboxEmulator, startMailbox } from './emulator/emulator.ts';
import { mailboxPatience, openMailbox } from './feed.ts';
import { forgetMails } from './forget.ts';
import { holdMailboxes } from './mailboxes.ts';
import { type Desk, look } from './read.ts';
import type { MailboxAccount } from './stand.ts';

type Mailbox = Awaited<ReturnType<typeof startStubbornMailbox>>;
let bench: Awaited<ReturnType<typeof openTextHouse>>;
let [plain, google]: Mailbox[] = [];
let polled: MailboxEmulator | undefined;
const now = Date.now();
let counted = 0;

beforeAll(async () => {
  [plain, google] = [await startStubbornMailbox(), await startStubbornMailbox({ gmail: true })];
  polled = await startMailbox({ now: () => new Date(), letsIn: ({ user }) => user === 'polled', hasIdle: false });
  bench = await openTextHouse({ PARLEY_INSIDE_HOSTS: [plain, google, polled].map(({ port }) => `127.0.0.1:${port}`).join(' ') });
  mailboxPatience.set(bench.house.tools, { firstMs: 50, mostMs: 200, somebodyMs: 100, lookMs: 100, leaseMs: 5_000, renewMs: 100 });
});
beforeEach(() => {
  for (const each of [plain, google]) Object.assign(each?.state ?? {}, { refuses: () => false, heard: [] });
});
afterAll(async () => {
  await bench?.house.stop();
  await plain?.stop();
  await google?.stop();
  await polled?.close();
});

const mail = (from: string, id: string, more = '') =>
  `From: ${from}\r\nTo: support@example.com\r\n${more}Subject: My lamp\r\nMessage-ID: ${id}\r\n\r\nWords of ${id}.\r\n`;
const lying = (uid: number, raw: string, at = new Date(now)): Lying => ({ uid, raw, at, flags: [] });
const folder = (name: string, mails: Lying[] = [], special?: string): Folder => ({ name, mails, ...(special && { special }) });
const usual = (mailbox: Mailbox | undefined, user: string) => ({
  ...{ address: 'support@example.com', feed: 'imap', keeperName: 'Mailboxes Ltd', keeperRegion: 'DE', host: '127.0.0.1' },
  ...{ port: mailbox?.port, tls: 'off', user, password: 'a pass phrase', folder: 'INBOX' },
});

/** A mailbox of its own, and a look into it that stores nothing but hands on. */
async function deskAt(mailbox: Mailbox | undefined, folders: Folder[], settings: object = {}) {
  counted += 1;
  const user = `user${counted}@example.com`;
  mailbox?.users.set(user, folders);
  const all = {
    ...usual(mailbox, user),
    signIn: 'password',
    afterwards: 'seen',
    moveTo: '',
    trusted: '',
    since: new Date(0).toISOString(),
    ...settings,
  };
  const { tools, workspace } = bench.house as unknown as Pick<Desk, 'tools'> & { workspace: Desk['account']['workspace'] };
  const inbox = (await bench.carol.call('addChannel', { body: { channel: 'email', name: user, settings: { address: user } } })).inbox.id;
  const account = { workspace, inbox, name: user, settings: { ...all, address: 'support@example.com' } } as unknown as MailboxAccount;
  const received: Inbound[] = [];
  const hooks = {
    receive: async (inbound: Inbound) => {
      received.push(inbound);
      return { outcome: 'stored', conversation: 'c', sequence: 1 };
    },
    report: async () => 'unknown',
  };
  const failed: Desk['failed'] = new Map();
  const lookOnce = async (): Promise<string[]> => {
    const client = await connect(tools, account);
    try {
      await client.mailboxOpen('INBOX');
      await look({ tools, hooks: hooks as unknown as Hooks, account, client, failed, isStopped: () => false });
    } finally {
      client.close();
    }
    return received.map(({ externalId }) => externalId);
  };
  return { account, tools, received, hooks, lookOnce };
}
const idsIn = ({ mails }: Folder) => mails.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1]?.trim());

test('mail that is not stored stays in the mailbox, also where what was taken in is deleted', async () => {
  const inbox = folder('INBOX', [
    lying(1, mail('support@example.com', '<form@example.com>', 'Reply-To: Ada <ada@example.net>\r\n')),
    lying(2, mail('support@example.com', '<alone@example.com>')),
    lying(3, mail('nobody at all', '<nobody@example.com>')),
    lying(4, mail('support@example.com', '<msg_01jzzzzzzzzzzzzzzzzzzzzzzz@example.com>')),
    lying(5, mail('boris@example.net', '<stored@example.net>')),
  ]);
  const desk = await deskAt(plain, [inbox], { afterwards: 'delete' });
  expect(await desk.lookOnce()).toEqual(expect.arrayContaining(['<form@example.com>', '<stored@example.net>']));
  expect(desk.received.map(({ from }) => from.value).sort()).toEqual(['ada@example.net', 'boris@example.net']);
  expect(idsIn(inbox)).toEqual(['<alone@example.com>', '<nobody@example.com>', '<msg_01jzzzzzzzzzzzzzzzzzzzzzzz@example.com>']);
});

test('a server that tells of nothing is asked again and again, and what was taken in is deleted there', async () => {
  const { account, tools } = await deskAt(plain, []);
  const asked = { ...account.settings, port: polled?.port ?? 0, user: 'polled', afterwards: 'delete' as const };
  const line = openMailbox(tools, { ...account, settings: asked });
  await eventually('it is looked at', async () => line.state() === 'polling');
  polled?.folders.append('INBOX', mail('boris@example.net', '<polled@example.net>'));
  await eventually('it came', async () => (await bench.conversations()).some(({ excerpt }) => excerpt.includes('<polled@example.net>')));
  await eventually('it is gone there', async () => polled?.folders.list().every(({ mails }) => mails.length === 0));
  await line.stop();
  expect(polled?.heard).toEqual(expect.arrayContaining(['LOGIN', 'NOOP', 'UID STORE', 'UID EXPUNGE']));
  expect(polled?.heard).not.toContain('IDLE');
});

test('where a folder is a label, what is deleted goes by the bin', async () => {
  const [inbox, bin] = [folder('INBOX', [lying(1, mail('ada@example.net', '<one@example.net>'))]), folder('Bin', [], '\\Trash')];
  const desk = await deskAt(google, [inbox, bin], { afterwards: 'delete' });
  await desk.lookOnce();
  expect([idsIn(inbox), idsIn(bin)]).toEqual([[], ['<one@example.net>']]);
  const told = await forgetMails(desk.account, ['<one@example.net>'], desk.tools);
  expect([told, idsIn(bin)]).toEqual([{ gone: 1, left: [], kept: 0, missing: [] }, []]);
});

test('a search that is refused is not an answer: each id is asked for by itself, and what cannot be is left', async () => {
  const ids = ['<"a.b"@example.net>', '<grüße@example.net>', `<${'x'.repeat(380)}@example.net>`, '<good@example.net>', '<bad@example.net>'];
  const inbox = folder(
    'INBOX',
    ids.map((id, at) => lying(at + 1, mail('ada@example.net', id))),
  );
  const desk = await deskAt(plain, [inbox]);
  if (plain) plain.state.refuses = (command) => / OR /.test(command) || (/HEADER/i.test(command) && command.includes('bad@'));
  const told = await forgetMails(desk.account, [...ids, '<never@example.net>'], desk.tools);
  expect(told).toEqual({ gone: 4, left: ['<bad@example.net>'], kept: 0, missing: ['<never@example.net>'] });
  expect(Math.max(...(plain?.state.heard ?? []).map((line) => line.length))).toBeLessThan(8_000);
  expect(idsIn(inbox)).toEqual(['<bad@example.net>']);
  await expect(
    (async () => {
      if (plain) plain.state.refuses = (command) => /SEARCH/.test(command);
      await desk.lookOnce();
    })(),
  ).rejects.toMatchObject({ code: 'search-refused' });
});

test('one folder that refuses to open leaves nothing undone in the others', async () => {
  const folders = [folder('Shut'), folder('INBOX', [lying(1, mail('ada@example.net', '<one@example.net>'))])];
  const desk = await deskAt(plain, folders);
  if (plain) plain.state.refuses = (command) => /SELECT "?Shut/.test(command);
  const told = await forgetMails(desk.account, ['<one@example.net>', '<two@example.net>'], desk.tools);
  expect(told).toEqual({ gone: 1, left: ['<two@example.net>'], kept: 0, missing: [] });
});

test('a mail that the server cannot hand out does not keep the others waiting, and a server that hands out none costs none', async () => {
  const inbox = folder(
    'INBOX',
    [1, 2, 3].map((uid) => lying(uid, mail('ada@example.net', `<m${uid}@example.net>`))),
  );
  const desk = await deskAt(plain, [inbox]);
  const body = (uid: string) => new RegExp(`FETCH ${uid} .*BODY`);
  if (plain) plain.state.refuses = (command) => body('\\d').test(command);
  for (let tries = 0; tries < 8; tries += 1) await expect(desk.lookOnce()).rejects.toBeDefined();
  expect(desk.received).toEqual([]);
  if (plain) plain.state.refuses = (command) => body('1').test(command);
  for (let tries = 0; tries < 8 && desk.received.length < 2; tries += 1) await desk.lookOnce().catch(() => undefined);
  expect(desk.received.map(({ externalId }) => externalId)).toEqual(['<m2@example.net>', '<m3@example.net>']);
  expect(inbox.mails.map(({ flags }) => flags.includes('\\Seen'))).toEqual([false, true, true]);
});

test('a full disk is waited for, however long it takes', async () => {
  const desk = await deskAt(plain, [folder('INBOX', [lying(1, mail('ada@example.net', '<disk@example.net>'))])]);
  const { receive } = desk.hooks;
  desk.hooks.receive = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
  for (let tries = 0; tries < 8; tries += 1) await expect(desk.lookOnce()).rejects.toMatchObject({ code: 'ENOSPC' });
  desk.hooks.receive = receive;
  expect(await desk.lookOnce()).toEqual(['<disk@example.net>']);
});

test('a mailbox that takes the place of another is read from where that one ended, and an erasure says what lies in the one before', {
  timeout: 30_000,
}, async () => {
  const first = folder('INBOX', [lying(1, mail('ada@example.net', '<before@example.net>'), new Date(now - 7_200_000))]);
  const second = folder('INBOX', [lying(1, mail('boris@example.net', '<theirs@example.net>'), new Date(now - 90_000_000))]);
  plain?.users.set('first', [first]).set('second', [second]);
  const made = await bench.carol.call('addChannel', { body: { channel: 'email', name: 'Support', settings: usual(plain, 'first') } });
  const params = { inbox: made.inbox.id };
  const came = (words: string) =>
    eventually(words, async () => (await bench.conversations()).find(({ excerpt }) => excerpt.includes(words)));
  await bench.house.act((ctx) => holdMailboxes.run?.(ctx) ?? Promise.resolve());
  first.mails.push(lying(2, mail('erased@example.net', '<first@example.net>'), new Date(Date.now() + 1_000)));
  const { person } = await came('<first@example.net>');
  second.mails.push(lying(2, mail('erased@example.net', '<second@example.net>'), new Date(Date.now() + 1_000)));
  await bench.carol.call('changeChannel', { params, body: { settings: { user: 'second', keeperName: 'Others Ltd' } } });
  await came('<second@example.net>');
  expect((await bench.conversations()).filter(({ excerpt }) => /before|theirs/.test(excerpt))).toEqual([]);

  const request = await bench.carol.call('openRequest', { body: { person: person.id, kind: 'erasure' } });
  await bench.carol.call('approveRequest', { params: { request: request.id } });
  const certificate = await eventually('the certificate', () =>
    bench.carol.call('readCertificate', { params: { request: request.id } }).catch(() => undefined),
  );
  const notes = Object.fromEntries(certificate.recipients.map(({ code, note }) => [code, note]));
  expect(notes['mailbox-others-ltd']).toMatch(/^1 mails were found.* 1 were fetched from a mailbox that is no longer read/);
  expect(Object.keys(notes)).toContain('mailbox-mailboxes-ltd');
  expect([idsIn(first), idsIn(second)]).toEqual([['<before@example.net>', '<first@example.net>'], ['<theirs@example.net>']]);
});
