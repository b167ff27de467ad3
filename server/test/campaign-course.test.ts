// A campaign on its way, turn by turn over a clock that is set: what pauses it, whom it passes over, what waits at the door, and what is left of whom.
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { company } from '#access';
import { switchSandbox } from '#channels';
import { withdraw } from '#consent';
import { restrict } from '#gate';
import { shred } from '#keys';
import type { InboxId, PersonId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, forgetIdentity, identitiesOf } from '#people';
import { changePurpose, publishNotices, purposeByCode } from '#purposes';
import { agree, agreeing, agreeingWithTag, companyFacts, letter } from '#test/agreeing';
import { staffWhoMayAll } from '#test/reach';
import { openRoom } from '#test/room';
import { changeCompany } from '../src/access/workspaces.ts';
import { campaignChecks } from '../src/campaigns/checks.ts';
import { askToSend, begin, resume, stop } from '../src/campaigns/course.ts';
import { addCampaign } from '../src/campaigns/drafts.ts';
import { figuresOf } from '../src/campaigns/figures.ts';
import { campaignHoldings } from '../src/campaigns/holdings.ts';
import { changeLimits } from '../src/campaigns/limits/limits.ts';
import { usual } from '../src/campaigns/limits/rules.ts';
import { dropOld } from '../src/campaigns/old.ts';
import { seenCampaign } from '../src/campaigns/reach.ts';
import { dryRun } from '../src/campaigns/sending/dry-run.ts';
import { takeTurn } from '../src/campaigns/sending/send.ts';
import { dropEnded } from '../src/campaigns/tags/ended.ts';
import { addTag, removeTag, setTags, tagsOf } from '../src/campaigns/tags/tags.ts';
import type { CampaignId, Draft } from '../src/campaigns/types.ts';
import { openChannel } from '../src/channels/accounts.ts';
import { adapterOf } from '../src/channels/adapters.ts';
import { drain } from '../src/worker/queue.ts';

const noon = '2026-11-24T11:00:00Z';
const email = adapterOf('email');
const original = { ...email };
const sent: string[] = [];
let room: Awaited<ReturnType<typeof openRoom>>;
let db: pg.Client;
let mail: InboxId;
let people: PersonId[] = [];
let carol: StaffId;

beforeAll(async () => {
  Object.assign(email, {
    send: async (_: unknown, outbound: { externalId: string | null }) => {
      sent.push(JSON.stringify(outbound));
      return { outcome: 'sent', externalId: outbound.externalId };
    },
  });
  room = await openRoom();
  db = new pg.Client({ connectionString: room.adminUrl });
  await db.connect();
  const settings = { address: 'news@lantern.example.com' };
  mail = (await room.ctx((ctx) => openChannel(ctx, { channel: 'email', name: 'News', settings }))).account.inbox;
  carol = (await room.ctx((ctx) => list(ctx, { kind: 'staff.joined', limit: 1 }))).items[0]?.subject as StaffId;
  await switchMarketing(true);
  await room.ctx(async (ctx) => {
    await changeCompany(ctx, companyFacts);
    await publishNotices(ctx, await company(ctx), []);
    await changeLimits(ctx, { ...usual, most: 100 }, 'Many letters of a test');
  });
  people = await room.ctx((ctx) => agreeing(ctx, 4));
});
beforeEach(() => {
  room.setTime(noon);
  sent.length = 0;
});
afterAll(async () => {
  Object.assign(email, original);
  await db.end();
  await room.stop();
});

