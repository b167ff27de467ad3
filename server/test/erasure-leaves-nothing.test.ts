// The promise of the house, held from outside: chat and mail of one person, then erasure, then a look into every column of every table, every file and every log line.
// Values lie sealed, so not finding a word proves little: each search first finds what is there, the sealed bytes, keyed hashes and wrapped keys.
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBackupKey, rotateEpoch } from '#keys';
import { readConfig } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { readHead } from '#kit/sealed-file';
import { addIdentity, group } from '#people';
import { attack } from '#test/attack';
import { type Belongings, belongingsOf, everyIndex, type SealedPiece, type WrappedKey } from '#test/belongings';
import { drawing, type Filled, fill, lineOf } from '#test/filled';
import { temporaryFolder } from '#test/folder';
import { eventually, openHouse } from '#test/house';
import { inDatabase } from '#test/in-database';
import { bytesBelow, contentsOf, dumpOf, heapOf, keepLog, missingIn, piecesIn } from '#test/lying';
import { freshDatabase, keyDatabase } from '#test/postgres';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { tracesInDatabase, tracesInFiles } from '#test/traces';
import { makeBackup } from '../src/cli/backup.ts';
import { restoreBackup } from '../src/cli/restore.ts';
import { expireBackups } from '../src/keys/backups.ts';
import { mustFind } from '../src/rights/answers.ts';
import { type Certificate, certificateOf } from '../src/rights/certificate.ts';
import { approve, open as openRequest } from '../src/rights/requests.ts';
import { drain } from '../src/worker/queue.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
type Staff = Awaited<ReturnType<House['staffClient']>>;
let house: House;
let staff: Staff;
beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  await staff.call('changeWorkspace', {
    body: { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' },
  });
  await staff.call('publishNotice', { body: {} });
  await staff.call('addChannel', {
    body: { channel: 'email', name: 'Support', settings: { address: 'support@shop.example.com', fromName: 'Shop' } },
  });
});
afterAll(async () => {
  if (process.env['SHOW_LOG']) console.log(house.log.join(''));
  await house.stop();
});

const words = 'the violet umbrella from the third shelf';
const secretFile = 'a drawing of a violet umbrella, quite unmistakable';

