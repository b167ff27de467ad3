// Values lie sealed, so not finding a word proves little. Here each search first finds what is there of somebody, in rows, dump, files and log of the database, backup and folders: their sealed bytes,
// keyed hashes and wrapped keys, by what the rooms declare. After the erasure they are gone, or shut for good once the epoch and the backup are over.
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
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
import { type Filled, fill, lamp } from '#test/filled';
import { temporaryFolder } from '#test/folder';
import { inDatabase } from '#test/in-database';
import { bytesBelow, contentsOf, dumpOf, heapOf, keepLog, missingIn, piecesIn } from '#test/lying';
import { freshDatabase, keyDatabase } from '#test/postgres';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { makeBackup } from '../src/cli/backup.ts';
import { restoreBackup } from '../src/cli/restore.ts';
import { expireBackups } from '../src/keys/backups.ts';
import { mustFind } from '../src/rights/answers.ts';
import { type Certificate, certificateOf } from '../src/rights/certificate.ts';
import { approve, open as openRequest } from '../src/rights/requests.ts';
import { drain } from '../src/worker/queue.ts';

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
  let opened: Awaited<ReturnType<typeof attack>>;
  /** What they said and what was said of them, as it reads; of words that hold others of these, the others. */
  let plain: readonly string[];
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
  const wordsIn = (bytes: Buffer, words: readonly string[] = [...members, ...plain]) => {
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
    opened = await attack(room, had.wraps, had.sealed);
    const said = [...new Set(opened.values())].filter((text) => text.length >= 9 && /\p{L}/u.test(text));
    plain = said.filter((text) => !said.some((other) => other !== text && text.includes(other)));
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
    expect(
      had.sealed.filter((piece) => !opened.has(piece)).map(({ of }) => of),
      'all of it opens',
    ).toEqual([]);
    expect(plain).toEqual(expect.arrayContaining([lamp, 'Ada Example', address.value, 'boris@example.com', 'Said on the phone.']));
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
    for (const bytes of [...(await all(heapOf)), await log.read()]) expect(wordsIn(bytes, plain)).toEqual([]);

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
    const values = [...planted.map(({ bytes }) => bytes), Buffer.from('As bytes: boris@example.com')].map(
      (bytes) => `('kept: ${lamp}', '\\x${bytes.toString('hex')}', '')`,
    );
    const url = room.adminUrl;
    const words = [lamp, 'boris@example.com'];
    await inDatabase(url, 'CREATE TABLE planted (note text, piece bytea, more text)', `INSERT INTO planted VALUES ${values.join(', ')}`);
    const found = await left(url);
    expect(found).toEqual(expect.arrayContaining([...planted.map(({ of }) => of), ...words]));
    for (const bytes of [await heapOf(url), await log.read()]) expect(wordsIn(bytes)).toEqual(expect.arrayContaining(words));
    await inDatabase(url, 'DROP TABLE planted');
    const cell = `\\\\x${index?.bytes.toString('hex')}`;
    for (const row of [`${cell}\tkept`, `kept\t${cell}`, cell, `kept\t${cell}\tkept`])
      expect(piecesIn(Buffer.from(`\n${row}\n`), index ? [index] : []), 'in whichever column').toEqual(new Set(['identities.blind_index']));
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
