// Purposes and notices against a real database: versions, reasons, what the role may not do.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSecret } from '#keys';
import type { Id, WorkspaceId } from '#kit/ids';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { purposesChecks } from './checks.ts';
import {
  changePurpose,
  currentNotice,
  listNotices,
  listPurposes,
  noticeById,
  openChannelFor,
  publishNotices,
  purposeByCode,
  seedPurposes,
} from './purposes.ts';

let room: TestRoom;
let other: WorkspaceId;
beforeAll(async () => {
  room = await openRoom('access');
  other = await room.anotherWorkspace();
});
afterAll(() => room.stop());

const company = {
  name: 'Lantern & Loom',
  address: '1 Quay Street, 12345 Hafen',
  contactEmail: 'hello@example.com',
  dpoContact: 'privacy@example.com',
  authority: 'Data Protection Authority of Hafen',
  country: 'DE',
};
const purpose = async (code: string) => room.ctx(async (ctx) => (await purposeByCode(ctx, code))!);
const check = (id: string) => room.ctx((ctx) => purposesChecks.find((each) => each.id === id)!.run(ctx));

/** As the owner of the database and past every trigger: plants what the application cannot do. */
async function plant(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  await client.query(`SET session_replication_role = replica; ${sql}`);
  await client.end();
}

describe('a channel opened by two at once', () => {
  it('is a conflict for the slower, and nothing is written twice', async () => {
    const at = await room.anotherWorkspace();
    const open = () => room.ctx((ctx) => openChannelFor(ctx, 'sms', ['twilio']), { workspace: at });
    await room.ctx(seedPurposes, { workspace: at });
    let slower: Promise<unknown> | undefined;
    await room.ctx(
      async (ctx) => {
        await openChannelFor(ctx, 'sms', ['twilio']);
        slower = open().catch((error: unknown) => error);
        await new Promise((resolve) => setTimeout(resolve, 300));
      },
      { workspace: at },
    );
    expect(await slower).toMatchObject({ code: 'conflict' });
  });
});

describe('a carrier that a channel brings along', () => {
  it('is a recipient of what is sent, and ends no yes: it works on the word of the company (Art. 28)', async () => {
    const at = await room.anotherWorkspace();
    const marketing = await room.ctx(
      async (ctx) => {
        await seedPurposes(ctx);
        await openChannelFor(ctx, 'email', ['a-new-relay']);
        return purposeByCode(ctx, 'marketing');
      },
      { workspace: at },
    );
    expect(marketing).toMatchObject({ version: 2, meaning: 1, recipients: ['smtp-relay', 'a-new-relay'] });
  });
});

