// Consent against a real database: proof, the newest word over merged people, and rows that nobody changes.
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mintPermit, type Permit, shred } from '#keys';
import type { Ctx } from '#kit/ctx';
import { newId, type PersonId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, merge, unmerge } from '#people';
import { changePurpose, type Notice, publishNotices, purposeByCode } from '#purposes';
import { openRoom, type TestRoom } from '#test/room';
import { consentChecks } from './checks.ts';
import { history, type NewConsent, noteAsked, record, stateOf, statesOf, withdraw } from './consent.ts';
import { forgottenNoes, sayAgain } from './forgotten.ts';
import { consentHoldings } from './holdings.ts';

const company = {
  name: 'Lantern & Loom',
  address: '1 Quay Street, 12345 Hafen',
  contactEmail: 'hello@example.com',
  dpoContact: '',
  authority: 'Authority of Hafen',
  country: 'DE',
};
const [holding] = consentHoldings;
const fields = ['consent_events.wording', 'consent_events.session', 'consent_events.evidence'];
let room: TestRoom;
let notice: Notice;
let ada: PersonId;
let boris: PersonId;
let minute = 0;

beforeAll(async () => {
  room = await openRoom('consent');
  await room.ctx(async (ctx) => {
    const marketing = (await purposeByCode(ctx, 'marketing'))!;
    await changePurpose(ctx, marketing.id, { active: true, reason: 'a spring letter' });
    notice = (await publishNotices(ctx, company, [])).published[0]!;
  });
});
afterAll(() => room.stop());
beforeEach(async () => {
  minute += 10;
  at(0);
  const suffix = `${minute}@example.com`;
  [ada, boris] = await room.ctx(async (ctx) => [
    (await arrive(ctx, { kind: 'email', value: `ada${suffix}` })).person,
    (await arrive(ctx, { kind: 'email', value: `boris${suffix}` })).person,
  ]);
});

const at = (second: number) => room.setTime(new Date(Date.UTC(2026, 10, 24, 9, minute, second)));
const yes = (person: PersonId, change: Partial<NewConsent> = {}): NewConsent => ({
  ...{ person, purpose: 'marketing', channel: 'email', state: 'given', method: 'privacy-page', by: 'self' },
  ...{ notice, language: 'en', wording: 'Yes, please send me the spring letter.', session: { ip: '192.0.2.7', browser: 'Lynx' } },
  ...change,
});
const say = (consent: NewConsent) => room.ctx((ctx) => record(ctx, consent));
const state = (...people: PersonId[]) => room.ctx((ctx) => stateOf(ctx, people, 'marketing', 'email'));
const right = (ctx: Ctx, act: Permit['act'], subjects: PersonId[]) =>
  mintPermit(ctx, { act, purpose: 'rights-fulfilment', subjects, fields });
const events = async (kind: string) => (await room.ctx((ctx) => list(ctx, { kind, limit: 50 }))).items;
async function asOwner<T extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

