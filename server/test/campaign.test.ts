// A campaign from outside: by the API, with a mail server that counts, and by the order of the ledger. PARLEY_TEST_CROWD and PARLEY_TEST_AGREED make the crowd larger.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record, withdraw } from '#consent';
import type { Id, PersonId } from '#kit/ids';
import { arrive, merge } from '#people';
import { currentNotice, purposeByCode, wordingFor } from '#purposes';
import { colleagueOf } from '#test/colleague';
import { eventually, openHouse } from '#test/house';
import { campaignChecks } from '../src/campaigns/checks.ts';
import { seenCampaign } from '../src/campaigns/reach.ts';
import { openChannel } from '../src/channels/accounts.ts';

const crowd = Number(process.env['PARLEY_TEST_CROWD'] ?? 400);
const agreed = Number(process.env['PARLEY_TEST_AGREED'] ?? 160);
const leaving = Math.round(agreed / 5);
const patience = crowd * 60 + 60_000;
type House = Awaited<ReturnType<typeof openHouse>>;
type Staff = Awaited<ReturnType<House['staffClient']>>;

let house: House;
let carol: Staff;
let inbox: string;
let sink: SMTPServer;
let onMail: (address: string) => void = () => undefined;
let answering: Promise<unknown> = Promise.resolve(); // the mail server answers once this has come
const mails = new Map<string, string[]>();
const people = new Map<string, PersonId>();
const addresses = Array.from({ length: crowd }, (_, n) => `ada${n}@example.com`);
const everybody = { any: [], all: [], none: [] };
const texts = [
  { language: 'en' as const, subject: 'Spring at {company}', text: 'Dear {name|friend}, the lamps are here.' },
  { language: 'de' as const, subject: 'Frühling bei {company}', text: 'Guten Tag {name|liebe Kundin}, die Lampen sind da.' },
];
const draft = () => ({ name: 'Spring', purpose: 'marketing', inbox, texts, audience: everybody });
const idOf = (address: string) => people.get(address) as PersonId;
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  sink = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const address = session.envelope.rcptTo[0]?.address ?? '';
        mails.set(address, [...(mails.get(address) ?? []), Buffer.concat(chunks).toString('utf8')]);
        void answering.then(() => {
          done();
          onMail(address);
        });
      });
    },
  });
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  const { port } = sink.server.address() as { port: number };
  house = await openHouse({ environment: { PARLEY_SMTP_RELAY: `smtp://127.0.0.1:${port}` } });
  carol = await house.staffClient();
  const facts = { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' };
  await carol.call('changeWorkspace', { body: facts });
  await carol.call('publishNotice', { body: {} });
  const marketing = (await carol.call('listPurposes', {})).items.find((each) => each.code === 'marketing');
  await carol.call('changePurpose', { params: { purpose: marketing?.id ?? '' }, body: { active: true, reason: 'a spring letter' } });
  inbox = (
    await house.act((ctx) => openChannel(ctx, { channel: 'email', name: 'News', settings: { address: 'news@lantern.example.com' } }))
  ).account.inbox;
  for (let from = 0; from < crowd; from += 50) await house.act((ctx) => join(ctx, addresses.slice(from, from + 50)));
}, patience);
afterAll(async () => {
  await house.stop();
  await new Promise<void>((resolve) => sink.close(() => resolve()));
});

/** People who wrote once; those with the first numbers say yes to marketing by mail, every second one reads German. */
async function join(ctx: Parameters<typeof arrive>[0], those: readonly string[]) {
  const notice = await currentNotice(ctx, 'en');
  const purpose = await purposeByCode(ctx, 'marketing');
  if (!notice || !purpose) throw new Error('a notice and a purpose are there');
  for (const address of those) {
    const number = addresses.indexOf(address);
    const language = number % 2 ? 'de' : 'en';
    const { person } = await arrive(ctx, { kind: 'email', value: address, language, ...(number % 3 > 0 && { name: `Ada ${number}` }) });
    people.set(address, person);
    if (number >= agreed) continue;
    const wording = wordingFor(purpose, 'email', 'en');
    await record(ctx, {
      ...{ person, purpose: 'marketing', channel: 'email', state: 'given', method: 'privacy-page', by: 'self' },
      ...{ notice, language: 'en', wording },
    });
  }
}

