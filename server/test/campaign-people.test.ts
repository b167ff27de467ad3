// Campaigns and the people in them, over the wire: who is written to can be erased, whose inbox it is not sees nothing of it, and who approves is somebody of that inbox.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lift, restrict } from '#gate';
import { shred } from '#keys';
import { type Id, newId, type PersonId } from '#kit/ids';
import { arrive, merge } from '#people';
import { agree, agreeing, companyFacts, everybody, letter } from '#test/agreeing';
import { colleagueOf } from '#test/colleague';
import { eventually, openHouse } from '#test/house';
import { pauseAfterRestore } from '../src/campaigns/campaigns.ts';
import { openChannel } from '../src/channels/accounts.ts';
import { receive } from '../src/channels/receive.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
type Staff = Awaited<ReturnType<House['staffClient']>>;
let house: House;
let carol: Staff;
let [news, sales] = ['', ''];
let people: PersonId[] = [];
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const refusal = (answer: Promise<unknown>) =>
  answer.then(
    () => 'allowed',
    (error: { code?: string }) => error.code,
  );

beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  await carol.call('changeWorkspace', { body: companyFacts });
  await carol.call('publishNotice', { body: {} });
  const marketing = (await carol.call('listPurposes', {})).items.find((each) => each.code === 'marketing');
  await carol.call('changePurpose', {
    params: { purpose: marketing?.id ?? '' },
    body: { active: true, channels: ['email', 'whatsapp'], reason: 'a spring letter' },
  });
  const open = async (name: string) =>
    (
      await house.act((ctx) =>
        openChannel(ctx, { channel: 'email', name, settings: { address: `${name.toLowerCase()}@lantern.example.com` } }),
      )
    ).account.inbox;
  [news, sales] = [await open('News'), await open('Sales')];
  people = await house.act((ctx) => agreeing(ctx, 6));
  const usual = await carol.call('readCampaignLimits', {});
  const never = { ...usual, quietFrom: 0, quietUntil: 0, sundays: false, most: 100 };
  await carol.call('changeCampaignLimits', { body: { ...never, reason: 'People of this test never sleep.' } });
});
afterAll(() => house.stop());

/** One who wrote on WhatsApp gets an approved message, its gap filled with words of the company. */
async function byTemplate(person: PersonId): Promise<void> {
  const whatsapp = await carol.call('addChannel', { body: { channel: 'whatsapp', name: 'WhatsApp', settings: { provider: 'sandbox' } } });
  const inbox = whatsapp.inbox.id as Id<'inb'>;
  const from = { kind: 'account' as const, value: 'whatsapp:US.12025550143' };
  const said = { workspace: house.workspace, inbox, externalId: 'wamid.first', from, authentic: true, text: 'Hello' };
  await receive(house.tools, { ...said, attachments: [], answers: [], automatic: false });
  await house.act(async (ctx) => {
    await merge(ctx, person, (await arrive(ctx, from)).person, 'agent-decision');
    await agree(ctx, person, 'whatsapp');
  });
  const [template] = (await carol.call('listCampaignTemplates', { params: { inbox }, query: {} })).items.filter(
    ({ because }) => because === null,
  );
  const { name = '', language = '', text = '', buttons = [] } = template ?? {};
  const version = {
    language: 'en' as const,
    subject: null,
    text,
    template: { name, language, values: ['friends of all that is bright'], buttons },
  };
  const { id } = await carol.call('addCampaign', { body: { ...letter(inbox), texts: [version] } });
  await carol.call('sendCampaign', { params: { campaign: id }, body: { at: null, version: 1 } });
  const shown = await eventually('the end', async () => {
    const { campaign, results } = await carol.call('readCampaign', { params: { campaign: id } });
    return campaign.state === 'done' && results.waiting === 0 && results;
  });
  expect(shown).toMatchObject({ sent: null, failed: [] }); // one, which is too few to be told
}

test('whoever got a campaign and has a tag is erased, and the campaign’s own words are no trace of them', { timeout: 60_000 }, async () => {
  const ada = people[0] as PersonId;
  const lamps = await carol.call('addTag', { body: { name: 'Likes lamps', months: 6 } });
  await carol.call('setPersonTags', { params: { person: ada }, body: { tags: [lamps.id] } });
  const hold = await house.act((ctx) => restrict(ctx, ada, { kind: 'held', ground: 'legal-claims' }));
  const off = () => refusal(carol.call('setPersonTags', { params: { person: ada }, body: { tags: [] } }));
  expect(await off()).toBe('gate-refused'); // what a hold keeps no hand takes off
  await house.act((ctx) => lift(ctx, hold));
  const { id } = await carol.call('addCampaign', {
    body: letter(news, { text: 'Dear friends of good light,\n\nthe new lamps of this spring are here.' }),
  });
  await carol.call('sendCampaign', { params: { campaign: id }, body: { at: null, version: 1 } });
  await eventually('the end', async () => (await carol.call('readCampaign', { params: { campaign: id } })).campaign.state === 'done');
  await byTemplate(ada);
  const request = await carol.call('openRequest', { body: { person: ada, kind: 'erasure' } });
  await carol.call('approveRequest', { params: { request: request.id } });
  await eventually('the certificate', async () => {
    const { items } = await carol.call('listRequests');
    return items.find((each) => each.id === request.id)?.state === 'fulfilled';
  });
  const { holdings } = await carol.call('readCertificate', { params: { request: request.id } });
  const erased = Object.fromEntries(holdings.map((each) => [each.table, each.erased]));
  expect(erased).toMatchObject({ taggings: 1, campaign_recipients: 2, messages: 3, template_messages: 1 });
  expect((await carol.call('readCampaign', { params: { campaign: id } })).results).toMatchObject({ queued: 6 });
  people = people.slice(1);
});