describe('a consent', () => {
  it('that no longer counts when a backup comes back is withdrawn again all the same, and stays so when it would count again', async () => {
    await say(yes(ada, { lapsesOn: '2026-12-01' }));
    const codes = { purpose: 'marketing', channel: 'email', state: 'withdrawn', method: 'privacy-page', by: 'self' };
    const no = {
      person: ada,
      no: { workspace: room.workspace, mark: '', at: new Date('2026-11-25T09:00:00Z'), of: 'consent', codes },
    } as const;
    room.setTime('2026-12-02T09:00:00Z');
    expect(await state(ada)).toBe('expired');
    const again = () => room.ctx((ctx) => forgottenNoes(ctx, [no]));
    expect(await again()).toEqual([no]);
    await room.ctx((ctx) => sayAgain(ctx, no));
    expect(await again()).toEqual([]);
    at(30);
    expect(await state(ada)).toBe('withdrawn');
  });

  it('that ran out is withdrawn with that of whoever is the same person, and counts for nobody when it would count again', async () => {
    await say(yes(ada, { lapsesOn: '2026-12-01' }));
    const merged = await room.ctx((ctx) => merge(ctx, boris, ada, 'code'));
    room.setTime('2026-12-02T09:00:00Z');
    expect(await state(ada)).toBe('expired');
    await room.ctx((ctx) => withdraw(ctx, boris, 'marketing', 'email', 'one-click'));
    await room.ctx((ctx) => unmerge(ctx, merged));
    at(30);
    expect(await state(ada)).toBe('withdrawn');
  });

  it('of somebody whose key was given up keeps nobody who is one with them from saying no', async () => {
    await say(yes(ada));
    await room.ctx((ctx) => merge(ctx, boris, ada, 'code'));
    await room.ctx((ctx) => shred(ctx, [ada]));
    at(1);
    await room.ctx((ctx) => withdraw(ctx, boris, 'marketing', 'email', 'one-click'));
    expect(await state(ada, boris)).toBe('withdrawn');
  });

  it('stands with its proof, sealed, and in the ledger without a word of it', async () => {
    const event = await say(yes(ada));
    expect(await state(ada)).toBe('given');
    const [row] = await asOwner<Record<string, unknown>>('SELECT * FROM consent_events WHERE id = $1', [event]);
    expect(row).toMatchObject({ notice_id: notice.id, notice_hash: notice.hash, language: 'en', method: 'privacy-page', said_by: 'self' });
    expect(JSON.stringify(row) + (row!['wording'] as Buffer).toString('latin1')).not.toMatch(/spring letter|192\.0\.2\.7/);
    const entry = (await events('consent.given')).find((each) => each.subject === ada);
    expect(entry?.facts).toEqual({
      event,
      purpose: 'marketing',
      purposeVersion: 2,
      channel: 'email',
      method: 'privacy-page',
      by: 'self',
      notice: notice.id,
    });
  });

  it('shows its history under a permit, newest first, and not without', async () => {
    await say(yes(ada));
    at(1);
    await room.ctx((ctx) => withdraw(ctx, ada, 'marketing', 'email', 'one-click'));
    const seen = await room.ctx((ctx) => history(ctx, right(ctx, 'reveal', [ada]), ada, 'de'));
    expect(seen.map((each) => each.state)).toEqual(['withdrawn', 'given']);
    expect(seen[1]).toMatchObject({
      purposeName: 'Neuigkeiten und Angebote',
      wording: 'Yes, please send me the spring letter.',
      notice: { id: notice.id, version: notice.version, hash: notice.hash, language: 'en' },
    });
    expect(seen[0]).toMatchObject({ wording: null, notice: null, method: 'one-click' });
    const forged = {
      act: 'reveal',
      workspace: room.workspace,
      actor: { kind: 'system', id: 'x' },
      purpose: 'rights-fulfilment',
      subjects: [ada],
      fields,
    } as Permit;
    await expect(room.ctx((ctx) => history(ctx, forged, ada, 'de'))).rejects.toThrow();
  });

  it('counts only with proof of what was shown', async () => {
    await expect(say(yes(ada, { notice: undefined }))).rejects.toMatchObject({
      code: 'invalid',
      extras: { because: 'proof-missing', article: '7(1)' },
    });
    await expect(say(yes(ada, { by: 'agent' }))).rejects.toMatchObject({ extras: { fields: [{ path: '/evidence' }] } });
    await expect(say(yes(ada, { notice: { ...notice, hash: 'f'.repeat(64) } }))).rejects.toMatchObject({ code: '23503' });
    expect(await state(ada)).toBe('none');
  });

  it('is not taken for what is off, rests on another basis, or is unknown', async () => {
    await expect(say(yes(ada, { purpose: 'analytics', channel: 'web-chat' }))).rejects.toMatchObject({
      code: 'conflict',
      extras: { because: 'inactive', article: '25(2)' },
    });
    await expect(say(yes(ada, { purpose: 'service-messages' }))).rejects.toMatchObject({ extras: { because: 'not-consent' } });
    await expect(say(yes(ada, { purpose: 'curiosity' }))).rejects.toMatchObject({
      code: 'invalid',
      extras: { because: 'unknown-purpose' },
    });
  });

  it('goes in one step and goes again without complaint', async () => {
    await say(yes(ada));
    at(1);
    const stop = () => room.ctx((ctx) => withdraw(ctx, ada, 'marketing', 'email', 'one-click', { ip: '192.0.2.8' }));
    expect(await stop()).toEqual({ changed: true });
    expect(await stop()).toEqual({ changed: false });
    expect(await state(ada)).toBe('withdrawn');
    expect(await room.ctx((ctx) => stateOf(ctx, [ada], 'marketing', 'web-chat'))).toBe('none');
  });

  it('can be said no to before it was ever asked, also where it is not the basis', async () => {
    await room.ctx((ctx) => withdraw(ctx, ada, 'marketing', 'web-chat', 'stop-word'));
    await room.ctx((ctx) => withdraw(ctx, ada, 'service-messages', 'email', 'stop-word'));
    expect(await room.ctx((ctx) => stateOf(ctx, [ada], 'service-messages', 'email'))).toBe('withdrawn');
  });
});

