// A mailbox elsewhere that feeds an inbox, against a real server: Debian's Dovecot.
import { createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InboxId } from '#kit/ids';
import { type Dovecot, hasDovecot, password, startDovecot } from '#test/dovecot';
import { eventually, freePort } from '#test/house';
import { openTextHouse } from '#test/sms-house';
import { startTokens } from '#test/tokens';
import { hooks } from '../hooks.ts';
import { connect } from './connect.ts';
import { mailboxPatience } from './feed.ts';
import { holdMailboxes } from './mailboxes.ts';
import type { MailboxAccount } from './stand.ts';
import { mailboxCheck } from './told.ts';

const isHere = await hasDovecot();
type Bench = Awaited<ReturnType<typeof openTextHouse>>;
let dovecot: Dovecot;
let bench: Bench;
let provider: Awaited<ReturnType<typeof startTokens>>;
let inbox: string;
let [submitPort, plainPort] = [0, 0];

beforeAll(async () => {
  if (!isHere) return;
  provider = await startTokens();
  dovecot = await startDovecot({ introspection: `${provider.url}/introspect` });
  [submitPort, plainPort] = [await freePort(), await freePort()];
  const hosts = [dovecot.port, dovecot.tlsPort, submitPort, plainPort, provider.port]
    .map((port) => `localhost:${port} 127.0.0.1:${port}`)
    .join(' ');
  bench = await openTextHouse({
    PARLEY_INSIDE_HOSTS: hosts,
    PARLEY_MAILBOX_CA: dovecot.cert,
    PARLEY_MAIL_MAX_BYTES: '60000',
    PARLEY_MICROSOFT_URL: provider.url,
  });
  patient(60_000); // longer than a test waits: what is seen at first, the server told
  await dovecot.append('Support', mail('ada@example.net', 'before@example.net', 'Long before.'));
  inbox = await open();
});
afterAll(async () => {
  await bench?.house.stop();
  await dovecot?.stop();
  await provider?.close();
});

const patient = (lookMs: number) =>
  mailboxPatience.set(bench.house.tools, { firstMs: 50, mostMs: 200, somebodyMs: 100, lookMs, leaseMs: 5_000, renewMs: 250 });
const usual = () => ({
  ...{ address: 'support@example.com', feed: 'imap', keeperName: 'Mailboxes Ltd', keeperRegion: 'DE', host: 'localhost' },
  ...{ port: dovecot.port, tls: 'starttls', password, folder: 'Support' },
});
const hold = () => bench.house.act((ctx) => holdMailboxes.run?.(ctx) ?? Promise.resolve());
const health = async () => (await bench.carol.call('listChannels')).items.find((each) => each.inbox.id === inbox)?.health;
const stands = (words: string) => eventually(words, async () => (await health())?.words.includes(words) === true);
const listening = 'tells us of new mail at once';
async function open(): Promise<string> {
  const made = await bench.carol.call('addChannel', { body: { channel: 'email', name: 'Support', settings: usual() } });
  inbox = made.inbox.id;
  await hold();
  await stands(listening);
  return inbox;
}
/** Changes the settings and waits until they count. */
async function change(settings: Record<string, unknown>, words = listening): Promise<void> {
  const before = bench.house.log.length;
  await bench.carol.call('changeChannel', { params: { inbox }, body: { settings } });
  const isOpenedAnew = () => bench.house.log.slice(before).some((line) => /"mail\.mailbox-(opened|left)"/.test(line));
  await eventually('the change counts', async () => isOpenedAnew());
  await stands(words);
}
const mail = (from: string, id: string | undefined, text: string, more = '') =>
  `${more}From: ${from}\r\nTo: support@example.com\r\nSubject: My lamp\r\n${id === undefined ? '' : `Message-ID: <${id}>\r\n`}\r\n${text}\r\n`;
const came = (excerpt: RegExp) =>
  eventually(excerpt.source, async () => (await bench.conversations()).find((each) => excerpt.test(each.excerpt)));
const countIn = { name: 'test.count-in', text: `SELECT count(*)::int AS n FROM external_ids WHERE workspace_id = $1 AND direction = 'in'` };
const idsIn = async () => (await bench.house.act((ctx) => ctx.db.one<{ n: number }>(countIn, [ctx.workspace]))).n;
const goBack = { name: 'test.go-back', text: 'UPDATE mailbox_places SET last_uid = last_uid - 1 WHERE workspace_id = $1' };
const namesIn = async (client: Awaited<ReturnType<typeof connect>>) => {
  const names = (await client.list()).map(({ path }) => path);
  await client.logout();
  return names;
};
const allSeen = () => eventually('all are marked', async () => (await dovecot.list('Support')).every(({ seen }) => seen));