async function switchMarketing(active: boolean): Promise<void> {
  await room.ctx(async (ctx) =>
    changePurpose(ctx, (await purposeByCode(ctx, 'marketing'))?.id ?? ('' as never), { active, reason: 'a test' }),
  );
}
async function underWay(draft: Partial<Draft> = {}): Promise<CampaignId> {
  const id = await room.ctx(async (ctx) => (await addCampaign(ctx, { ...(letter(mail) as unknown as Draft), ...draft })).id);
  await room.ctx((ctx) => askToSend(ctx, id, { at: null, version: 1 }), { actor: staffWhoMayAll(carol) });
  await room.ctx((ctx) => begin(ctx, id));
  return id;
}
const tagged = (count: number, name: string) => room.ctx((ctx) => agreeingWithTag(ctx, count, name));
const turn = (campaign: CampaignId) => takeTurn({ tools: room.tools, workspace: room.workspace, campaign });
const now = (campaign: CampaignId) => room.ctx((ctx) => seenCampaign(ctx, campaign));
const found = (check: string) => room.ctx((ctx) => campaignChecks.find(({ id }) => id === check)?.run(ctx) ?? Promise.resolve(-1));
const deliverAll = () => drain(room.tools, room.workspace, () => false);
const count = async (table: string, of: readonly PersonId[]) =>
  room.ctx((ctx) => campaignHoldings.find((each) => each.table === table)?.count?.(ctx, of) ?? Promise.resolve(-1));
const leftOut = async (campaign: CampaignId) =>
  (await db.query<{ because: string; people: number }>('SELECT because, people FROM campaign_left_out WHERE campaign_id = $1', [campaign]))
    .rows;

test('a no to the company pauses the campaign, leaves nobody out, and it goes on once that is mended', async () => {
  const campaign = await underWay();
  await switchMarketing(false);
  expect(await turn(campaign)).toBe(false);
  expect(await now(campaign)).toMatchObject({ state: 'paused', pausedBecause: 'purpose-off', queued: 0 });
  expect(await leftOut(campaign)).toEqual([]);
  await expect(room.ctx((ctx) => resume(ctx, campaign))).rejects.toMatchObject({ code: 'invalid' });
  await switchMarketing(true);
  await room.ctx((ctx) => resume(ctx, campaign));
  await turn(campaign);
  await turn(campaign);
  expect(await now(campaign)).toMatchObject({ state: 'sending', queued: 4 }); // what is under way may still be refused
  await deliverAll();
  expect(sent).toHaveLength(4);
  await turn(campaign);
  expect(await now(campaign)).toMatchObject({ state: 'done', queued: 4 });
});

test('whose row fails is passed over after three tries and counted; the others get their letter', async () => {
  const bent = people[1];
  const flip = `UPDATE people SET name = set_byte(name, length(name) - 1, (get_byte(name, length(name) - 1) + $2) % 256) WHERE id = $1`;
  await db.query(flip, [bent, 1]);
  const campaign = await underWay();
  for (let beat = 0; beat < 5; beat += 1) await turn(campaign);
  await db.query(flip, [bent, 255]);
  expect(await now(campaign)).toMatchObject({ state: 'sending', queued: 3 });
  expect(await leftOut(campaign)).toEqual([{ because: 'failed-here', people: 1 }]);
  expect(await count('campaign_places', people)).toBe(0);
  await deliverAll();
  await turn(campaign);
});

test('a yes taken back after the letter was written stops it at the door', async () => {
  const campaign = await underWay();
  await turn(campaign);
  await room.ctx((ctx) => withdraw(ctx, people[0] as PersonId, 'marketing', 'email', 'one-click'));
  await deliverAll();
  expect(sent.some((each) => each.includes('ada0@example.com'))).toBe(false);
  expect(sent).toHaveLength(3);
  people = people.slice(1);
  await turn(campaign);
});

test('what was written before quiet hours waits for their end, and an hour later is looked at again', async () => {
  const campaign = await underWay();
  await turn(campaign);
  room.setTime('2026-11-24T20:30:00Z'); // half past nine in Berlin
  await deliverAll();
  expect(sent).toEqual([]);
  expect(await turn(campaign)).toBe(false);
  room.setTime('2026-11-25T06:59:00Z');
  await deliverAll();
  expect(sent).toEqual([]);
  room.setTime('2026-11-25T07:59:30Z');
  await deliverAll();
  expect(sent).toHaveLength(3);
  await turn(campaign);
});

