// The promise of the house, held from outside: chat and mail of one person, then erasure, then a look into every column of every table, every file and every log line.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings } from '#kit/holding';
import { group } from '#people';
import { drawing, fill, lineOf } from '#test/filled';
import { eventually, openHouse } from '#test/house';
import { inDatabase } from '#test/in-database';
import { freshDatabase, keyDatabase } from '#test/postgres';
import { staffWhoMayAll } from '#test/reach';
import { openRoom } from '#test/room';
import { tracesInDatabase, tracesInFiles } from '#test/traces';
import { makeBackup } from '../src/cli/backup.ts';
import { restoreBackup } from '../src/cli/restore.ts';
import { mustFind } from '../src/rights/answers.ts';
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

describe('a word in every declared column and file of a person', () => {
  it('is nowhere after their erasure: no row of theirs, no file, no line, nor in a backup from before once it is restored', {
    timeout: 120_000,
  }, async () => {
    const room = await openRoom();
    const folder = mkdtempSync(path.join(tmpdir(), 'parley-nothing-'));
    const [database, ofKeys] = [await freshDatabase(), await keyDatabase()];
    try {
      const { ada, staff } = await fill(room);
      const members = await room.ctx((ctx) => group(ctx, ada));
      const theirs = holdings.of(room).filter(({ about, seals }) => about === 'person' && seals !== undefined);
      const rowsOf = async (url: string, { table, seals }: Holding, column?: string) => {
        const set = column ? ` AND ${column} IS NOT NULL` : '';
        return inDatabase(url, `SELECT FROM ${table} WHERE ${seals?.under} IN ('${members.join("','")}')${set}`);
      };
      const empty: string[] = [];
      for (const holding of theirs)
        for (const [column, what] of Object.entries(holding.columns))
          if (typeof what === 'object' && (await rowsOf(room.adminUrl, holding, column)) === 0) empty.push(`${holding.table}.${column}`);
      expect(empty.sort(), 'a column in which nothing lies proves nothing').toEqual(['kept_items.reason']); // which says why something stays: keeping.test.ts

      const backup = path.join(folder, 'before.backup');
      await makeBackup(room.tools, room.adminUrl, backup, () => undefined);
      const act = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { actor: staffWhoMayAll(staff), purpose: 'rights-fulfilment' });
      const { id } = await act((ctx) => openRequest(ctx, { person: ada, kind: 'erasure', source: 'staff', clientKey: undefined }));
      await act((ctx) => approve(ctx, id));
      await drain(room.tools, room.workspace, () => false);
      expect((await act((ctx) => mustFind(ctx, id))).state).toBe('fulfilled');

      const terms = [...members, lineOf(1), drawing];
      const left = async (url: string) => {
        const found: string[] = [];
        for (const holding of theirs) if ((await rowsOf(url, holding)) > 0) found.push(holding.table);
        return [...found, ...(await tracesInDatabase(url, terms))];
      };
      expect(await left(room.adminUrl)).toEqual([]);
      expect([...tracesInFiles(room.settings.data, terms), ...tracesInFiles(folder, terms)]).toEqual([]);
      expect(room.log.filter((line) => [lineOf(1), drawing].some((term) => line.includes(term)))).toEqual([]);

      const keys = path.join(folder, 'keys');
      cpSync(room.settings.keys, keys, { recursive: true });
      const environment = { PARLEY_DATA: path.join(folder, 'data'), PARLEY_KEYS: keys, PARLEY_POOL: '4', DATABASE_URL: database.adminUrl };
      mkdirSync(environment.PARLEY_DATA);
      await restoreBackup(readConfig({ ...environment, ...ofKeys.environment }), database.adminUrl, backup, () => undefined);
      expect(await left(database.adminUrl)).toEqual([]);
      expect(tracesInFiles(environment.PARLEY_DATA, terms)).toEqual([]);
    } finally {
      await room.stop();
      await Promise.all([database.drop(), ofKeys.drop()]);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