test('whoever is erased gets no tag any more', async () => {
  const [lamps] = (await carol.call('listTags', {})).items;
  const gone = people.pop() as PersonId;
  await house.act((ctx) => shred(ctx, [gone]));
  const set = carol.call('setPersonTags', { params: { person: gone }, body: { tags: [lamps?.id ?? ''] } });
  await expect(set).rejects.toMatchObject({ code: 'erased' });
});

describe('a supervisor of another inbox, or of a team', () => {
  test('hears of campaigns there what they hear of what is not, and changes none', async () => {
    const boris = await (await colleagueOf(house, 'Boris', { role: 'supervisor', inboxes: [sales] })).client();
    const draft = (await carol.call('addCampaign', { body: letter(news, { name: 'Secret' }) })).id;
    const asked = (await carol.call('addCampaign', { body: letter(news) })).id;
    await carol.call('sendCampaign', { params: { campaign: asked }, body: { at: inAnHour(), version: 1 } });
    const mine = { ...letter(sales, { name: 'Mine' }), version: 1 };
    const vera = await (await colleagueOf(house, 'Vera', { role: 'supervisor', teams: [newId('tem')] })).client(); // a campaign is of no team
    const walk = (by: typeof boris, campaign: string) => {
      const [params, seen] = [{ campaign }, { version: 1 }];
      return [
        () => by.call('readCampaign', { params }),
        () => by.call('changeCampaign', { params, body: mine }),
        () => by.call('removeCampaign', { params }),
        () => by.call('dryRunCampaign', { params }),
        () => by.call('sendCampaign', { params, body: { at: null, ...seen } }),
        () => by.call('approveCampaign', { params, body: seen }),
        () => by.call('pauseCampaign', { params }),
        () => by.call('resumeCampaign', { params }),
        () => by.call('stopCampaign', { params }),
      ];
    };
    for (const campaign of [draft, asked, newId('cpn')])
      for (const by of [boris, vera]) for (const knock of walk(by, campaign)) expect(await refusal(knock())).toBe('not-found');
    for (const by of [boris, vera]) {
      expect((await by.call('listCampaigns', {})).items).toEqual([]);
      expect(await refusal(by.call('addCampaign', { body: letter(news) }))).toBe('invalid');
    }
    const seen = async (by: typeof boris) => (await by.call('listCampaignInboxes', {})).items.map(({ inbox, form }) => [inbox, form]);
    expect([await seen(boris), await seen(vera)]).toEqual([[[sales, 'mail']], []]);
    const templates = (by: typeof boris, inbox: string) => refusal(by.call('listCampaignTemplates', { params: { inbox }, query: {} }));
    expect([await templates(boris, news), await templates(vera, sales), await templates(boris, sales)]).toEqual([
      ...['not-found', 'not-found'],
      'conflict', // theirs, and a channel that needs none
    ]);
    // their own inbox is open to them, and nobody of News has to wait for them
    expect((await boris.call('addCampaign', { body: letter(sales, { name: 'Mine' }) })).name).toBe('Mine');
    expect((await carol.call('readCampaign', { params: { campaign: asked } })).campaign.state).toBe('planned');
    await carol.call('stopCampaign', { params: { campaign: asked } });
  });

  test('an auditor reads what was said to many, and an administrator too', async () => {
    const auditor = await (await colleagueOf(house, 'Dora', { role: 'auditor' })).client();
    expect((await auditor.call('listCampaigns', {})).items.map(({ name }) => name)).toContain('Secret');
  });
});