test('of two campaigns at one moment the second keeps the limit', async () => {
  const { rows } = await db.query<{ n: number }>(
    `SELECT max(n)::int AS n FROM (SELECT count(*) AS n FROM messages WHERE direction = 'out' GROUP BY person_id) m`,
  );
  await room.ctx((ctx) => changeLimits(ctx, { ...usual, most: (rows[0]?.n ?? 0) + 1 }, 'one more'));
  const [one, other] = [await underWay(), await underWay()];
  await Promise.all([turn(one), turn(other)]);
  const written = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM messages WHERE direction = 'out' AND purpose = 'marketing' GROUP BY person_id`,
  );
  expect(Math.max(...written.rows.map(({ n }) => n))).toBe((rows[0]?.n ?? 0) + 1);
  await room.ctx((ctx) => changeLimits(ctx, { ...usual, most: 100 }, 'many again'));
  for (const id of [one, other]) await room.ctx((ctx) => stop(ctx, id)).catch(() => undefined);
});

test('stopped in the midst nobody gets one any more, and no place of anybody stays', async () => {
  const campaign = await underWay();
  await turn(campaign);
  await room.ctx((ctx) => stop(ctx, campaign));
  expect(await turn(campaign).catch(() => false)).toBe(false);
  expect((await now(campaign)).state).toBe('stopped');
  expect((await db.query('SELECT 1 FROM campaign_places WHERE campaign_id = $1', [campaign])).rows).toEqual([]);
});

test('a campaign that does not move for an hour is found', async () => {
  const campaign = await underWay();
  expect(await found('campaigns.none-stands-still')).toBe(0);
  room.setTime('2026-11-24T13:00:00Z');
  expect(await found('campaigns.none-stands-still')).toBe(1);
  await room.ctx((ctx) => stop(ctx, campaign));
});

test('tags rest on the yes: without one none is put on, shown or kept; what is restricted stays until that ends', async () => {
  const [boris, ada] = people as [PersonId, PersonId];
  const lamps = await room.ctx((ctx) => addTag(ctx, { name: 'Likes lamps', months: 1 }));
  for (const person of [boris, ada]) await room.ctx((ctx) => setTags(ctx, person, [lamps.id]));
  await room.ctx((ctx) => restrict(ctx, ada, { kind: 'held', ground: 'one-conversation' })); // keeps no tag
  for (const tags of [[], [lamps.id]]) await room.ctx((ctx) => setTags(ctx, ada, tags));
  await room.ctx((ctx) => restrict(ctx, ada, { kind: 'restricted', ground: 'legal-claims' }));
  await expect(room.ctx((ctx) => setTags(ctx, ada, []))).rejects.toMatchObject({ extras: { because: 'restricted', article: '18(2)' } });
  await room.ctx((ctx) => restrict(ctx, boris, { kind: 'objected', ground: 'direct-marketing' }));
  for (const person of [boris, ada]) {
    const seen = await room.ctx((ctx) => tagsOf(ctx, person));
    expect([seen.items, seen.refused?.allowed]).toEqual([[], false]);
  }
  const rugs = await room.ctx((ctx) => addTag(ctx, { name: 'Likes rugs', months: 1 }));
  await expect(room.ctx((ctx) => setTags(ctx, boris, [lamps.id, rugs.id]))).rejects.toMatchObject({ code: 'gate-refused' });
  await room.ctx((ctx) => removeTag(ctx, lamps.id));
  room.setTime('2027-02-24T11:00:00Z');
  await room.ctx(dropEnded);
  expect([await count('taggings', [boris]), await count('taggings', [ada])]).toEqual([0, 1]);
  const overdue = campaignChecks.find(({ id }) => id === 'campaigns.tags-fall-off-in-time');
  expect(await room.ctx((ctx) => overdue?.run(ctx) ?? Promise.resolve(-1))).toBe(0);
  await db.query('UPDATE gate_facts SET lifted_at = since WHERE person_id = $1', [ada]);
  expect(await room.ctx((ctx) => overdue?.run(ctx) ?? Promise.resolve(-1))).toBe(1);
  await room.ctx(dropEnded);
  expect(await count('taggings', [ada])).toBe(0);
  expect((await db.query('SELECT name FROM tags')).rows).toEqual([{ name: 'Likes rugs' }]);
});

test('whoever is erased between the look and the last step is named by no place', async () => {
  const nobody = await room.ctx((ctx) => addTag(ctx, { name: 'Nobody', months: 1 }));
  const campaign = await underWay({ audience: { any: [nobody.id], all: [], none: [] } });
  const last = (await db.query<{ id: PersonId }>('SELECT max(id) AS id FROM people')).rows[0]?.id as PersonId;
  await room.ctx((ctx) => shred(ctx, [last]));
  await turn(campaign);
  expect(await count('campaign_places', [last])).toBe(0);
  await room.ctx((ctx) => stop(ctx, campaign));
});

test('three years after its end nothing of a campaign is left', async () => {
  room.setTime('2029-12-24T11:00:00Z');
  await room.ctx(dropOld);
  const tables = ['campaigns', 'campaign_recipients', 'campaign_left_out', 'campaign_places'];
  const left = await Promise.all(tables.map(async (table) => (await db.query(`SELECT 1 FROM ${table}`)).rows.length));
  expect(left).toEqual([0, 0, 0, 0]);
});

test('by text message it reaches those who agreed to that alone, says how to end it, and STOP stops the next', async () => {
  const texts = await room.ctx(async (ctx) => {
    const marketing = await purposeByCode(ctx, 'marketing');
    const channels = [...(marketing?.channels ?? []), 'sms' as const];
    await changePurpose(ctx, marketing?.id as never, { channels, reason: 'a test' });
    await publishNotices(ctx, await company(ctx), []);
    return (await openChannel(ctx, { channel: 'sms', name: 'Texts', settings: { provider: 'sandbox', number: '+12025550100' } })).account;
  });
  const arrived = (value: string) => room.ctx(async (ctx) => (await arrive(ctx, { kind: 'phone', value, name: 'Boris' })).person);
  const [agreed, boris] = [await arrived('+12025550143'), await arrived('+12025550144')];
  await room.ctx((ctx) => agree(ctx, agreed, 'sms'));
  const words = [{ language: 'en' as const, subject: '', text: 'The lamps of this spring are here.' }];
  const campaign = await underWay({ inbox: texts.inbox, texts: words });
  for (let beat = 0; beat < 3; beat += 1) await turn(campaign);
  await deliverAll();
  expect([await turn(campaign), (await now(campaign)).state]).toEqual([false, 'sending']); // what the carrier took it may refuse yet
  const refuse = `UPDATE messages SET delivery = 'failed', delivery_because = 'no-credit' FROM campaign_recipients WHERE message_id = id`;
  await db.query(`${refuse} AND campaign_id = $1`, [campaign]);
  expect([await turn(campaign), (await now(campaign)).pausedBecause]).toEqual([false, 'account-refuses']);
  await room.ctx((ctx) => resume(ctx, campaign));
  for (let beat = 0; beat < 3; beat += 1) await turn(campaign);
  await deliverAll();
  room.setTime(new Date(new Date(noon).getTime() + 4 * 60_000));
  expect([await turn(campaign), (await now(campaign)).state]).toEqual([false, 'done']);
  const sms = adapterOf('sms');
  const left = async () => (await sms.sandbox?.read(texts, room.tools))?.items;
  const text = expect.stringMatching(/^The lamps of this spring are here\.\n\nNo more of this: http/);
  expect(await left()).toMatchObject([1, 2].map(() => ({ to: '+12025550143', text })));
  await room.ctx((ctx) => withdraw(ctx, agreed, 'marketing', 'sms', 'stop-word'));
  const next = await underWay({ inbox: texts.inbox, texts: words });
  for (let beat = 0; beat < 2; beat += 1) await turn(next);
  await deliverAll();
  expect(await left()).toHaveLength(2);
  expect(await count('campaign_places', [agreed, boris])).toBe(0);
});

test('what is under way when the sandbox is switched pauses, either way', async () => {
  const campaign = await underWay();
  await room.ctx((ctx) => switchSandbox(ctx, true));
  expect(await now(campaign)).toMatchObject({ state: 'paused', pausedBecause: 'sandbox' });
  await room.ctx((ctx) => resume(ctx, campaign));
  await room.ctx((ctx) => switchSandbox(ctx, false));
  expect(await now(campaign)).toMatchObject({ state: 'paused', pausedBecause: 'sandbox' });
  await turn(campaign);
  await deliverAll();
  expect(sent.filter((each) => !each.includes('staff-administration'))).toEqual([]); // officers hear of the switch, nobody else of anything
  await room.ctx((ctx) => stop(ctx, campaign));
});

test('a provider that takes nothing from the account pauses it, and once that is mended each of them gets one letter', async () => {
  await room.ctx(async (ctx) => {
    for (let n = 10; n < 16; n += 1) await agree(ctx, (await arrive(ctx, { kind: 'email', value: `ada${n}@example.com` })).person);
  });
  const working = email.send;
  const refused = { outcome: 'failed', because: 'account-suspended', words: 'The account is suspended.' } as const;
  const campaign = await underWay();
  await turn(campaign);
  const begins = 'SELECT message_id AS id FROM campaign_recipients WHERE workspace_id = $1 AND campaign_id = $2 ORDER BY person_id LIMIT 1';
  const first = await room.ctx((ctx) =>
    ctx.db.one<{ id: string }>({ name: 'test.first-written', text: begins }, [ctx.workspace, campaign]),
  );
  Object.assign(email, { send: async (...given: Parameters<typeof working>) => (given[1].id === first.id ? working(...given) : refused) });
  await deliverAll();
  const { queued } = await now(campaign);
  expect([sent.length, queued > 5]).toEqual([1, true]);
  expect(await turn(campaign)).toBe(false);
  expect(await now(campaign)).toMatchObject({ state: 'paused', pausedBecause: 'account-refuses' });
  Object.assign(email, { send: working });
  expect(await room.ctx((ctx) => resume(ctx, campaign))).toMatchObject({ state: 'sending', queued: 1, pausedBecause: null });
  for (let beat = 0; beat < 3; beat += 1) await turn(campaign);
  await deliverAll();
  await turn(campaign);
  expect(await now(campaign)).toMatchObject({ state: 'done', queued });
  expect(new Set(sent.map((each) => JSON.parse(each).to.value)).size).toBe(queued);
  expect(sent).toHaveLength(queued);
});

test('one that fits in a page is not done when the provider took nothing from the account, and each of them gets one letter after all', async () => {
  const { audience } = await tagged(3, 'Page');
  const campaign = await underWay({ audience });
  for (let beat = 0; beat < 2; beat += 1) await turn(campaign);
  room.setTime('2026-11-24T13:00:00Z');
  expect(await found('campaigns.none-stands-still')).toBe(0); // two hours for the last messages are no standstill
  room.setTime('2026-11-27T12:00:00Z');
  expect(await found('campaigns.none-stands-still')).toBe(1);
  room.setTime(noon);
  const working = email.send;
  Object.assign(email, { send: async () => ({ outcome: 'failed', because: 'account-suspended', words: 'The account is suspended.' }) });
  await room.ctx(async (ctx) => agree(ctx, (await arrive(ctx, { kind: 'email', value: 'late@example.com' })).person)); // whoever comes now is none of its audience
  await deliverAll();
  await turn(campaign);
  expect(await now(campaign)).toMatchObject({ state: 'paused', pausedBecause: 'account-refuses', queued: 3 });
  Object.assign(email, { send: working });
  expect(await room.ctx((ctx) => resume(ctx, campaign))).toMatchObject({ state: 'sending', queued: 0 });
  for (let beat = 0; beat < 2; beat += 1) {
    await turn(campaign);
    await deliverAll();
  }
  await turn(campaign);
  expect(await now(campaign)).toMatchObject({ state: 'done', queued: 3 });
  expect(sent.map((each) => JSON.parse(each).to.value).toSorted()).toEqual(['page0@example.com', 'page1@example.com', 'page2@example.com']);
});

test('a number of ours that does not reach one country does not halt a campaign that reached the others', async () => {
  const { audience } = await tagged(4, 'Abroad');
  const campaign = await underWay({ audience });
  await turn(campaign);
  const working = email.send;
  const refused = { outcome: 'failed', because: 'sender-not-taken-there', words: 'Not there.' } as const;
  Object.assign(email, {
    send: async (...given: Parameters<typeof working>) => (JSON.stringify(given[1]).includes('abroad1@') ? refused : working(...given)),
  });
  await deliverAll();
  Object.assign(email, { send: working });
  await turn(campaign);
  expect([(await now(campaign)).state, sent.length]).toEqual(['done', 3]);
});

test('the dry run says whom it leaves out and why, and until when it would rest; the results say the same of what was sent', async () => {
  const { audience, people: those } = await tagged(20, 'Reasons');
  await room.ctx(async (ctx) => {
    for (const [at, person] of those.entries()) {
      if (at < 5) await restrict(ctx, person, { kind: 'objected', ground: 'direct-marketing' });
      else if (at < 10) await restrict(ctx, person, { kind: 'restricted', ground: 'legal-claims' });
      else if (at < 15) for (const { id } of await identitiesOf(ctx, person)) await forgetIdentity(ctx, id);
    }
  });
  const campaign = await underWay({ audience });
  const left = [
    { because: 'no-address', article: '', people: 5 },
    { because: 'objected-to-advertising', article: '21(3)', people: 5 },
    { because: 'restricted', article: '18(2)', people: 5 },
  ];
  const byReason = <T extends { because: string }>(items: readonly T[]) => items.toSorted((a, b) => (a.because < b.because ? -1 : 1));
  room.setTime('2026-11-24T20:30:00Z');
  const foreseen = async () => {
    const seen = await room.ctx(async (ctx) => dryRun(ctx, await seenCampaign(ctx, campaign)));
    return { ...seen, leftOut: byReason(seen.leftOut) };
  };
  const rests = { audience: 20, sends: 5, leftOut: left, isCut: false, pausesBecause: null, quietUntil: new Date('2026-11-25T07:00:00Z') };
  await expect.poll(foreseen, { timeout: 10_000 }).toEqual(rests); // once what foresees has heard of it
  expect([await turn(campaign), (await now(campaign)).queued]).toEqual([false, 0]);
  room.setTime('2026-11-25T07:00:00Z');
  expect((await foreseen()).quietUntil).toBeUndefined();
  await turn(campaign);
  await deliverAll();
  await turn(campaign);
  const results = await room.ctx(async (ctx) => figuresOf(ctx, await seenCampaign(ctx, campaign)));
  expect({ ...results, leftOut: byReason(results.leftOut) }).toMatchObject({ queued: 5, sent: 5, failed: [], leftOut: left });
  expect((await now(campaign)).state).toBe('done');
});

test('at the pace of its provider: what leaves within half a minute is written, and the next once one has left', async () => {
  const { audience } = await tagged(6, 'Pace');
  const before = email.pace;
  Object.assign(email, { pace: () => ({ account: { perSecond: 0.1, burst: 1 } }) });
  const campaign = await underWay({ audience });
  const queued = async () => [await turn(campaign), (await now(campaign)).queued];
  expect([...(await queued()), ...(await queued())]).toEqual([false, 3, false, 3]);
  await deliverAll();
  expect([sent.length, await queued(), await queued()]).toEqual([1, [false, 4], [false, 4]]);
  Object.assign(email, { pace: before });
  await room.ctx((ctx) => stop(ctx, campaign));
  room.setTime('2026-11-24T11:10:00Z');
  await deliverAll(); // what was written before it was stopped
});