const say = (address: string) => house.act((ctx) => withdraw(ctx, idOf(address), 'marketing', 'email', 'one-click'));

/** Where the acts about one person stand in the tree, as whoever audits reads it; the latest of each kind. `decided`: the yes at the door, by which their address was opened to send it there. */
async function ledgerOf(person: PersonId) {
  const { items } = await carol.call('listLedger', { query: { person, limit: 100 } });
  if (items.some((each) => each.position === null)) throw new Error('the ledger has no order yet');
  const last = (kind: string, isIt: (facts: Record<string, unknown>) => boolean = () => true) =>
    items.filter((each) => each.kind === kind && isIt(each.facts ?? {})).reduce((max, { position }) => Math.max(max, position ?? -1), -1);
  const at = (kind: string, isIt?: Parameters<typeof last>[1]) => (last(kind, isIt) < 0 ? undefined : last(kind, isIt));
  const isMailing = ({ purpose, channel, fields }: Record<string, unknown>) =>
    purpose === 'marketing' && channel === 'email' && String(fields).split(',').includes('identities.value');
  return { at, decided: at('data.sent', isMailing) };
}

describe('before anything is sent', () => {
  test('quiet hours are shortened only with a reason, and a step towards more rest needs none', async () => {
    const usual = await carol.call('readCampaignLimits', {});
    expect(usual).toEqual({ quietFrom: 21, quietUntil: 8, sundays: true, timeZone: 'Europe/Berlin', most: 4, days: 30 });
    const never = { ...usual, quietFrom: 0, quietUntil: 0, sundays: false };
    await expect(carol.call('changeCampaignLimits', { body: never })).rejects.toMatchObject({ code: 'invalid' });
    await expect(carol.call('changeCampaignLimits', { body: { ...usual, timeZone: 'Atlantis/Capital' } })).rejects.toMatchObject({
      code: 'invalid',
    });
    await carol.call('changeCampaignLimits', { body: { ...never, most: 1, reason: 'People of this test never sleep.' } });
    expect(await carol.call('readCampaignLimits', {})).toMatchObject({ quietFrom: 0, most: 1 });
  });

  test('a draft must be for a purpose that asks, with words that fit', async () => {
    const wrong = { ...draft(), purpose: 'service-messages', texts: [{ language: 'en' as const, subject: null, text: 'Dear {email}' }] };
    const fields = ['body/purpose', 'body/texts/0/subject', 'body/texts/0/text'].map((at) => expect.objectContaining({ path: at }));
    await expect(carol.call('addCampaign', { body: wrong })).rejects.toMatchObject({ code: 'invalid', problem: { fields } });
    const { id } = await carol.call('addCampaign', { body: draft() });
    await carol.call('changeCampaign', { params: { campaign: id }, body: { ...draft(), name: 'Autumn', version: 1 } });
    await carol.call('removeCampaign', { params: { campaign: id } });
    await expect(carol.call('readCampaign', { params: { campaign: id } })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a tag says nothing of an illness or of one person, narrows an audience, and falls off', async () => {
    for (const name of ['diabetes', 'ada@example.com'])
      await expect(carol.call('addTag', { body: { name, months: 6 } })).rejects.toMatchObject({ code: 'invalid' });
    const lamps = await carol.call('addTag', { body: { name: 'Likes lamps', months: 6 } });
    const rugs = await carol.call('addTag', { body: { name: 'Likes rugs', months: 1 } });
    await expect(carol.call('addTag', { body: { name: 'likes LAMPS', months: 6 } })).rejects.toMatchObject({ code: 'conflict' });
    const tagged = addresses.slice(0, 8);
    const tags = (n: number) => (n < 6 ? [lamps.id, ...(n === 0 ? [rugs.id] : [])] : [rugs.id]);
    for (const [n, address] of tagged.entries())
      await carol.call('setPersonTags', { params: { person: idOf(address) }, body: { tags: tags(n) } });
    const { id } = await carol.call('addCampaign', {
      body: { ...draft(), audience: { any: [lamps.id, rugs.id], all: [lamps.id], none: [rugs.id] } },
    });
    expect(await carol.call('dryRunCampaign', { params: { campaign: id } })).toMatchObject({ audience: 5, sends: 5, leftOut: [] });
    const { items } = await carol.call('listPersonTags', { params: { person: idOf(tagged[0] ?? '') } });
    expect(items.map((each) => each.name)).toEqual(['Likes lamps', 'Likes rugs']);
    await carol.call('setPersonTags', { params: { person: idOf(tagged[0] ?? '') }, body: { tags: [] } });
    expect(await carol.call('dryRunCampaign', { params: { campaign: id } })).toMatchObject({ audience: 5 });
    const check = () =>
      house.act((ctx) => campaignChecks[0]?.run({ ...ctx, now: new Date(Date.now() + 60 * 86_400_000) }) ?? Promise.resolve(-1));
    expect(campaignChecks[0]?.id).toBe('campaigns.tags-fall-off-in-time');
    expect(await check()).toBe(2); // the example that fails: two who like rugs, a month after their time
    await carol.call('removeTag', { params: { tag: rugs.id } });
    expect(await check()).toBe(0);
    await carol.call('removeCampaign', { params: { campaign: id } });
  });
});

test(
  'each who agreed and had not withdrawn when their message was decided gets exactly one, and nobody else gets any',
  async () => {
    // two of those who agreed are one person, and somebody withdrew long ago
    const [one = '', other = '', gone = ''] = [addresses[10], addresses[20], addresses[30]];
    await house.act((ctx) => merge(ctx, idOf(one), idOf(other), 'agent-decision'));
    await say(gone);
    const campaign = (await carol.call('addCampaign', { body: draft() })).id;
    const dry = await eventually('what foresees has heard of the no', async () => {
      const foreseen = await carol.call('dryRunCampaign', { params: { campaign } });
      return foreseen.sends === agreed - 2 && foreseen;
    });
    expect(dry).toMatchObject({ audience: Math.round((crowd - 1) / 10) * 10, sends: agreed - 2, quietUntil: null, isCut: false });
    expect(dry.leftOut).toEqual([
      { because: 'consent-missing', article: '6(1)(a)', people: crowd - agreed },
      { because: 'consent-withdrawn', article: '7(3)', people: null }, // one alone is not told, nor by the whole
    ]);
    expect(mails.size).toBe(0);

    const said: string[] = [];
    const saying: Promise<unknown>[] = [];
    const stillIn = addresses.slice(40, agreed).toReversed(); // from the back: most of them before it is their turn
    let received = 0;
    const second = Promise.withResolvers<void>();
    onMail = (address) => {
      received += 1;
      if (received === 20) answering = second.promise; // with no more than a hundred waiting, somebody is left for the second node however fast the first is
      const next = received % 8 === 0 ? address : received % 3 === 0 ? stillIn.pop() : undefined; // some right after they got it
      const isNew = next !== undefined && !said.includes(next) && said.length < leaving;
      if (isNew) said.push(next);
      if (isNew) saying.push(say(next));
    };
    // a second node, which will be killed in the middle of the same work, is up before the first mail
    const child = spawn(process.execPath, [
      path.join(import.meta.dirname, 'support/campaign-and-die.ts'),
      ...[house.adminUrl, house.folder, house.workspace, campaign],
    ]);
    const ended = new Promise<never>((_, reject) => child.once('exit', (code) => reject(new Error(`the second node ended with ${code}`))));
    ended.catch(() => undefined);
    const heard = async (): Promise<string> =>
      String(await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended])).trim();
    expect(await heard()).toBe('ready');
    expect(await carol.call('sendCampaign', { params: { campaign }, body: { at: null, version: 1 } })).toMatchObject({ state: 'planned' });
    for (const until = Date.now() + patience; received < 20 && Date.now() < until; ) await rest(50);
    expect(received).toBeGreaterThanOrEqual(20);
    const telling = heard();
    child.stdin.write('go\n');
    const [wrote = '', inside = ''] = (await telling).split(' ');
    child.kill('SIGKILL'); // its second message was written, and its commit not asked for
    await ended.catch(() => undefined);
    second.resolve();

    const results = async () => carol.call('readCampaign', { params: { campaign } });
    await carol.call('pauseCampaign', { params: { campaign } });
    const written = async () => (await house.act((ctx) => seenCampaign(ctx, campaign as Id<'cpn'>))).queued; // the figures round where few are hidden
    const paused = await written();
    await rest(2_500);
    expect(await written()).toBe(paused);
    expect((await results()).campaign.state).toBe('paused');
    await carol.call('resumeCampaign', { params: { campaign } });
    for (const until = Date.now() + patience; Date.now() < until; await rest(500)) {
      const { campaign: now, results: figures } = await results();
      if (now.state === 'done' && figures.waiting === 0) break;
    }
    await Promise.all(saying);
    await rest(1_500); // the sequencer of the ledger
    const end = await results();
    expect(end).toMatchObject({ campaign: { state: 'done' }, results: { waiting: 0 } });

    // the outside check: what the mail server holds against the order of the ledger
    const faults: string[] = [];
    let [gotOne, stopped, neverQueued, decidedBefore] = [0, 0, 0, 0];
    for (const [number, address] of addresses.entries()) {
      const got = mails.get(address)?.length ?? 0;
      gotOne += got;
      if (address === one || address === other) continue;
      if (number >= agreed) {
        if (got > 0) faults.push(`${number} never agreed and got ${got}`);
        continue;
      }
      const { at, decided } = await ledgerOf(idOf(address));
      const [queued, sent, refused, left] = [at('message.queued'), at('message.sent'), at('message.refused'), at('consent.withdrawn')];
      if (got !== (sent === undefined ? 0 : 1)) faults.push(`${number} has ${got} mails and the ledger says otherwise`);
      if (left === undefined && (got !== 1 || queued === undefined)) faults.push(`${number} agreed and got ${got}`);
      if ((decided !== undefined) !== got > 0)
        faults.push(`${number} got ${got} and was ${decided === undefined ? 'not ' : ''}decided for`);
      if (left === undefined) continue;
      if (decided !== undefined && !((queued ?? Infinity) < decided && decided < left))
        faults.push(`${number} withdrew before it was decided to write to them`);
      if (got > 0) decidedBefore += 1;
      if (address === gone && (queued !== undefined || got > 0)) faults.push(`${number} withdrew long before and was written to`);
      if (queued === undefined) neverQueued += 1;
      if (refused !== undefined) stopped += 1;
      if (refused !== undefined && refused < left) faults.push(`${number} was refused before they withdrew`);
      if (queued !== undefined && (sent === undefined) === (refused === undefined))
        faults.push(`${number} was neither sent nor refused, or both`);
    }
    expect(faults).toEqual([]);
    expect((mails.get(one)?.length ?? 0) + (mails.get(other)?.length ?? 0)).toBe(1);
    expect([...mails.values()].every((each) => each.length === 1)).toBe(true);
    expect(said.length).toBe(leaving);
    for (const died of [wrote, inside]) {
      const address = [...people].find(([, person]) => person === died)?.[0] ?? '';
      expect([address, mails.get(address)?.length ?? 0]).toEqual([address, said.includes(address) ? expect.any(Number) : 1]);
    }
    expect(neverQueued).toBeGreaterThan(0);
    expect(decidedBefore).toBeGreaterThan(0);
    expect(end.results.sent).toBe(gotOne);
    expect(end.results.failed.reduce((sum, each) => sum + (each.messages ?? 0), 0)).toBeLessThanOrEqual(stopped);
    console.info(
      JSON.stringify({ crowd, agreed, withdrew: said.length, gotOne, stoppedAtTheDoor: stopped, neverQueued, results: end.results }),
    );
  },
  patience * 2,
);

