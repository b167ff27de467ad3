// A backup is taken while Parley works, somebody is erased afterwards, everything is lost, and the backup comes back: everybody else is whole, the erased one stays
// erased, and no door opens before that is so.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publicRoutes, staffRoutes, visitorRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdraw } from '#consent';
import { lift, restrict, sayNoAgain } from '#gate';
import { type Config, config, readConfig } from '#kit/config';
import type { Id, PersonId } from '#kit/ids';
import { list, verifyLedger } from '#ledger';
import { addIdentity } from '#people';
import { eventually, openHouse } from '#test/house';
import { everything, inDatabase } from '#test/in-database';
import { freshDatabase, keyDatabase } from '#test/postgres';
import { type BackupFacts, makeBackup } from '../src/cli/backup.ts';
import { drillOnce } from '../src/cli/drill.ts';
import { restoreBackup } from '../src/cli/restore.ts';
import { startParley } from '../src/main.ts';
import { endArrival } from '../src/rights/handover/again.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'parley-backup-'));
const keys = path.join(folder, 'keys');
const file = path.join(folder, 'parley.backup');
const hers = 'ada looks for the violet umbrella';
const his = 'boris keeps the amber lamp';
const answer = 'two of the amber lamps are left';
const hisFile = 'a sketch of the amber lamp';
const handover = 'hov_taken_back' as Id<'hov'>;
const later = 'hov_taken_later' as Id<'hov'>;
let house: Awaited<ReturnType<typeof openHouse>>;
let staff: Awaited<ReturnType<(typeof house)['staffClient']>>;
let facts: BackupFacts;
let ada: { person: string };
let restored: Config;
let boris: { token: string; person: string };
let carol: { person: string };
let fields: string[];
const tidy: (() => Promise<unknown>)[] = [];
const quiet = () => undefined;