describe('people who are one', () => {
  it('have the newest word of any of them', async () => {
    await say(yes(ada));
    at(1);
    await say(yes(boris, { state: 'refused' }));
    expect(await state(ada)).toBe('given');
    await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
    const [choice] = (await room.ctx((ctx) => statesOf(ctx, boris, 'en'))).filter((each) => each.channel === 'email');
    expect(choice).toMatchObject({
      purpose: 'marketing',
      state: 'refused',
      wording: 'Yes, please send me news and offers by email. I can change my mind at any time.',
    });
  });

  it('withdraw for each of them, also after the merge is taken apart', async () => {
    await say(yes(ada));
    await say(yes(boris));
    const id = await room.ctx((ctx) => merge(ctx, ada, boris, 'agent-decision'));
    at(1);
    await room.ctx((ctx) => withdraw(ctx, ada, 'marketing', 'email', 'privacy-page'));
    await room.ctx((ctx) => unmerge(ctx, id));
    expect([await state(ada), await state(boris)]).toEqual(['withdrawn', 'withdrawn']);
  });
});

describe('a stop of people who are one', () => {
  const contract = 'service-conversation';
  const said = async (person: PersonId) => room.ctx((ctx) => stateOf(ctx, [person], contract, 'sms'));
  const stop = (person: PersonId, at?: string) =>
    room.ctx((ctx) => withdraw(ctx, person, contract, 'sms', 'stop-word', undefined, at === undefined ? undefined : new Date(at)));

  it('stands for each of them also where nothing rests on a consent, and is lifted for those for whom it was said', async () => {
    await stop(boris);
    at(1);
    const id = await room.ctx((ctx) => merge(ctx, ada, boris, 'code'));
    const third = (await room.ctx((ctx) => arrive(ctx, { kind: 'phone', value: '+15550100177' }))).person;
    await room.ctx((ctx) => merge(ctx, ada, third, 'code'));
    at(2);
    await stop(ada);
    expect([await said(ada), await said(third)]).toEqual(['withdrawn', 'withdrawn']);
    at(3);
    await room.ctx((ctx) =>
      record(ctx, { person: ada, purpose: contract, channel: 'sms', state: 'expired', method: 'stop-word', by: 'self' }),
    );
    expect([await said(ada), await said(third)]).toEqual(['expired', 'expired']);
    expect(await said(boris), 'who had said it before').toBe('withdrawn');
    at(4);
    await stop(ada);
    await room.ctx((ctx) => unmerge(ctx, id));
    expect(await said(boris)).toBe('withdrawn');
  });
});

describe('the choices', () => {
  it('offer what is on and asks, and what is off but still agreed to, so that it can be taken back', async () => {
    const offered = async () =>
      (await room.ctx((ctx) => statesOf(ctx, ada, 'en'))).map((each) => `${each.purpose} ${each.channel} ${each.state}`);
    expect(await offered()).toEqual(['marketing web-chat none', 'marketing email none']);
    await say(yes(ada));
    const { id } = (await room.ctx((ctx) => purposeByCode(ctx, 'marketing')))!;
    await room.ctx((ctx) => changePurpose(ctx, id, { active: false }));
    expect(await offered()).toEqual(['marketing email given']);
    await room.ctx((ctx) => changePurpose(ctx, id, { active: true, reason: 'again' }));
  });
});