test('every mail carries one step to leave, speaks the person’s language, and stands in no list of open work', async () => {
  onMail = () => undefined;
  const german = [...mails].find(([address]) => addresses.indexOf(address) % 2 === 1 && addresses.indexOf(address) % 3 > 0);
  const [address = '', [raw = ''] = []] = german ?? [];
  const mail = await simpleParser(raw);
  expect(mail.subject).toBe('Frühling bei Lantern & Loom');
  expect(mail.text).toContain(`Guten Tag Ada ${addresses.indexOf(address)}, die Lampen sind da.`);
  expect(raw).not.toMatch(/<img/i);
  const unnamed = [...mails].find(([each]) => addresses.indexOf(each) % 6 === 0)?.[1][0] ?? '';
  expect((await simpleParser(unnamed)).text).toContain('Dear friend, the lamps are here.');
  for (const [each] of mails.values()) expect(each).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
  const open = await carol.call('listConversations', { query: { view: 'open' } });
  expect(open.items).toEqual([]);
  const link = /List-Unsubscribe: <([^>]+)>/.exec(raw.replace(/\r\n\s+/g, ' '))?.[1] ?? '';
  const leave = await fetch(new URL(new URL(link).pathname, house.url), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(leave.status).toBeLessThan(300);
  const { states } = await carol.call('readConsents', { params: { person: idOf(address) } });
  expect(states.find((each) => each.purpose === 'marketing' && each.channel === 'email')?.state).toBe('withdrawn');
});

test('who was written to as often as the company allows is left out, and where two may send, the second approves', async () => {
  const campaign = (await carol.call('addCampaign', { body: { ...draft(), name: 'Again' } })).id;
  const dry = await carol.call('dryRunCampaign', { params: { campaign } });
  expect(dry.sends).toBe(0);
  expect(dry.leftOut.find((each) => each.because === 'written-enough')?.people).toBeGreaterThan(agreed / 2);
  const boris = await colleagueOf(house, 'Boris', { role: 'supervisor' });
  const auditor = await colleagueOf(house, 'Ada', { role: 'auditor' });
  expect(await carol.call('sendCampaign', { params: { campaign }, body: { at: null, version: 1 } })).toMatchObject({
    state: 'asked',
    isMine: true,
  });
  await expect(carol.call('approveCampaign', { params: { campaign }, body: { version: 1 } })).rejects.toMatchObject({
    code: 'needs-second-person',
  });
  const eyes = await auditor.client();
  expect((await eyes.call('readCampaign', { params: { campaign } })).campaign).toMatchObject({ state: 'asked', isMine: false });
  await expect(eyes.call('dryRunCampaign', { params: { campaign } })).rejects.toMatchObject({ code: 'not-permitted' });
  await expect(eyes.call('stopCampaign', { params: { campaign } })).rejects.toMatchObject({ code: 'not-permitted' });
  expect(await (await boris.client()).call('approveCampaign', { params: { campaign }, body: { version: 1 } })).toMatchObject({
    state: 'planned',
  });
  await eventually('the end', async () => (await carol.call('readCampaign', { params: { campaign } })).campaign.state === 'done');
  expect((await carol.call('readCampaign', { params: { campaign } })).results.queued).toBe(0);
  await expect(carol.call('stopCampaign', { params: { campaign } })).rejects.toMatchObject({ code: 'conflict' });
});