beforeAll(async () => {
  house = await openHouse({ environment: { PARLEY_KEYS: keys } });
  staff = await house.staffClient();
  await staff.call('changeWorkspace', {
    body: { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' },
  });
  await staff.call('publishNotice', { body: {} });
  ada = await chat(hers, 'a drawing of a violet umbrella');
  boris = await chat(his, hisFile);
  carol = await chat('carol turns the copper lamp', 'a sketch of a copper lamp');
  const { items } = await staff.call('listConversations', { query: { view: 'all' } });
  const conversation = items.find((each) => each.person.id === boris.person)?.id ?? '';
  await staff.call('addMessage', { params: { conversation }, body: { kind: 'message', text: answer } });
  await eventually('the answer is out', async () =>
    (await staff.call('listMessages', { params: { conversation } })).items.some((each) => /sent|delivered/.test(each.delivery)),
  );
  const waiting = await everyMessage("UPDATE messages SET delivery = 'queued' WHERE direction = 'out' RETURNING id"); // as if it had not left yet
  expect(waiting).toBe(1);
  const arrived = `INSERT INTO handover_arrivals (workspace_id, id, key_id, digest, state, size, at, until)
    SELECT workspace_id, unnest(ARRAY['${handover}', '${later}']), 'hky_none', 'none', 'waiting', 1, now(), now() + interval '9 days' FROM workspaces`;
  expect(await everyMessage(arrived)).toBe(2);
  fields = [await noted('Lamp size'), await noted('Shade size')];
  const hersToo = { kind: 'email', value: 'ada@example.com', proof: 'code' } as const;
  await house.act((ctx) => addIdentity(ctx, ada.person as PersonId, hersToo));
  const stored = path.join(config.of({ tools: house.tools }).data, 'files');
  for (const each of readdirSync(stored, { recursive: true, encoding: 'utf8' })) // a mark of a file that nobody names is none of them
    if (/[0-9a-f]{32}$/.test(each)) writeFileSync(path.join(stored, `${each}.stray`), '');
  facts = await makeBackup(house.tools, house.adminUrl, file, quiet);
  await house.act((ctx) => endArrival(ctx, handover, 'withdrawn'));
  await stop(fields[0]);
  await house.act((ctx) => withdraw(ctx, boris.person as PersonId, 'marketing', 'email', 'agent'));
  await house.act((ctx) => restrict(ctx, boris.person as PersonId, { kind: 'objected', ground: 'direct-marketing', purpose: 'marketing' }));
  const lifted = await house.act((ctx) => restrict(ctx, boris.person as PersonId, { kind: 'restricted', ground: 'unlawful' }));
  await house.act((ctx) => lift(ctx, lifted));
  await house
    .visitorClient(boris.token)
    .call('addVisitMessage', { body: { clientId: 'after-the-backup', text: 'written after the backup' } });
  await house.act((ctx) => restrict(ctx, ada.person as PersonId, { kind: 'objected', ground: 'direct-marketing', purpose: 'marketing' }));
  await erase(ada.person);
});
afterAll(async () => {
  for (const each of tidy.reverse()) await each();
  await house?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function chat(text: string, drawing: string) {
  const key = await eventually(
    'the widget',
    async () => (await staff.call('listChannels')).items.flatMap((each) => each.snippet?.match(/data-key="([^"]+)"/)?.[1] ?? [])[0],
  );
  const open = house.publicClient();
  const { notice } = await open.call('readWidget', { params: { key } });
  const visit = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  const { token, visitor } = await open.call('startVisit', { params: { key }, body: visit });
  const client = house.visitorClient(token);
  const { id } = await client.call('uploadVisitAttachment', { bytes: Buffer.from(drawing), type: 'text/plain', fileName: 'drawing.txt' });
  await client.call('addVisitMessage', { body: { clientId: 'first-line-1', text, attachments: [id] } });
  return { token, person: visitor };
}

const everyMessage = (sql: string) => inDatabase(house.adminUrl, sql);

/** A field of boris with a value. */
async function noted(name: string): Promise<string> {
  const body = { names: { en: name, de: name }, kind: 'text', purpose: 'service-conversation', period: 'P90D', provided: true } as const;
  const { id } = await staff.call('addField', { body: { ...body, tellsOf: [], isNoName: true, reason: 'lamps are fitted' } });
  await staff.call('setPersonField', { params: { person: boris.person, field: id }, body: { value: 'twenty' } });
  return id;
}

const stop = (field = '') => staff.call('stopField', { params: { field } });

async function erase(person: string) {
  const request = await staff.call('openRequest', { body: { person, kind: 'erasure' } });
  await staff.call('approveRequest', { params: { request: request.id } });
  const certificate = await eventually('the certificate', () =>
    staff.call('readCertificate', { params: { request: request.id } }).catch(() => undefined),
  );
  expect(Date.parse(certificate.unrecoverableBy)).toBeGreaterThanOrEqual(Date.parse(facts.opensUntil));
}

/** A fresh machine with nothing but a copy of the old one’s key folder. */
async function machine(): Promise<{ settings: Config; adminUrl: string }> {
  const [database, ofKeys] = [await freshDatabase(), await keyDatabase()];
  tidy.push(() => database.drop(), ofKeys.drop);
  const data = mkdtempSync(path.join(folder, 'data-'));
  const own = mkdtempSync(path.join(folder, 'keys-'));
  cpSync(keys, own, { recursive: true, filter: (name) => !path.basename(name).startsWith('in-use') });
  const environment = {
    PORT: '0',
    PARLEY_DATA: data,
    PARLEY_KEYS: own,
    PARLEY_POOL: '6',
    PARLEY_SMTP_PORT: '0',
    DATABASE_URL: database.adminUrl,
    ...ofKeys.environment,
  };
  return { settings: readConfig(environment), adminUrl: database.adminUrl };
}

describe('a backup', () => {
  it('is one private file in which neither words nor ids can be read', () => {
    const bytes = readFileSync(file);
    for (const secret of [hers, his, hisFile, ada.person, boris.person]) expect(bytes.includes(secret)).toBe(false);
    expect(bytes.includes(facts.backup)).toBe(true); // its head says which key opens it
    expect(facts).toMatchObject({ files: 3 });
    expect(facts.rows).toBeGreaterThan(30);
  });

  it('never takes the place of a file that is there, and leaves nothing behind when it fails', async () => {
    const before = readdirSync(path.join(keys, 'backups')).length;
    await expect(makeBackup(house.tools, house.adminUrl, file, quiet)).rejects.toThrow('EEXIST');
    expect(readdirSync(path.join(keys, 'backups'))).toHaveLength(before);
    expect(readFileSync(file).length).toBeGreaterThan(1000);
  });

  it('that was cut off, changed, or is of another key changes nothing', async () => {
    const fresh = await machine();
    const broken = path.join(folder, 'broken.backup');
    const bytes = readFileSync(file);
    writeFileSync(broken, bytes);
    truncateSync(broken, bytes.length - 200);
    await expect(restoreBackup(fresh.settings, fresh.adminUrl, broken, quiet)).rejects.toThrow(/cut off/);
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(bytes.length - 500) ^ 1, bytes.length - 500);
    writeFileSync(broken, changed);
    await expect(restoreBackup(fresh.settings, fresh.adminUrl, broken, quiet)).rejects.toThrow(/does not open/);
    const lost = path.join(folder, 'other-keys');
    cpSync(fresh.settings.keys, lost, { recursive: true });
    rmSync(path.join(lost, 'backups'), { recursive: true });
    await expect(restoreBackup({ ...fresh.settings, keys: lost }, fresh.adminUrl, file, quiet)).rejects.toThrow(/not in/);
    expect(await everything(fresh.adminUrl)).not.toContain('per_');
  });

  it('is refused with the key folder of a house that lives, and where something is already', async () => {
    const fresh = await machine();
    await expect(restoreBackup({ ...fresh.settings, keys }, fresh.adminUrl, file, quiet)).rejects.toThrow(/at work with/);
    await expect(restoreBackup(fresh.settings, house.adminUrl, file, quiet)).rejects.toThrow(/not empty/);
  });
});

describe('a drill', () => {
  const drilled = () =>
    house.act(async (ctx) => (await list(ctx, { kind: 'backup.drilled', limit: 5 })).items.map(({ facts: said }) => said?.['ok']));

  const nothingLeft = () => [
    ...readdirSync(house.folder).filter((name) => name.startsWith('drill')),
    ...readdirSync(path.join(keys, 'drills')),
    ...readdirSync(path.join(keys, 'backups')).filter((name) => name.startsWith('bak_left')),
  ];

  it('restores the newest backup beside the running house, finds ada erased, says so in the ledger, and leaves nothing behind, of itself or of one that was killed', async () => {
    const left = path.join(keys, 'drills', 'deadbeef');
    for (const each of [path.join(left, 'keys'), path.join(house.folder, 'drill-deadbeef')]) mkdirSync(each, { recursive: true });
    for (const name of ['keys/root.key', 'in-use']) writeFileSync(path.join(left, name), 'left by a drill that was killed');
    writeFileSync(path.join(left, 'backup'), 'bak_left', { mode: 0o600 });
    writeFileSync(path.join(keys, 'backups', 'bak_left.key'), 'a key', { mode: 0o600 });
    utimesSync(path.join(left, 'in-use'), 0, 0);
    await inDatabase(house.adminUrl, 'CREATE DATABASE parley_drill_deadbeef');
    const lay: string[] = [];
    const drill = await drillOnce(house.tools, house.adminUrl, undefined, quiet, {
      restoring: (beside, ...rest) => {
        lay.push(path.relative(keys, beside.keys), path.relative(house.folder, beside.data));
        for (const each of readdirSync(house.folder, { recursive: true })) if (String(each).endsWith('.key')) lay.push(String(each));
        return restoreBackup(beside, ...rest);
      },
    });
    expect(lay, 'keys stay where keys are, and none lies beside the data').toEqual([
      expect.stringMatching(/^drills\/[0-9a-f]{8}\/keys$/),
      expect.stringMatching(/^drill-[0-9a-f]{8}\/data$/),
    ]);
    expect(drill).toMatchObject({ ok: true, deviations: [], companies: 1, rows: facts.rows, files: facts.files });
    expect(drill.erasedAgain).toBeGreaterThan(0);
    expect(drill.opened).toBeGreaterThan(3);
    expect(await drilled()).toEqual([1]);
    const shown = await (await house.staffClient()).call('readBackups');
    expect(shown).toMatchObject({
      last: { opens: true, opensUntil: facts.opensUntil },
      ...{ drills: [{ isGood: true, deviations: 0 }], advice: [] },
    });
    const told = JSON.stringify(shown);
    for (const each of [facts.backup, file, keys, house.folder]) expect(told, 'neither number nor place').not.toContain(each);
    expect(nothingLeft()).toEqual([]);
    expect(await inDatabase(house.adminUrl, `SELECT FROM pg_database WHERE datname LIKE 'parley_drill_%'`)).toBe(0);
  });

  it('makes a backup for itself where none is left, and that one opens nowhere afterwards', async () => {
    const before = readdirSync(path.join(keys, 'backups'));
    renameSync(file, `${file}.away`);
    const drill = await drillOnce(house.tools, house.adminUrl, undefined, quiet).finally(() => renameSync(`${file}.away`, file));
    expect(drill).toMatchObject({ ok: true, erasedAgain: 0, companies: 1 });
    expect(Date.parse(drill.made)).toBeGreaterThan(Date.parse(facts.opensUntil) - 30 * 86_400_000);
    expect(readdirSync(path.join(keys, 'backups'))).toEqual(before);
  });

  it('passes where somebody is erased, a hand-over taken back and a field stopped while it is at it, and says how many', async () => {
    const drill = await drillOnce(house.tools, house.adminUrl, file, quiet, {
      restoring: async (...all) => {
        await erase(carol.person);
        await house.act((ctx) => endArrival(ctx, later, 'refused'));
        await stop(fields[1]);
        await house.act((ctx) => withdraw(ctx, boris.person as PersonId, 'satisfaction-survey', 'email', 'agent'));
        return restoreBackup(...all);
      },
    });
    expect(drill).toMatchObject({ ok: true, deviations: [], meanwhile: { noes: 1, takenBack: 1, stopped: 1, departed: 0 } });
    expect(drill.meanwhile.erased).toBeGreaterThan(0); // keys: hers, and by and by that of her case
  });

  it('fails where the restore forgets the erased, what was taken back and what was stopped, loses an entry, brings up a stranger or a value that does not open', async () => {
    const planted: typeof restoreBackup = async (beside, url, ...rest) => {
      rmSync(path.join(beside.keys, 'erased.log'));
      for (const name of readdirSync(beside.keys)) if (/^(taken-back|stopped-fields|noes)/.test(name)) rmSync(path.join(beside.keys, name));
      const came = await restoreBackup(beside, url, ...rest);
      await inDatabase(
        url,
        'SET session_replication_role = replica',
        `DELETE FROM ledger_payloads; DELETE FROM ledger_entries WHERE id = (SELECT min(id) FROM ledger_entries)`,
      );
      await inDatabase(url, `UPDATE messages SET body = set_byte(body, 20, get_byte(body, 20) # 1) WHERE person_id = '${boris.person}'`);
      await inDatabase(
        url,
        'SET session_replication_role = replica',
        `INSERT INTO workspaces (workspace_id, created_at) VALUES ('wsp_00000000000000000000000001', now())`,
      );
      return came;
    };
    const asReplica = 'SET session_replication_role = replica';
    const old = `jsonb_build_object('id', 'led_00000000000000000000000001')`; // one of long ago that no backup has
    await inDatabase(
      house.adminUrl,
      asReplica,
      `INSERT INTO ledger_entries SELECT (jsonb_populate_record(t, ${old})).* FROM ledger_entries t LIMIT 1`,
    );
    const { ok, deviations } = await drillOnce(house.tools, house.adminUrl, file, quiet, { restoring: planted });
    await inDatabase(house.adminUrl, asReplica, `DELETE FROM ledger_entries WHERE id = 'led_00000000000000000000000001'`);
    const found = deviations.map((each) => each.split(' ')[0]);
    expect(ok).toBe(false);
    const codes =
      'erased-came-back taken-back-waits stopped-field-stands no-forgotten ledger-does-not-hold entries-missing company-came-back more-people does-not-open';
    for (const code of codes.split(' ')) expect(found).toContain(code);
  });

  it('fails aloud with a backup that was cut off', async () => {
    const short = path.join(folder, 'short.backup');
    cpSync(file, short);
    truncateSync(short, readFileSync(file).length - 200);
    expect(await drillOnce(house.tools, house.adminUrl, short, quiet)).toMatchObject({
      ok: false,
      deviations: [expect.stringContaining('not-restored')],
    });
    expect(await drilled()).toEqual([0, 0, 1, 1, 1]);
    expect(nothingLeft()).toEqual([]);
  });

  it('that cannot begin, or is broken off, is no failed restore: nothing is recorded, and no key stays behind', async () => {
    await expect(drillOnce(house.tools, house.adminUrl, path.join(folder, 'parley.bakcup'), quiet)).rejects.toThrow('ENOENT');
    const gone = renameSync.bind(undefined, path.join(keys, 'backups', `${facts.backup}.key`));
    gone(path.join(folder, 'away.key'));
    await expect(drillOnce(house.tools, house.adminUrl, file, quiet)).rejects.toThrow('its days are over');
    renameSync(path.join(folder, 'away.key'), path.join(keys, 'backups', `${facts.backup}.key`));
    const stop = new AbortController();
    const restoring: typeof restoreBackup = () => new Promise(() => stop.abort(new Error('broken off')));
    await expect(drillOnce(house.tools, house.adminUrl, file, quiet, { restoring, signal: stop.signal })).rejects.toThrow('broken off');
    expect(nothingLeft()).toEqual([]);
    expect(await inDatabase(house.adminUrl, `SELECT FROM pg_database WHERE datname LIKE 'parley_drill_%'`)).toBe(0);
    expect(await drilled()).toEqual([0, 0, 1, 1, 1]);
  });
});

describe('after the restore', () => {
  it('boris is whole, ada stays erased, the ledger holds, and no door was open before', async () => {
    const fresh = await machine();
    // The machine dies when the rows are there and nobody was erased again yet.
    const dies = (line: string) => {
      if (line.startsWith('erased again')) throw new Error('lost power');
    };
    await expect(restoreBackup(fresh.settings, fresh.adminUrl, file, dies)).rejects.toThrow('lost power');
    await expect(startParley(fresh.settings, { writeLog: quiet })).rejects.toThrow(/restore was begun here/);

    const done = await restoreBackup(fresh.settings, fresh.adminUrl, file, quiet);
    expect(done).toMatchObject({ backup: facts.backup, rows: facts.rows, files: facts.files });
    restored = fresh.settings;
    const parley = await startParley(fresh.settings, { writeLog: quiet });
    tidy.push(() => parley.stop());
    const visitor = createClient({ routes: visitorRoutes, baseUrl: parley.url, token: () => boris.token });
    const { items } = await visitor.call('listVisitMessages', { query: {} });
    expect(items.map((message) => message.text)).toEqual([his]); // what came after the backup is not in it
    const attachment = items[0]?.attachments[0]?.id ?? '';
    expect(await (await visitor.blob('readVisitAttachment', { params: { attachment } })).text()).toBe(hisFile);

    expect((await verifyLedger(parley.tools)).ok).toBe(true);
    const left = await everything(fresh.adminUrl);
    expect(left).toContain(boris.person);
    expect(left).not.toContain(ada.person);
    const saidNo = `SELECT FROM consent_addresses WHERE because = 'said-no' AND purpose = 'marketing'`;
    expect(await inDatabase(fresh.adminUrl, saidNo), 'what she said no to after the backup outlives her').toBe(1);
    expect(left).not.toContain('parley_restore');
    expect(left).not.toContain(carol.person);
    const noted = (which: string) =>
      `SELECT FROM person_field_values v JOIN person_fields f USING (workspace_id) WHERE f.id = v.field_id AND stopped_at ${which}`;
    const values = [await inDatabase(fresh.adminUrl, noted('IS NULL')), await inDatabase(fresh.adminUrl, noted('IS NOT NULL'))];
    expect(values, 'stopped again; what they hold waits, since a hold that kept it may be lost').toEqual([0, 2]);
    const heldOff = `SELECT FROM retention_sweeps r JOIN field_sweeps f USING (workspace_id, not_before) WHERE not_before > current_date + 5`;
    expect(await inDatabase(fresh.adminUrl, heldOff), 'what ran out waits: holds that were set after the backup are lost').toBe(1);
    const there = readdirSync(path.join(fresh.settings.data, 'files'), { recursive: true, withFileTypes: true });
    expect(there.filter((each) => each.isFile())).toHaveLength(1);
    let cookie = '';
    const desk = createClient({
      routes: { ...publicRoutes, ...staffRoutes },
      baseUrl: parley.url,
      fetch: async (url: string, init: RequestInit) => {
        const answer = await fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) } });
        cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
        return answer;
      },
    });
    await desk.call('signIn', { body: { email: house.admin.email, password: house.admin.password } });
    expect((await desk.call('listFields')).items).toEqual([]);
    const consents = await desk.call('readConsents', { params: { person: boris.person }, query: {} });
    expect(consents.history.map(({ purpose, state }) => `${purpose} ${state}`).sort()).toEqual([
      'marketing withdrawn',
      'satisfaction-survey withdrawn',
    ]);
    const standing = await desk.call('listRestrictions', { params: { person: boris.person } });
    const stands = standing.items.map(({ kind, purpose }) => `${kind} ${purpose}`);
    expect(stands, 'what was lifted does not come back').toEqual(['objected marketing']);
    expect(await sayNoAgain(parley.tools)).toEqual({ count: 0, waiting: [] });
    const { items: conversations } = await desk.call('listConversations', { query: { view: 'all' } });
    expect(conversations.map((each) => each.person.id)).toEqual([boris.person]);
    const thread = await desk.call('listMessages', { params: { conversation: conversations[0]?.id ?? '' } });
    expect(thread.items.map(({ text, delivery }) => [text, delivery])).toEqual([
      [his, 'received'],
      [answer, 'failed'], // nobody knows whether it left: silence rather than a second one
    ]);
    expect((await desk.call('listLedger', { query: { kind: 'backup.restored' } })).items).toHaveLength(1);
  });

  it('the epoch key that the backup brought back is destroyed again', () => {
    expect(readdirSync(path.join(restored.keys, 'epochs')).filter((name) => name.endsWith('.key'))).toHaveLength(1);
  });
});