describe.skipIf(!isHere)(`a mailbox at Dovecot${isHere ? '' : ' (skipped: dovecot-imapd is not here and cannot be installed)'}`, () => {
  test('tells of a mail at once; it is stored, then marked as read there; what lay there before is left alone', async () => {
    await dovecot.append('Support', mail('ada@example.net', 'one@example.net', 'The first.'));
    await came(/^The first/);
    await eventually('it is marked', async () => (await dovecot.list('Support')).find(({ id }) => id === '<one@example.net>')?.seen);
    expect((await dovecot.list('Support'))[0]).toEqual({ id: '<before@example.net>', seen: false });
    expect(await idsIn()).toBe(1);
    expect(await bench.carol.call('testChannel', { params: { inbox } })).toMatchObject({
      ok: true,
      words: expect.stringContaining('localhost lets us in'),
    });
  });

  test('tells of each by itself: no look is due for a minute', async () => {
    for (const n of [1, 2]) {
      await dovecot.append('Support', mail('ada@example.net', `idle${n}@example.net`, `Told of ${n}.`));
      await came(new RegExp(`^Told of ${n}`));
    }
    expect(await idsIn()).toBe(3);
    patient(500);
  });

  test('that was away is signed in to again, and a mail whose mark was lost in a crash is one message', async () => {
    await dovecot.down();
    await stands('cannot be reached');
    await dovecot.up();
    await dovecot.append('Support', mail('boris@example.net', 'two@example.net', 'After the break.'));
    await came(/^After the break/);
    await stands(listening);
    // as a kill between storing and marking leaves it
    await bench.house.act((ctx) => ctx.db.run(goBack, [ctx.workspace]));
    await dovecot.within('Support', (own) => own.messageFlagsRemove({ header: { 'message-id': '<two@example.net>' } }, ['\\Seen']));
    await dovecot.down();
    await dovecot.up();
    await eventually('it is marked', async () => (await dovecot.list('Support')).find(({ id }) => id === '<two@example.net>')?.seen);
    expect(await idsIn()).toBe(4);
  });

  test('whose folder is numbered anew is read again, and nothing stands twice', async () => {
    await dovecot.recreate('Support');
    const known = [
      mail('ada@example.net', 'one@example.net', 'The first.'),
      mail('boris@example.net', 'two@example.net', 'After the break.'),
    ];
    await dovecot.append('Support', ...known, mail('carol@example.net', 'three@example.net', 'Numbered anew.'));
    await came(/^Numbered anew/);
    await allSeen();
    expect(await idsIn()).toBe(5);
  });

  test('gives hundreds of mails that come at once, each once', { timeout: 60_000 }, async () => {
    const many = Array.from({ length: 200 }, (_, n) => mail(`ada${n % 20}@example.net`, `many${n}@example.net`, `Of many ${n}.`));
    const before = await idsIn();
    await dovecot.append('Support', ...many);
    await eventually('the last one', async () => (await idsIn()) === before + 200, 50_000);
    const ofMany = async () => (await dovecot.list('Support')).filter(({ id, seen }) => id?.startsWith('<many') && seen);
    await eventually('all are marked', async () => (await ofMany()).length === 200);
    expect(await idsIn()).toBe(before + 200);
  });

  test('keeps what is too large, unread, and people are told', async () => {
    await dovecot.append(
      'Support',
      mail('ada@example.net', 'large@example.net', 'x'.repeat(70_000)),
      mail('ada@example.net', undefined, 'Without a name.'),
    );
    await came(/^Without a name/);
    await stands('1 mail could not be taken in');
    expect((await dovecot.list('Support')).find(({ id }) => id === '<large@example.net>')?.seen).toBe(false);
  });

  test('sends by its own server, signed in and encrypted, and an erasure deletes what lies there and says so', {
    timeout: 60_000,
  }, async () => {
    const sent: { from: string; user: string; secure: boolean }[] = [];
    const server = new SMTPServer({
      ...dovecot.pair,
      logger: false,
      onAuth: ({ username, password: given }, _, done) => done(given === password ? null : new Error('no'), { user: username }),
      onData: (stream, { envelope, user, secure }, done) =>
        void stream.resume().on('end', () => {
          sent.push({ from: envelope.mailFrom ? envelope.mailFrom.address : '', user: String(user), secure });
          done();
        }),
    });
    await new Promise<void>((resolve) => server.listen(submitPort, '127.0.0.1', resolve));
    try {
      await change({
        leavesBy: 'account',
        submitHost: 'localhost',
        submitPort,
        submitTls: 'starttls',
        afterwards: 'move',
        moveTo: 'Taken',
      });
      await bench.agreeWith('mailbox-mailboxes-ltd');
      await dovecot.append(
        'Support',
        mail('erased@example.net', 'gone@example.net', 'Forget the violet umbrella, and me.'),
        mail('erased@example.net', undefined, 'And this without a name.'),
      );
      const { person } = await came(/^And this without a name/);
      await eventually('moved', async () => (await dovecot.list('Taken')).length === 1);
      await dovecot.append('Trash', mail('erased@example.net', 'gone@example.net', 'A copy.'));
      const { items } = await bench.carol.call('listConversations', { query: { view: 'all', limit: 1 } });
      await bench.answer(items[0]?.id ?? '', 'We will.');
      await eventually('it left', async () => sent.length === 1);
      expect(sent).toEqual([{ from: 'support@example.com', user: 'support@example.com', secure: true }]);

      const request = await bench.carol.call('openRequest', { body: { person: person.id, kind: 'erasure' } });
      const params = { request: request.id };
      await bench.carol.call('approveRequest', { params });
      const certificate = await eventually('the certificate', () => bench.carol.call('readCertificate', { params }).catch(() => undefined));
      expect(certificate.recipients).toMatchObject([
        {
          code: 'mailbox-mailboxes-ltd',
          note: expect.stringMatching(/^2 mails were found.* 1 were looked for in every folder and found in none\.$/),
        },
      ]);
      expect([await dovecot.list('Taken'), await dovecot.list('Trash')]).toEqual([[], []]);
      const left = await dovecot.within('Support', (own) => own.search({ from: 'erased@example.net' }));
      expect([left, (await dovecot.list('Support')).length > 200]).toEqual([[], true]);
    } finally {
      await new Promise<void>((resolve) => server.close(resolve));
    }
  });

  test('is asked for nothing over a line that cannot be trusted, and waits for somebody where only they can help', async () => {
    const check = () => bench.house.act((ctx) => mailboxCheck.run(ctx));
    expect([mailboxCheck.id, await check()]).toEqual(['email.mailbox-waits-for-somebody', 0]);
    await change({ password: 'another' }, 'does not accept user name and password');
    expect(await check()).toBe(1);
    await change({ password, host: '127.0.0.1' }, 'no encryption that can be trusted'); // its certificate is for another name
    const heard: string[] = [];
    const plain = createServer((socket) => {
      socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n');
      socket
        .on('error', () => undefined)
        .on('data', (data) => {
          heard.push(String(data));
          socket.write(`* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n${String(data).split(' ')[0]} OK done\r\n`);
        });
    });
    await new Promise<void>((resolve) => plain.listen(plainPort, '127.0.0.1', resolve));
    await change({ host: 'localhost', port: plainPort }, 'no encryption that can be trusted');
    expect(heard.join('')).not.toMatch(/LOGIN|AUTHENTICATE|another|pass phrase/i);
    await new Promise<void>((resolve) => plain.close(() => resolve()));
    const save = (settings: object) =>
      bench.carol.call('changeChannel', { params: { inbox }, body: { settings: settings as Record<string, unknown> } });
    await expect(save({ host: 'imap.example.com', tls: 'off' })).rejects.toMatchObject({ code: 'invalid' });
    await change({ host: 'localhost', port: 1, tls: 'implicit' }, 'lies inside a network');
    await change({ port: dovecot.tlsPort });
  });

  test('lets in by a token of its user while that holds, and by no other', async () => {
    const settings = { address: 'token@example.com', feed: 'imap', signIn: 'microsoft', clientId: 'parley-application' };
    const own = { ...settings, user: 'support@example.com' };
    const made = await bench.carol.call('addChannel', { body: { channel: 'email', name: 'By token', settings: own } });
    const params = { inbox: made.inbox.id };
    const agree = async () => {
      const { searchParams } = new URL((await bench.carol.call('connectChannel', { params })).open ?? '');
      return bench.carol.call('agreeForChannel', { body: { code: 'a-code', state: searchParams.get('state') ?? '' } });
    };
    const { workspace, tools } = bench.house;
    const found = (await hooks.of(bench.house).accountOf(workspace, made.inbox.id as InboxId)) as MailboxAccount;
    const at = { host: 'localhost', port: dovecot.tlsPort, tls: 'implicit' as const, folder: 'Support' };
    const account = { ...found, settings: { ...found.settings, ...at } };
    expect(await agree()).toMatchObject({ ok: true });
    expect(await namesIn(await connect(tools, account))).toContain('Support');
    provider.isRevoked = true; // as somebody takes it back at the provider: the token has not run out
    await expect(connect(tools, account)).rejects.toMatchObject({ fault: 'not-let-in' });
    provider.isRevoked = false;
    provider.user = 'boris@example.com';
    await expect(connect(tools, account)).rejects.toMatchObject({ fault: 'not-let-in' });
    expect(bench.house.log.join('')).not.toContain(provider.token());
  });
});