describe('who approves', () => {
  test('holds the right for that inbox, sees what was asked for, and by whom', async () => {
    const emil = await colleagueOf(house, 'Emil', { role: 'supervisor', inboxes: [news] });
    const second = await emil.client();
    const { id } = await carol.call('addCampaign', { body: letter(news) });
    const params = { campaign: id };
    // two who write at one time: the later one is told, and nobody sends words that they never saw
    await second.call('changeCampaign', { params, body: { ...letter(news, { text: 'Another price' }), version: 1 } });
    const late = carol.call('changeCampaign', { params, body: { ...letter(news), version: 1 } });
    await expect(late).rejects.toMatchObject({ code: 'conflict', problem: { because: 'version' } });
    expect(await refusal(carol.call('sendCampaign', { params, body: { at: null, version: 1 } }))).toBe('conflict');
    expect(await carol.call('sendCampaign', { params, body: { at: inAnHour(), version: 2 } })).toMatchObject({ state: 'asked' });
    expect((await second.call('readCampaign', { params })).askedBy).toBe('Carol');
    expect(await refusal(carol.call('approveCampaign', { params, body: { version: 2 } }))).toBe('needs-second-person');
    expect(await refusal(second.call('approveCampaign', { params, body: { version: 1 } }))).toBe('conflict');
    expect(await second.call('approveCampaign', { params, body: { version: 2 } })).toMatchObject({ state: 'planned' });
    const { items } = await carol.call('listLedger', { query: { limit: 30 } });
    const words = items.filter(({ kind }) => /^campaign\.(asked|approved)$/.test(kind)).map(({ facts }) => facts?.['words']);
    expect(words).toHaveLength(2);
    expect(words[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(words[1]).toBe(words[0]);
    for (const { id: grant } of emil.grants) await carol.call('removeGrant', { params: { grant } });
    await carol.call('stopCampaign', { params });
  });
});

test('what was under way when a backup was brought back waits, and says why', async () => {
  const { id } = await carol.call('addCampaign', { body: letter(news) });
  const params = { campaign: id };
  await carol.call('sendCampaign', { params, body: { at: inAnHour(), version: 1 } });
  expect(await house.act((ctx) => pauseAfterRestore(ctx))).toBe(1);
  expect((await carol.call('readCampaign', { params })).campaign).toMatchObject({ state: 'paused', pausedBecause: 'restored' });
  const { items } = await carol.call('listLedger', { query: { limit: 10 } });
  expect(items.find(({ kind }) => kind === 'campaign.paused')?.facts).toMatchObject({ campaign: id, because: 'restored' });
  await carol.call('stopCampaign', { params });
});

test('an hour that is over was typed wrongly, and a tag that is gone or the address of a customer is refused', async () => {
  const { id } = await carol.call('addCampaign', { body: letter(news) });
  const past = carol.call('sendCampaign', { params: { campaign: id }, body: { at: '2025-12-24T09:00:00Z', version: 1 } });
  await expect(past).rejects.toMatchObject({ code: 'invalid', problem: { fields: [{ path: 'body/at' }] } });
  const unknown = carol.call('addCampaign', { body: letter(news, { audience: { ...everybody, none: [newId('tag')] } }) });
  await expect(unknown).rejects.toMatchObject({ problem: { fields: [{ path: 'body/audience' }] } });
  const named = carol.call('addCampaign', { body: letter(news, { text: 'As ada2@example.com wrote: lovely lamps!' }) });
  await expect(named).rejects.toMatchObject({ problem: { fields: [{ path: 'body/texts/0/text' }] } });
  await carol.call('addCampaign', { body: letter(news, { text: 'Write to hello@lantern.example.com' }) });
});

test('a tag may be nobody’s name, and stays while a campaign that was asked for names it', async () => {
  await expect(carol.call('addTag', { body: { name: 'Ada Lovelace', months: 6 } })).rejects.toMatchObject({
    problem: { because: 'may-be-a-name' },
  });
  const tag = await carol.call('addTag', { body: { name: 'Ada Lovelace', months: 6, isNoName: true } });
  const { id } = await carol.call('addCampaign', { body: letter(news, { audience: { ...everybody, none: [tag.id] } }) });
  await carol.call('sendCampaign', { params: { campaign: id }, body: { at: inAnHour(), version: 1 } });
  expect(await refusal(carol.call('removeTag', { params: { tag: tag.id } }))).toBe('conflict');
  await carol.call('stopCampaign', { params: { campaign: id } });
  await carol.call('removeTag', { params: { tag: tag.id } });
  expect((await carol.call('listTags', {})).items.map(({ name }) => name)).not.toContain('Ada Lovelace');
});

test('each change of the limits stays with its reason and whose it was, and another zone is less rest', async () => {
  const usual = { quietFrom: 21, quietUntil: 8, sundays: true, timeZone: 'Europe/Berlin', most: 100, days: 30 };
  await carol.call('changeCampaignLimits', { body: usual });
  const elsewhere = carol.call('changeCampaignLimits', { body: { ...usual, timeZone: 'America/Los_Angeles' } });
  await expect(elsewhere).rejects.toMatchObject({ problem: { fields: [{ path: 'body/reason' }] } });
  const { items } = await carol.call('listLimitChanges', {});
  expect(items.map(({ less, reason, by }) => ({ less, reason, by }))).toEqual([
    { less: false, reason: null, by: 'Carol' },
    { less: true, reason: 'People of this test never sleep.', by: 'Carol' },
  ]);
});

test('few people are told by no figure', async () => {
  const alone = await carol.call('addTag', { body: { name: 'Alone', months: 6 } });
  await carol.call('setPersonTags', { params: { person: people[0] ?? '' }, body: { tags: [alone.id] } });
  const { id } = await carol.call('addCampaign', { body: letter(news, { audience: { ...everybody, any: [alone.id] } }) });
  expect(await carol.call('dryRunCampaign', { params: { campaign: id } })).toMatchObject({ audience: null, sends: null });
});