async function chat() {
  const key = await eventually(
    'the widget is open',
    async () =>
      (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat')?.snippet?.match(/data-key="([^"]+)"/)?.[1],
  );
  const { notice } = await house.publicClient().call('readWidget', { params: { key } });
  const { token, visitor } = await house
    .publicClient()
    .call('startVisit', { params: { key }, body: { language: 'en', noticeId: notice.id, noticeHash: notice.hash } });
  const client = house.visitorClient(token);
  const file = await client.call('uploadVisitAttachment', {
    bytes: Buffer.from(secretFile),
    type: 'text/plain',
    fileName: 'ada-drawing.txt',
  });
  await client.call('addVisitMessage', { body: { clientId: 'first-line-1', text: `Hello, I look for ${words}.`, attachments: [file.id] } });
  return { client, visitor };
}

async function mailFromAda(subject: string) {
  const transport = createTransport({ host: '127.0.0.1', port: house.smtpPort, tls: { rejectUnauthorized: false } });
  await transport.sendMail({
    from: '"Ada Example" <ada@example.com>',
    to: 'support@shop.example.com',
    subject,
    text: `By mail again: ${words}`,
  });
}

async function codeFor(address: string): Promise<string> {
  return eventually('the code mail', async () => {
    const { items } = await staff.call('listCaptured');
    return items
      .find((mail) => mail.to.includes(address) && /\b\d{4} ?\d{4}\b/.test(mail.text))
      ?.text.match(/\b(\d{4} ?\d{4})\b/)?.[1]
      ?.replace(' ', '');
  });
}

describe('erasing ada', () => {
  it('joins chat and mail once the address is proved, then leaves nothing but the proof', { timeout: 120_000 }, async () => {
    const { client, visitor } = await chat();
    await mailFromAda('About an umbrella');
    await client.call('giveEmail', { body: { email: 'ada@example.com' } });
    await client.call('proveEmail', { body: { code: await codeFor('ada@example.com') } });
    const timeline = await staff.call('readTimeline', { params: { person: visitor } });
    expect(new Set(timeline.items.flatMap((item) => item.channel ?? []))).toEqual(new Set(['web-chat', 'email']));
    expect(tracesInFiles(house.folder, [words, secretFile])).toEqual([]);
    expect(await tracesInDatabase(house.adminUrl, [words, 'ada@example.com', 'ada-drawing'])).toEqual([]);

    const asked = await staff.call('openRequest', { body: { person: visitor, kind: 'rectification', text: `It was ${words}.` } });
    const noted = { params: { request: asked.id }, body: { note: `Put right: ${words}` } };
    expect((await staff.call('fulfilRequest', noted)).state).toBe('fulfilled');
    await staff.call('openRequest', { body: { person: visitor, kind: 'restriction', text: `Until I have ${words}.` } });
    expect(await tracesInDatabase(house.adminUrl, [words])).toEqual([]);
    const request = await staff.call('openRequest', { body: { person: visitor, kind: 'erasure' } });
    expect(request).toMatchObject({ state: 'received', approvalsNeeded: 1 });
    const people = [visitor, request.person?.id ?? visitor];
    await staff.call('approveRequest', { params: { request: request.id } });
    const done = await eventually('the erasure is certified', async () => {
      const all = await staff.call('listRequests');
      return all.items.find((each) => each.id === request.id && each.state === 'fulfilled');
    });
    expect(done.steps.map((step) => step.name)).toEqual(
      expect.arrayContaining(['case-sealed', 'shredded', 'deleted', 'probed', 'told', 'certified']),
    );
    const certificate = await staff.call('readCertificate', { params: { request: request.id } });
    expect(certificate.subjectKeys).toBeGreaterThanOrEqual(2);
    expect(certificate.holdings.find((each) => each.table === 'messages')?.erased).toBeGreaterThanOrEqual(2);

    const terms = [words, secretFile, 'ada@example.com', 'ada-drawing', 'Ada Example', ...people];
    expect(await tracesInDatabase(house.adminUrl, terms)).toEqual([]);
    expect(tracesInFiles(house.folder, terms)).toEqual([]);
    expect(house.log.filter((line) => terms.some((term) => line.includes(term) && !term.startsWith('per_')))).toEqual([]);
    await expect(client.call('listVisitMessages', { query: { after: 0 } })).rejects.toMatchObject({
      status: expect.toSatisfy((status: number) => status === 410 || status === 401),
    });
    expect((await staff.call('listCaptured')).items.some((mail) => mail.text.includes(words))).toBe(false);
  });

  it('notices a trace that was planted', async () => {
    const admin = new pg.Client({ connectionString: house.adminUrl });
    await admin.connect();
    await admin.query('CREATE TABLE planted (workspace_id text, note bytea)');
    await admin.query('INSERT INTO planted VALUES ($1, $2)', [house.workspace, Buffer.from(`xx ${words} yy`)]);
    expect(await tracesInDatabase(house.adminUrl, [words])).toEqual(['planted.note']);
    await admin.query('DROP TABLE planted');
    await admin.end();
  });

  it('lets ada come back as somebody new', async () => {
    await mailFromAda('Hello again');
    const conversation = await eventually('a new conversation', async () =>
      (await staff.call('listConversations')).items.find((each) => each.subject === 'Hello again'),
    );
    const person = await staff.call('readPerson', { params: { person: conversation.person.id } });
    expect(person.merges).toEqual([]);
    expect((await staff.call('listConversations', { query: { view: 'all' } })).items).toHaveLength(1);
  });
});

/** What of somebody stands after their erasure, as declared: the mark that keeps a random id from ever getting a key again. */
const staying = ['subject_keys.mark'];

describe('everything of a person: in every declared column and file, as keyed hash, as wrapped key', () => {
  const folder = temporaryFolder();
  const backup = path.join(folder, 'before.backup');
  let room: TestRoom;
  let filled: Filled;
  let members: readonly PersonId[];
  let theirs: readonly Holding[];
  let log: Awaited<ReturnType<typeof keepLog>>;
  let had: Belongings;
  let inRows: readonly SealedPiece[];
  let inFiles: readonly SealedPiece[];
  let indexesBefore: readonly string[];
  let opensUntil: string;
  let certificate: Certificate;
  const open: { drop(): Promise<void> }[] = [];
  const address = { kind: 'email', value: 'ada@example.com' } as const;
  const plain = () => [lineOf(1), drawing, address.value, 'Ada Example'];
  const urls = () => [room.adminUrl, room.settings.keysDatabaseUrl].filter((url) => url !== '');
  const all = <T>(read: (url: string) => Promise<T>) => Promise.all(urls().map(read));
  const act = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { actor: staffWhoMayAll(filled.staff), purpose: 'rights-fulfilment' });
  const rowsOf = (url: string, { table, seals }: Holding, column?: string) => {
    const set = column ? ` AND ${column} IS NOT NULL` : '';
    return inDatabase(url, `SELECT FROM ${table} WHERE ${seals?.under} IN ('${members.join("','")}')${set}`);
  };
  /** What of them stands in rows: as whole rows, words, ids, sealed bytes, keyed hashes, wrapped keys. */
  const left = async (url: string) => {
    const found: string[] = [];
    for (const holding of theirs) if ((await rowsOf(url, holding)) > 0) found.push(holding.table);
    const { text } = await dumpOf(url);
    const pieces = [...had.sealed, ...had.indexes, ...had.wraps];
    return [...found, ...piecesIn(text, pieces), ...wordsIn(text)];
  };
  /** Which of their words and ids stand there, whatever their case, as text or as a dump writes bytes. */
  const wordsIn = (bytes: Buffer, words = [...members, ...plain()]) => {
    const text = bytes.toString('latin1').toLowerCase();
    return words.filter((term) => [term.toLowerCase(), Buffer.from(term).toString('hex')].some((form) => text.includes(form)));
  };

  beforeAll(async () => {
    room = await openRoom();
    log = await keepLog(room.adminUrl);
    filled = await fill(room);
    await room.ctx((ctx) => addIdentity(ctx, filled.ada, { ...address, proof: 'code' }));
    members = await room.ctx((ctx) => group(ctx, filled.ada));
    theirs = holdings.of(room).filter(({ about, seals }) => about === 'person' && seals !== undefined);
    ({ opensUntil } = await makeBackup(room.tools, room.adminUrl, backup, () => undefined)); // begins an epoch, and so wraps every key anew
    had = await belongingsOf(room, members);
    const files = new Set(theirs.flatMap(({ table, seals }) => Object.keys(seals?.files ?? {}).map((column) => `${table}.${column}`)));
    inFiles = had.sealed.filter(({ of }) => files.has(of));
    inRows = had.sealed.filter(({ of }) => !files.has(of));
    indexesBefore = await everyIndex(room);
  }, 120_000);
  afterAll(async () => {
    await log.stop();
    await room.stop();
    for (const each of open) await each.drop();
  });

  it('is found before the erasure wherever it lies, sealed, and opens with the keys', { timeout: 120_000 }, async ({ annotate }) => {
    const empty: string[] = [];
    for (const holding of theirs)
      for (const [column, what] of Object.entries(holding.columns))
        if (typeof what === 'object' && (await rowsOf(room.adminUrl, holding, column)) === 0) empty.push(`${holding.table}.${column}`);
    expect(empty.sort(), 'a column in which nothing lies proves nothing').toEqual(['kept_items.reason']); // which says why something stays: keeping.test.ts
    expect([inFiles.length, had.wraps.length]).toEqual([3, members.length]);
    const ofMessages = ['devices.hash', 'external_ids.hash', ...['digest', 'hash', 'whole'].map((each) => `message_pieces.${each}`)];
    expect(new Set(had.indexes.map(({ of }) => of))).toEqual(new Set([...ofMessages, 'identities.blind_index', 'subject_keys.mark']));

    const pieces = [...inRows, ...had.indexes, ...had.wraps];
    const dumps = await all(dumpOf);
    const by = dumps[0]?.by ?? '';
    await annotate(`dumped by ${by}`);
    if (process.env['DATABASE_URL_TEST']) expect(by, 'beside a server of one’s own stands its pg_dump').toBe('pg_dump');
    expect(
      missingIn(
        dumps.map(({ text }) => text),
        pieces,
        { isDump: true },
      ),
      'the dump',
    ).toEqual([]);
    expect(missingIn(await all(heapOf), pieces), 'the files of the database').toEqual([]);
    expect(missingIn([await log.read()], pieces), 'its log').toEqual([]);
    expect(missingIn([bytesBelow(room.settings.data)], inFiles), 'the data folder').toEqual([]);
    const inBackup = await contentsOf(backup, await keyOfBackup());
    expect(missingIn([inBackup], [...pieces, ...inFiles], { isDump: true }), 'the backup').toEqual([]);
    expect(piecesIn(readFileSync(backup), [...pieces, ...inFiles]), 'and only for its key').toEqual(new Set());
    const opened = await attack(room, had.wraps, had.sealed);
    expect(
      had.sealed.filter((piece) => !opened.has(piece)).map(({ of }) => of),
      'all of it opens',
    ).toEqual([]);
    expect(plain().filter((word) => ![...opened.values()].includes(word))).toEqual([]);
  });

  it('is nowhere after it: no word, no key, no keyed hash but what must stay; nor in a backup from before once it is restored', {
    timeout: 120_000,
  }, async () => {
    const { id } = await act((ctx) => openRequest(ctx, { person: filled.ada, kind: 'erasure', source: 'staff', clientKey: undefined }));
    await act((ctx) => approve(ctx, id));
    await drain(room.tools, room.workspace, () => false);
    expect((await act((ctx) => mustFind(ctx, id))).state).toBe('fulfilled');
    certificate = await act((ctx) => certificateOf(ctx, id));

    expect(await left(room.adminUrl)).toEqual(staying);
    for (const url of urls().slice(1)) expect(piecesIn((await dumpOf(url)).text, had.wraps), 'the key database').toEqual(new Set());
    const came = (await everyIndex(room)).filter((each) => !indexesBefore.includes(each)).map((each) => each.split(' ')[0]);
    expect(came.sort(), 'the no of each address, and marks of the keys that were: theirs and that of the case').toEqual([
      ...had.indexes.flatMap(({ of }) => (of === 'identities.blind_index' ? ['consent_addresses.hash'] : [])),
      ...[...members, id].map(() => 'shredded_keys.mark'),
    ]);
    const files = [room.settings.data, room.settings.keys, folder].map(bytesBelow);
    for (const bytes of [...files, Buffer.from(room.log.join('\n'))]) {
      expect(piecesIn(bytes, [...had.sealed, ...had.wraps])).toEqual(new Set());
      expect(wordsIn(bytes)).toEqual([]);
    }
    for (const bytes of [...(await all(heapOf)), await log.read()]) expect(wordsIn(bytes, plain())).toEqual([]);

    const [database, ofKeys] = [await freshDatabase(), await keyDatabase()];
    open.push(database, ofKeys);
    const keys = path.join(folder, 'keys');
    cpSync(room.settings.keys, keys, { recursive: true });
    const environment = { PARLEY_DATA: path.join(folder, 'data'), PARLEY_KEYS: keys, PARLEY_POOL: '4', DATABASE_URL: database.adminUrl };
    mkdirSync(environment.PARLEY_DATA);
    await restoreBackup(readConfig({ ...environment, ...ofKeys.environment }), database.adminUrl, backup, () => undefined);
    expect(await left(database.adminUrl)).toEqual(staying);
    const restored = bytesBelow(environment.PARLEY_DATA);
    expect([piecesIn(restored, had.sealed), wordsIn(restored)]).toEqual([new Set(), []]);
  });

  it('lies sealed in the log, the files of the database and old backups, and opens with all that is left until the day of the certificate, and not after it', {
    timeout: 120_000,
  }, async () => {
    const lying = [...(await all(heapOf)), await log.read()];
    const [wraps, sealed] = [had.wraps, inRows].map((pieces) => {
      const missing = new Set(lying.flatMap((bytes) => [...piecesIn(bytes, pieces)]));
      return pieces.filter(({ of }) => missing.has(of));
    }) as [WrappedKey[], SealedPiece[]];
    expect([wraps.length, sealed.length], 'PostgreSQL keeps what was deleted: this is why there are epochs').toEqual([
      had.wraps.length,
      inRows.length,
    ]);
    expect((await attack(room, wraps, sealed)).size, 'a thief of all of it could read until then').toBe(sealed.length);
    const kept = path.join(folder, 'a-key-that-is-kept');
    cpSync(room.settings.keys, kept, { recursive: true });

    expect(certificate.unrecoverableBy >= opensUntil).toBe(true);
    room.setTime(new Date(Date.parse(opensUntil) - 1000));
    await endOfDays();
    await expect(keyOfBackup(), 'a second before its days are over').resolves.toBeDefined();
    room.setTime(certificate.unrecoverableBy);
    await endOfDays();
    expect(await attack(room, wraps, sealed)).toEqual(new Map());
    await expect(keyOfBackup()).rejects.toThrow('its days are over');
    expect((await attack({ ...room, settings: { ...room.settings, keys: kept } }, wraps, sealed)).size, 'planted: a key that is kept').toBe(
      sealed.length,
    );
  });

  it('is noticed in a column that keeps a word, a sealed value, a hash or a key', async () => {
    const index = had.indexes.find(({ of }) => of === 'identities.blind_index');
    const planted = [inRows[0], index, had.wraps[0]].flatMap((each) => each ?? []);
    const values = [...planted.map(({ bytes }) => bytes), Buffer.from(`As bytes: ${drawing}`)].map(
      (bytes) => `('kept: ${lineOf(1)}', '\\x${bytes.toString('hex')}', '')`,
    );
    const url = room.adminUrl;
    await inDatabase(url, 'CREATE TABLE planted (note text, piece bytea, more text)', `INSERT INTO planted VALUES ${values.join(', ')}`);
    const found = await left(url);
    expect(found).toEqual(expect.arrayContaining([...planted.map(({ of }) => of), lineOf(1), drawing]));
    for (const bytes of [await heapOf(url), await log.read()]) expect(wordsIn(bytes)).toEqual(expect.arrayContaining([lineOf(1), drawing]));
    await inDatabase(url, 'DROP TABLE planted');
  });

  async function endOfDays(): Promise<void> {
    await rotateEpoch(room.tools);
    expireBackups(room.tools);
  }

  async function keyOfBackup() {
    const head = await readHead(backup);
    return findBackupKey(room.settings, String(head['backup']), String(head['root']));
  }
});