describe('purposes in a workspace', () => {
  it('are seeded once', async () => {
    await room.ctx(seedPurposes);
    const codes = (await room.ctx(listPurposes)).map((each) => each.code);
    expect(codes[0]).toBe('service-conversation');
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toHaveLength(9);
  });

  it('read back as they were written, with the article of their basis', async () => {
    const marketing = await purpose('marketing');
    expect(marketing).toMatchObject({
      version: 1,
      lawfulBasis: 'consent',
      article: '6(1)(a)',
      advertising: true,
      optional: true,
      active: false,
      channels: ['web-chat', 'email'],
      period: 'P2Y',
      starts: 'last-contact',
    });
    expect(marketing.texts.de.name).toBe('Neuigkeiten und Angebote');
    expect(await room.ctx((ctx) => purposeByCode(ctx, 'curiosity'))).toBeUndefined();
  });

  it('of one company are not those of another', async () => {
    const ours = new Set((await room.ctx(listPurposes)).map((each) => each.id));
    const theirs = await room.ctx(listPurposes, { workspace: other });
    expect(theirs).toHaveLength(9);
    expect(theirs.some((each) => ours.has(each.id))).toBe(false);
    await expect(room.ctx((ctx) => changePurpose(ctx, [...ours][0]!, { period: 'P1D' }), { workspace: other })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('change by a new version, with the reason sealed and the step in the ledger', async () => {
    const before = await purpose('analytics');
    await expect(room.ctx((ctx) => changePurpose(ctx, before.id, { active: true }))).rejects.toMatchObject({
      code: 'invalid',
      extras: { because: 'reason-needed', article: '5(2)' },
    });
    room.setTime('2026-11-24T10:00:00Z');
    const after = await room.ctx((ctx) => changePurpose(ctx, before.id, { active: true, reason: 'We must know why Ada gives up.' }));
    expect(after).toMatchObject({ id: before.id, version: 2, active: true });
    expect(await purpose('analytics')).toEqual(after);
    const [entry] = (await room.ctx((ctx) => list(ctx, { kind: 'purpose.changed', limit: 1 }))).items;
    expect(entry?.facts).toEqual({
      purpose: 'analytics',
      version: 2,
      active: true,
      period: 'P180D',
      starts: 'last-contact',
      lessPrivate: true,
    });
    const client = new pg.Client({ connectionString: room.adminUrl });
    await client.connect();
    const { rows } = await client.query('SELECT reason FROM purposes WHERE id = $1 AND version = 2', [before.id]);
    await client.end();
    expect(rows[0].reason.toString('latin1')).not.toContain('Ada');
    const words = await room.ctx((ctx) => openSecret(ctx, { table: 'purposes', row: `${before.id}/2`, column: 'reason' }, rows[0].reason));
    expect(words).toBe('We must know why Ada gives up.');
  });

  it('make no version for no change', async () => {
    const { id, version } = await purpose('analytics');
    expect((await room.ctx((ctx) => changePurpose(ctx, id, { active: true }))).version).toBe(version);
  });

  it('that people depend on cannot be switched off', async () => {
    const { id } = await purpose('rights-fulfilment');
    await expect(room.ctx((ctx) => changePurpose(ctx, id, { active: false, reason: 'less work' }))).rejects.toMatchObject({
      code: 'conflict',
      extras: { because: 'not-optional' },
    });
    await expect(room.ctx((ctx) => changePurpose(ctx, 'pur_01h455vb4pex5vsknk084sn02q' as Id<'pur'>, {}))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('changed by two at once: one is told to look again', async () => {
    const { id } = await purpose('service-messages');
    const both = await Promise.allSettled(
      ['P300D', 'P200D'].map((period) =>
        room.ctx((ctx) => changePurpose(ctx, id, { period, reason: 'whichever is second is longer or shorter' })),
      ),
    );
    const failed = both.filter((each) => each.status === 'rejected');
    expect(both.some((each) => each.status === 'fulfilled')).toBe(true);
    for (const each of failed) expect(each.reason).toMatchObject({ code: 'conflict' });
  });

  it.each([
    'UPDATE purposes SET active = true',
    'DELETE FROM purposes',
    'UPDATE notices SET short = short',
    'DELETE FROM notices',
    'TRUNCATE notices',
  ])('refuse “%s”, even to the owner', async (sql) => {
    await room.ctx((ctx) => publishNotices(ctx, company, []));
    const client = new pg.Client({ connectionString: room.adminUrl });
    await client.connect();
    await expect(client.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(55006|0A000)$/) });
    await client.end();
    await expect(room.ctx((ctx) => ctx.db.run({ name: `test.${sql.length}`, text: sql }, []))).rejects.toMatchObject({ code: '42501' });
  });
});

describe('notices in a workspace', () => {
  it('are refused with the list of what is missing', async () => {
    const { published, missing } = await room.ctx((ctx) => publishNotices(ctx, { ...company, address: '', authority: '' }, []));
    expect(published).toEqual([]);
    expect(missing.map((each) => each.article)).toEqual(['13(1)(a)', '13(2)(d)']);
  });

  it('are published in every language as the next version', async () => {
    const before = (await room.ctx((ctx) => currentNotice(ctx, 'en')))?.version ?? 0;
    const { published, missing } = await room.ctx((ctx) => publishNotices(ctx, company, [], { de: 'Guten Tag. Wir helfen.' }));
    expect(missing).toEqual([]);
    expect(published.map((each) => each.language)).toEqual(['en', 'de', 'fr', 'es']);
    expect(new Set(published.map((each) => each.version))).toEqual(new Set([before + 1]));
    const german = await room.ctx((ctx) => currentNotice(ctx, 'de'));
    expect(german).toEqual(published[1]);
    expect(german?.short).toBe('Guten Tag. Wir helfen.');
    expect(await room.ctx((ctx) => noticeById(ctx, german!.id))).toEqual(german);
    expect((await room.ctx((ctx) => listNotices(ctx)))[0]?.version).toBe(before + 1);
    const [entry] = (await room.ctx((ctx) => list(ctx, { kind: 'notice.published', limit: 1 }))).items;
    expect(entry?.facts).toMatchObject({ version: before + 1 });
  });
});

describe('the checks', () => {
  it('see a workspace without a notice', async () => {
    expect(
      await room.ctx((ctx) => purposesChecks.find((each) => each.id === 'purposes.notice-is-published')!.run(ctx), { workspace: other }),
    ).toBe(1);
  });

  it('see a notice that does not know of the newest change', async () => {
    await room.ctx((ctx) => publishNotices(ctx, company, []));
    expect(await check('purposes.notice-is-current')).toBe(0);
    room.setTime('2026-11-24T11:00:00Z');
    const { id } = await purpose('recording');
    await room.ctx((ctx) => changePurpose(ctx, id, { period: 'P10D' }));
    expect(await check('purposes.notice-is-current')).toBe(1);
    expect(await check('purposes.notice-is-published')).toBe(0);
  });

  it('see a purpose kept for longer than ten years', async () => {
    expect(await check('purposes.period-is-bounded')).toBe(0);
    await plant(`UPDATE purposes SET period = 'P11Y' WHERE code = 'service-messages'`);
    expect(await check('purposes.period-is-bounded')).toBe(1);
  });

  it('see that rights cannot be fulfilled', async () => {
    expect(await check('purposes.every-legal-duty-stands')).toBe(0);
    await plant(`UPDATE purposes SET active = false WHERE code = 'rights-fulfilment'`);
    expect(await check('purposes.every-legal-duty-stands')).toBe(1);
  });
});