describe('the rows', () => {
  it.each(['UPDATE consent_events SET state = state', 'TRUNCATE consent_events', 'DELETE FROM consent_events'])(
    'refuse “%s”, even to the owner',
    async (sql) => {
      await say(yes(ada));
      await expect(asOwner(sql)).rejects.toMatchObject({ code: '55006' });
      await expect(room.ctx((ctx) => ctx.db.run({ name: `test.${sql.length}`, text: sql }, []))).rejects.toMatchObject({
        code: expect.stringMatching(/^(55006|42501)$/),
      });
    },
  );

  it('refuse a yes without proof even when written past the rules', async () => {
    const insert = `INSERT INTO consent_events (workspace_id, id, person_id, purpose, purpose_version, channel, state, method, said_by, actor, at, wording)
      VALUES ($1, $2, $3, 'marketing', 2, 'email', 'given', 'widget', 'self', 'x', now(), '')`;
    await expect(asOwner(insert, [room.workspace, newId('cns'), ada])).rejects.toMatchObject({ code: '23514' });
  });

  it('go with their person and only theirs', async () => {
    await say(yes(ada));
    await say(yes(boris));
    expect(await room.ctx((ctx) => holding!.count!(ctx, [ada]))).toBe(1);
    const [item] = await room.ctx((ctx) => holding!.export!(ctx, right(ctx, 'export', [ada]), [ada]));
    expect(item?.fields).toMatchObject({
      state: 'given',
      wording: 'Yes, please send me the spring letter.',
      session: '{"ip":"192.0.2.7","browser":"Lynx"}',
    });
    const gone = await room.ctx(async (ctx) => {
      await shred(ctx, [ada]);
      return holding!.erase!(ctx, [ada]);
    });
    expect(gone).toBe(1);
    expect([await state(ada), await state(boris)]).toEqual(['none', 'given']);
    await expect(say(yes(ada))).rejects.toMatchObject({ code: 'erased' });
    expect(await room.ctx((ctx) => withdraw(ctx, ada, 'marketing', 'email', 'one-click'))).toEqual({ changed: false });
  });

  it('are declared, every column', async () => {
    const columns = await asOwner<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'consent_events'`,
    );
    expect(Object.keys(holding!.columns).sort()).toEqual(columns.map((each) => each.name).sort());
  });
});

describe('the checks', () => {
  const found = (id: string) => room.ctx((ctx) => consentChecks.find((each) => each.id === id)!.run(ctx));
  it('see a yes that no notice stands behind', async () => {
    expect(await found('consent.every-yes-is-proved')).toBe(0);
    await say(yes(ada, { by: 'import', method: 'import', evidence: 'old list', notice: undefined }));
    expect(await found('consent.every-yes-is-proved')).toBe(1);
  });

  it('see a yes older than two years', async () => {
    expect(await found('consent.renewed-every-two-years')).toBe(0);
    room.setTime('2028-12-01T09:00:00Z');
    expect(await found('consent.renewed-every-two-years')).toBeGreaterThan(0);
  });

  it('see a yes that ends while nobody was asked, until somebody was', async () => {
    room.setTime('2031-01-10T09:00:00Z');
    const event = await say(yes(ada));
    expect(await found('consent.none-ends-unasked')).toBe(0);
    room.setTime('2033-01-05T09:00:00Z');
    expect(await found('consent.none-ends-unasked')).toBe(1);
    const asked = { event, person: ada, purpose: 'marketing', channel: 'email', why: 'lapses' } as const;
    expect(await room.ctx((ctx) => noteAsked(ctx, asked, newId('msg')))).toBe(true);
    expect(await room.ctx((ctx) => noteAsked(ctx, asked, newId('msg')))).toBe(false);
    expect(await found('consent.none-ends-unasked')).toBe(0);
  });
});

describe('a purpose that means something else by now', () => {
  it('no longer rests on the yes that was given before, and a new yes counts', async () => {
    await say(yes(ada));
    const marketing = await room.ctx(async (ctx) => (await purposeByCode(ctx, 'marketing'))!);
    const reword = (description: string, meaningChanged: boolean) => {
      const texts = { ...marketing.texts, en: { ...marketing.texts.en, description } };
      return room.ctx((ctx) => changePurpose(ctx, marketing.id, { texts, meaningChanged }));
    };
    await reword('We tell you about new things, only where you said yes.', false);
    expect(await state(ada)).toBe('given');
    await reword('We and our partners tell you about new things.', true);
    expect(await state(ada)).toBe('invalidated');
    const email = (await room.ctx((ctx) => statesOf(ctx, ada, 'en'))).find((each) => each.channel === 'email');
    expect(email?.state).toBe('invalidated');
    at(5);
    await say(yes(ada));
    expect(await state(ada)).toBe('given');
  });

  it('is one that keeps longer, counts longer or draws on more, unless somebody says that people were told', async () => {
    const { id } = await room.ctx(async (ctx) => (await purposeByCode(ctx, 'marketing'))!);
    const change = (by: Parameters<typeof changePurpose>[2]) => room.ctx((ctx) => changePurpose(ctx, id, { ...by, reason: 'records' }));
    const source = { origin: 'other-source', names: { en: 'Old shop' }, categories: ['Name'], isPublic: false } as const;
    let second = 10;
    for (const by of [{ period: 'P3Y' }, { starts: 'closing' }, { renewAfter: 'P4Y' }, { sources: [source] }] as const) {
      second += 1;
      at(second);
      await say(yes(ada));
      await change(by);
      expect([by, await state(ada)]).toEqual([by, 'invalidated']);
    }
    at(20);
    await say(yes(ada));
    await change({ period: 'P4Y', meaningChanged: false });
    expect(await state(ada)).toBe('given');
    await change({ period: 'P30D', renewAfter: 'P1Y', sources: [] });
    expect(await state(ada)).toBe('given');
  });
});
