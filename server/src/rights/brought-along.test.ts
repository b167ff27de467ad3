// What is brought along. Consents, against what is known: the timeline of whoever was brought, and a no that outlives its person. Data, by HTTPS from one company to another (Art. 20(2)).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace } from '#access';
import { receive } from '#conversations';
import { permitOrThrow } from '#gate';
import { open as openSealed, openSecret, sealSecret, takenBack } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type InboxId, newId, type PersonId, type WorkspaceId } from '#kit/ids';
import { announce } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Sealed } from '#kit/seal';
import { ownVerifier, rotateLedgerKey, signText } from '#ledger';
import { addIdentity, arrive, findIdentity, prove } from '#people';
import { eventually, openHouse } from '#test/house';
import { unzipped } from '#test/unzip';
import { handoverAsked } from './announcements.ts';
import { askedText } from './handover/afterwards.ts';
import { takeBackAgain, takenBackAmong } from './handover/again.ts';
import { answerSender } from './handover/answering.ts';
import { ask, stop } from './handover/asking.ts';
import { lookAtHandovers } from './handover/clock.ts';
import { arrivalPlace, digestOf, pairOf, receiveHandover } from './handover/reception.ts';
import { close, confirm, handoverFields, handoverPlace, lookUp, show } from './handover/sending.ts';
import { handoverStore } from './handover/store.ts';
import { waitingStore } from './handover/waiting-store.ts';
import { openSession } from './sessions.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let marketing = '';

beforeAll(async () => {
  house = await openHouse({ environment: { PARLEY_INSIDE_HOSTS: 'localhost' } });
  carol = await house.staffClient();
  await carol.call('changeWorkspace', {
    body: { address: '1 Quay Street, 12345 Hafen', contactEmail: 'hello@example.com', authority: 'Authority of Hafen' },
  });
  await carol.call('publishNotice', { body: {} });
  await carol.call('addChannel', {
    body: { channel: 'email', name: 'Support', settings: { address: 'support@shop.example.com', fromName: 'Shop' } },
  });
  marketing = (await carol.call('listPurposes')).items.find(({ code }) => code === 'marketing')?.id ?? '';
  await change({ active: true, reason: 'a spring letter' });
});
afterAll(() => house.stop());

const change = (body: object) => carol.call('changePurpose', { params: { purpose: marketing }, body });
async function known(name: string) {
  const value = `${name}@example.com`;
  const { person, identity } = await house.act((ctx) => arrive(ctx, { kind: 'email', value }));
  await house.act((ctx) => prove(ctx, identity, 'code'));
  const { token } = await house.act((ctx) => openSession(ctx, person, identity));
  return { person, value, me: house.personClient(token) };
}
const row = (more: object) => ({
  ...{ purpose: 'marketing', channel: 'email', at: '2026-11-20', how: 'confirmed-by-link', wording: 'Yes.', source: 'the old shop' },
  ...more,
});
const bring = (...rows: object[]) => carol.call('importConsents', { body: { dryRun: false, rows } as never });

it('whoever was brought along has a timeline, with their consent in it', async () => {
  await bring(row({ address: 'ada-brought@example.com' }));
  const ada = await house.act((ctx) => findIdentity(ctx, 'email', 'ada-brought@example.com'));
  const { items } = await carol.call('readTimeline', { params: { person: ada?.person ?? '' }, query: {} });
  expect(items.map(({ kind }) => kind)).toContain('consent');
});

it('a no outlives the erasure of whoever said it: the same list brings them back no more, and they are told what is kept', async () => {
  const { value, me } = await known('boris-erased');
  await me.call('changeMyConsent', { body: { purpose: 'marketing', channel: 'email', given: false, language: 'en' } });
  const { id } = await me.call('openMyRequest', { body: { kind: 'erasure' } as never });
  await carol.call('approveRequest', { params: { request: id } });
  await eventually('gone', async () => !(await house.act((ctx) => findIdentity(ctx, 'email', value))));
  expect(await bring(row({ address: value.toUpperCase() }))).toMatchObject({ taken: 0, items: [{ because: 'said-no-later' }] });
  const told = await eventually('told', async () =>
    (await carol.call('listCaptured')).items.find(({ subject }) => subject === 'Your data has been erased'),
  );
  expect(told.text).toContain('only says “no”');
});

it('whoever never said no leaves nothing behind', async () => {
  const { value, me } = await known('carol-erased');
  const { id } = await me.call('openMyRequest', { body: { kind: 'erasure' } as never });
  await carol.call('approveRequest', { params: { request: id } });
  await eventually('gone', async () => !(await house.act((ctx) => findIdentity(ctx, 'email', value))));
  expect(await bring(row({ address: value }))).toMatchObject({ taken: 1 });
});

it('a notice that was not published yet proves nothing', async () => {
  const shown = row({ address: 'ada-notice@example.com', wording: '', notice: '1', at: '2026-01-15' });
  expect(await bring(shown)).toMatchObject({ taken: 0, items: [{ because: 'unknown-notice' }] });
});

describe('by HTTPS to another company', () => {
  const boss = { name: 'Boris', email: 'boris@loom.example.net', password: 'a long pass phrase 42' };
  let kept = { id: '', envelope: '' };
  let loom: Awaited<ReturnType<typeof createWorkspace>>;
  let boris: typeof carol;
  const atLoom = <T>(work: Parameters<typeof act<T>>[2]) =>
    act(house.tools, { workspace: loom.workspace, actor: { kind: 'system', id: 'test' }, purpose: 'rights-fulfilment' }, work);
  const asRights = <T>(work: Parameters<typeof act<T>>[2]) =>
    act(house.tools, { workspace: house.workspace, actor: { kind: 'system', id: 'test' }, purpose: 'rights-fulfilment' } as never, work);
  const knownAtLoom = (value: string) =>
    atLoom(async (ctx) => {
      const { person, identity } = await arrive(ctx, { kind: 'email', value });
      await prove(ctx, identity, 'code');
      return person;
    });
  const sessionOf = async (ctx: Ctx, value: string) => {
    const found = await findIdentity(ctx, 'email', value);
    return (await openSession(ctx, found?.person as PersonId, found?.id as never)).token;
  };
  const aboutOf = async (who: ReturnType<typeof house.personClient>) => {
    const { id } = await who.call('openMyRequest', { body: { kind: 'access' } as never });
    const zip = await who.blob('readMyArchive', { params: { request: id } });
    return JSON.parse(unzipped(Buffer.from(await zip.arrayBuffer())).get('about-article-15.json') ?? '{}');
  };
  /** Reception closes at the moment at which something comes in: gives the key to which it is sealed. */
  const handedInWhileClosing = async () => {
    const closer = await house.staffClient(boss);
    await closer.call('setReception', { body: { isOpen: true, reason: 'People change over to us' } });
    const late = newId('hov');
    let closing: Promise<unknown> = Promise.resolve();
    const key = await atLoom(async (ctx) => {
      await handoverStore.hold(ctx);
      const [live] = await handoverStore.liveKeys(ctx);
      closing = closer.call('setReception', { body: { isOpen: false } });
      for (let at = 0; at < 20; at += 1) await house.act((other) => other.db.all({ name: 'test.turn', text: 'SELECT 1' }, [])); // it gets as far as it can
      const sealed = await sealSecret(ctx, arrivalPlace(late, 'said'), '{}');
      const row = {
        id: late,
        signature: null,
        key_id: live?.id as never,
        digest: 'd',
        size: 1,
        until: new Date(ctx.now.getTime() + 86_400_000),
        ...{ sender: null, source: null },
      };
      await handoverStore.addArrival(ctx, { ...row, said: sealed, envelope: sealed });
      return live?.id as never;
    });
    await closing;
    return key;
  };
  const page = () => `${house.url}/privacy/${loom.centreKey}`;
  const addClaim = (person: PersonId, value: string) => house.act((ctx) => addIdentity(ctx, person, { kind: 'email', value }));
  const sent = async (name: string, before = async (_: PersonId): Promise<unknown> => undefined) => {
    const ada = await known(name);
    await before(ada.person);
    const inbox = (await carol.call('listChannels')).items.find((each) => each.inbox.channel === 'email')?.inbox.id as InboxId;
    await house.act((ctx) => receive(ctx, { inbox, person: ada.person, text: `The lamp of ${name} flickers.`, continues: true }));
    const { id, receiver, state } = await ada.me.call('showReceiver', { body: { address: page() } });
    expect({ receiver, state }).toEqual({ receiver: { name: 'Loom Ltd', host: new URL(house.url).host }, state: 'shown' });
    await Promise.all((name === 'ada-moves' ? [1, 2] : [1]).map(() => ada.me.call('sendMyData', { params: { handover: id } })));
    return { ...ada, id };
  };
  const ended = (me: ReturnType<typeof house.personClient>, id: string) =>
    eventually('it ends', async () => (await me.call('listMyHandovers')).items.find((each) => each.id === id && each.closedAt));

  const settled = (me: ReturnType<typeof house.personClient>, id: string) =>
    eventually('it is settled', async () =>
      (await me.call('listMyHandovers')).items.find((each) => each.id === id && each.standing && each.standing !== 'waiting'),
    );

  beforeAll(async () => {
    loom = await createWorkspace(house.tools, { company: 'Loom Ltd', language: 'en', country: 'DE', staff: boss });
    boris = await house.staffClient(boss);
  });

  it('nothing is received before somebody opens it with a reason', async () => {
    const { me } = await known('ada-early');
    const look = (address: string) => me.call('showReceiver', { body: { address } });
    await expect(look(page())).rejects.toMatchObject({ problem: { because: 'receives-nothing' } });
    await expect(look('https://192.0.2.7/')).rejects.toMatchObject({ problem: { because: 'receiver-unreachable' } });
    const moveSandbox = (isOn: boolean) => carol.call('moveSandboxSwitch', { body: { isOn } });
    await moveSandbox(true); // nothing leaves then, not even a look at who receives
    const who = { workspace: house.workspace as WorkspaceId, actor: { kind: 'system', id: 'test' } as const };
    await expect(lookUp(house.tools, who, page())).rejects.toMatchObject({ extras: { because: 'receiver-unreachable' } });
    await moveSandbox(false);
    await expect(lookUp(house.tools, who, page())).rejects.toMatchObject({ extras: { because: 'receives-nothing' } });
    await expect(look('ftp://loom.example.net/x')).rejects.toMatchObject({ problem: { because: 'receiver-unclear' } });
    await expect(boris.call('setReception', { body: { isOpen: true } })).rejects.toMatchObject({ problem: { because: 'reason-needed' } });
    expect(await boris.call('setReception', { body: { isOpen: true, reason: 'People change over to us' } })).toMatchObject({
      isOpen: true,
    });
    expect((await boris.call('listSettings', { query: {} })).items.find(({ code }) => code === 'rights.reception')?.value).toBe('on');
  });

  it('what a person confirmed leaves once, waits sealed, and is kept for whoever proved an address in it, with its origin', async () => {
    const { me, id, value } = await sent('ada-moves');
    expect(await ended(me, id)).toMatchObject({ state: 'delivered', receipt: expect.stringContaining('parley handover receipt v1') });
    expect(await rotateLedgerKey(house.tools)).toMatchObject({ isNew: true }); // both go on with what began under the key before
    const [arrival] = (await boris.call('listArrivals')).items;
    expect(arrival).toMatchObject({ id, from: { name: 'Lantern & Loom', host: new URL(house.url).host } });
    const take = (person: string) => boris.call('acceptArrival', { params: { handover: id }, body: { person } });
    const stranger = await knownAtLoom('boris@example.com');
    await expect(take(stranger)).rejects.toMatchObject({ problem: { because: 'identity-does-not-match' } });
    const person = await knownAtLoom(value);
    const kept = await take(person);
    expect(kept).toMatchObject({
      from: { name: 'Lantern & Loom', host: new URL(house.url).host },
      records: { messages: 1, identities: 1 },
    });
    await expect(take(person)).rejects.toMatchObject({ status: 404 });
    const claims = await sent('carol-claims', (claiming) => addClaim(claiming, 'victim@example.com'));
    await ended(claims.me, claims.id);
    expect(await house.act((ctx) => handoverStore.keeps(ctx, [claims.person]))).toMatchObject([
      { person: claims.person, because: 'proof' },
    ]);
    const victim = await knownAtLoom('victim@example.com');
    const put = boris.call('acceptArrival', { params: { handover: claims.id }, body: { person: victim } });
    await expect(put).rejects.toMatchObject({ problem: { because: 'identity-does-not-match' } });
    expect(await boris.call('refuseArrivals', { body: { handovers: [claims.id, id, newId('hov')] } })).toEqual({ refused: 1 });
    const zip = await boris.blob('readBrought', { params: { person, brought: kept.id } });
    expect(Buffer.from(await zip.arrayBuffer()).toString('latin1', 0, 2)).toBe('PK');
    expect((await boris.call('listBrought', { params: { person } })).items).toMatchObject([{ id: kept.id }]);
    expect((await boris.call('listArrivals')).items).toEqual([]);
    const facts = JSON.stringify((await carol.call('listLedger', { query: { kind: 'request.' } })).items);
    expect(await rotateLedgerKey(house.tools)).toMatchObject({ isNew: true });
    await house.act((ctx) => announce(ctx, handoverAsked, { handover: claims.id }));
    expect(await settled(claims.me, claims.id)).toMatchObject({
      standing: 'refused',
      word: expect.stringContaining('parley handover standing v1'),
    });
    await expect(claims.me.call('stopMyHandover', { params: { handover: claims.id } })).rejects.toMatchObject({
      problem: { because: 'already-decided' },
    });
    expect(facts).toContain('request.handover-delivered');
    expect(facts).not.toMatch(/Loom Ltd|flickers|ada-moves/);
    const { host } = new URL(house.url);
    expect((await aboutOf(me)).recipients).toMatchObject([{ name: `Loom Ltd (${host})`, service: 'Sent as you asked (Art. 20 GDPR)' }]);
    const atOther = house.personClient(await atLoom(async (ctx) => sessionOf(ctx, value)));
    expect((await aboutOf(atOther)).source).toContain(`What you brought along came from: Lantern & Loom (${host}).`);
  });

  it('the same envelope again gets the same receipt, another under its number nothing, and one that was changed opens for nobody', async () => {
    const { me, id, value } = await sent('ada-again');
    const { receipt } = await ended(me, id);
    const envelope = await atLoom(async (ctx) => openSecret(ctx, arrivalPlace(id as never, 'envelope'), await waits(ctx, id)));
    kept = { id, envelope };
    const post = (body: string) => receiveHandover(house.tools, loom.centreKey, Buffer.from(body), '192.0.2.1');
    expect(await post(envelope)).toEqual({ handover: id, receipt });
    await expect(post('{}')).rejects.toMatchObject({ extras: { because: 'envelope-unclear' } });
    const piece = /"sealed":\["(.)/;
    const changed = envelope.replace(piece, (_, first) => `"sealed":["${first === 'A' ? 'B' : 'A'}`);
    await expect(post(changed)).rejects.toMatchObject({ extras: { because: 'another-envelope' } });
    const otherKey = envelope.replace(/"key":"(.)/, (_, first) => `"key":"${first === 'A' ? 'B' : 'A'}`);
    await expect(post(otherKey)).rejects.toMatchObject({ extras: { because: 'another-envelope' } });
    await expect(post(envelope.replace(/"key":"./, '"key":"='))).rejects.toMatchObject({ extras: { because: 'envelope-unclear' } });
    const other = newId('hov');
    await post(envelope.replaceAll(id, other));
    const person = await knownAtLoom(value);
    const take = (handover: string) => boris.call('acceptArrival', { params: { handover }, body: { person } });
    await expect(take(other)).rejects.toMatchObject({ problem: { because: 'sender-not-proved' } });
    await boris.call('refuseArrival', { params: { handover: id } });
    await expect(take(id)).rejects.toMatchObject({ status: 404 });
  });

  it('what waits is told to officers once and taken back by whoever sent it, on the word of the key that sealed it alone', async () => {
    const { me, id, value } = await sent('ada-back');
    const { receipt } = await ended(me, id);
    for (let round = 0; round < 2; round += 1) await atLoom(lookAtHandovers);
    const mails = async () =>
      (await boris.call('listCaptured')).items.filter(({ subject }) => /handed over by another company waits/.test(subject));
    const [mail] = await eventually('told', async () => ((await mails()).length > 0 ? mails() : undefined));
    expect(mail?.text).not.toMatch(/Lantern|ada-back/);
    expect(await mails()).toHaveLength(1);
    const [, , key, digest] = String(receipt).split('\n');
    const about = { handover: id, key: key ?? '', digest: digest ?? '' };
    const says = (asked: 'question' | 'withdrawal', by: typeof house.act) =>
      by(async (ctx) => ({ word: await signText(ctx, askedText(asked, about)), signer: await ownVerifier(ctx) }));
    const told = (said: { word: string; signer: string }) => answerSender(house.tools, loom.centreKey, id as never, said);
    await expect(told(await says('withdrawal', atLoom))).rejects.toMatchObject({ code: 'not-found' });
    await expect(told({ ...(await says('question', house.act)), signer: 'nobody' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await told(await says('question', house.act))).toMatchObject({ standing: 'waiting' });
    for (let time = 0; time < 2; time += 1) await me.call('stopMyHandover', { params: { handover: id } });
    expect(await settled(me, id)).toMatchObject({ state: 'delivered', standing: 'withdrawn' });
    expect(await told(await says('withdrawal', house.act))).toMatchObject({ standing: 'withdrawn' });
    const person = await knownAtLoom(value);
    await expect(boris.call('acceptArrival', { params: { handover: id }, body: { person } })).rejects.toMatchObject({ status: 404 });
    expect((await boris.call('listArrivals')).items.map((each) => each.id)).not.toContain(id);
  });

  /** A call began and its answer was lost; then the person takes it back. `before` gets what lies at the receiver, where it arrived. */
  const lost = async (name: string, before: (envelope: string, id: string, ctx: Ctx) => Promise<unknown>) => {
    const ada = await known(name);
    const to = await lookUp(house.tools, { workspace: house.workspace as WorkspaceId, actor: { kind: 'system', id: 'test' } }, page());
    const id = await asRights((ctx) => show(ctx, ada.person, to));
    await asRights(async (ctx) => {
      await confirm(ctx, ada.person, id);
      const may = await permitOrThrow(ctx, { act: 'export', person: ada.person, purpose: 'rights-fulfilment', fields: handoverFields });
      const place = handoverPlace({ id, person_id: ada.person }, 'envelope');
      const envelope = await openSealed(ctx, may, place, (await handoverStore.envelope(ctx, id)) as Sealed);
      await handoverStore.tried(ctx, id, digestOf((JSON.parse(envelope) as { sealed: string[] }).sealed));
      await before(envelope, id, ctx);
      await stop(ctx, ada.person, id);
    });
    return { ...ada, id };
  };

  it('what was accepted there before the word came is said to lie there, also without a receipt', async () => {
    const { me, id } = await lost('ada-crossed', async (envelope, handover) => {
      await receiveHandover(house.tools, loom.centreKey, Buffer.from(envelope), '192.0.2.1');
      const person = await knownAtLoom('ada-crossed@example.com');
      await boris.call('acceptArrival', { params: { handover }, body: { person } });
    });
    expect(await settled(me, id)).toMatchObject({ state: 'delivered', because: null, standing: 'accepted', receipt: null });
    expect((await aboutOf(me)).recipients).toMatchObject([{ name: `Loom Ltd (${new URL(house.url).host})` }]);
  });

  it('what failed without a valid answer may lie there, and is taken back there', async () => {
    let before: { envelope: Sealed } | undefined;
    const { me, id } = await lost('ada-silent', async (envelope, handover, ctx) => {
      before = await ctx.db.one(asBefore.envelope, [house.workspace, handover]);
      await receiveHandover(house.tools, loom.centreKey, Buffer.from(envelope), '192.0.2.1');
      await close(ctx, handover as never, { because: 'unreachable' });
      expect((await handoverStore.byId(ctx, handover as never))?.state).toBe('failed');
    });
    expect(await settled(me, id)).toMatchObject({ state: 'delivered', standing: 'withdrawn', stoppedAt: expect.any(String) });
    expect((await boris.call('listArrivals')).items.map((each) => each.id)).not.toContain(id);
    // as databases that were put back have them: here from before the first call, there from before the word
    await atLoom((ctx) => ctx.db.run(asBefore.arrival, [loom.workspace, id]));
    await house.act((ctx) => ctx.db.run(asBefore.leaving, [house.workspace, id, before?.envelope]));
    expect((await takenBackAmong(house.tools, takenBack(house.tools))).map(({ count }) => count)).toEqual([1, 1]);
    expect([await takeBackAgain(house.tools), await takeBackAgain(house.tools)]).toEqual([2, 0]);
    expect((await boris.call('listArrivals')).items.map((each) => each.id)).not.toContain(id);
    expect(await settled(me, id)).toMatchObject({ standing: 'withdrawn', stoppedAt: expect.any(String) });
  });

  it('invented envelopes fill their own part, the company they name finds room, and staff hear that somebody found none', async () => {
    const { id, envelope } = kept;
    const post = (from: string) => receiveHandover(house.tools, loom.centreKey, Buffer.from(envelope.replaceAll(id, newId('hov'))), from);
    const crowd = async (from: string) => {
      for (let at = 0; at < 11; at += 1) await post(from);
    };
    await expect(crowd('127.0.0.1')).rejects.toMatchObject({ code: 'too-many', extras: { because: 'of-this-sender' } });
    expect(await atLoom(waitingStore.waiting)).toMatchObject({ full: true });
    for (const from of ['192.0.2.1', '203.0.113.7']) await expect(crowd(from)).rejects.toMatchObject({ code: 'too-many' });
    await expect(post('192.0.2.200'), 'what nobody proved fills its own part').rejects.toMatchObject({ code: 'too-many' });
    // signed by a company of which something was accepted, and out of the crowded network
    const real = await lost('ada-known', async (signed, number) => {
      expect(await receiveHandover(house.tools, loom.centreKey, Buffer.from(signed), '127.0.0.1')).toMatchObject({ handover: number });
    });
    await settled(real.me, real.id);
    const handovers = (await boris.call('listArrivals')).items.map((each) => each.id);
    expect(await boris.call('refuseArrivals', { body: { handovers } })).toEqual({ refused: handovers.length });
  });

  it('what waits too long vanishes, a closed reception takes nothing, and the person hears that it did not arrive', async () => {
    const { me, id } = await sent('ada-waits');
    await ended(me, id);
    const unsure = await lost('ada-unsure', async () => undefined); // the receiver knows nothing of it: 404, as for a key of ours that was replaced
    const shown = await (await known('ada-late')).me.call('showReceiver', { body: { address: page() } }).then((each) => each.id);
    const early = await known('ada-early');
    const { id: never } = await early.me.call('showReceiver', { body: { address: page() } });
    await house.act(async (ctx) => {
      await confirm(ctx, early.person, never as never);
      await stop(ctx, early.person, never as never); // before it left: it leaves no more
    });
    await boris.call('setReception', { body: { isOpen: false } });
    const late = await known('ada-late');
    await late.me.call('sendMyData', { params: { handover: shown } });
    expect(await ended(late.me, shown)).toMatchObject({ state: 'failed', because: 'refused', receipt: null });
    const mail = await eventually('told', async () =>
      (await carol.call('listCaptured')).items.find(({ subject }) => /did not arrive/.test(subject)),
    );
    expect(mail.text).not.toContain('Loom Ltd');
    const open = await handedInWhileClosing();
    expect(await atLoom(async (ctx) => (await pairOf(ctx, open)).publicKey.type)).toBe('public');
    house.passTime(15 * 86_400_000);
    await atLoom(lookAtHandovers);
    expect(await atLoom(async (ctx) => ctx.db.all(left, [loom.workspace, id]))).toEqual([{ state: 'expired', envelope: null, said: null }]);
    await house.act(lookAtHandovers);
    expect(await settled((await known('ada-waits')).me, id)).toMatchObject({ state: 'delivered', standing: 'expired' });
    expect(await ended((await known('ada-early')).me, never)).toMatchObject({ state: 'failed', because: 'stopped', receipt: null });
    const mine = async () => (await (await known('ada-unsure')).me.call('listMyHandovers')).items[0];
    await ask({ tools: house.tools, workspace: house.workspace as WorkspaceId, attempt: 1 }, unsure.id);
    expect(await mine()).toMatchObject({ state: 'waiting', standing: null, closedAt: null, stoppedAt: expect.any(String) });
    house.passTime(31 * 86_400_000);
    await atLoom(lookAtHandovers);
    await house.act(lookAtHandovers);
    expect(await mine()).toMatchObject({ state: 'failed', because: 'not-confirmed', isInDoubt: false });
    expect(await atLoom(async (ctx) => ctx.db.all(left, [loom.workspace, id]))).toEqual([]);
  });
});

const asBefore = {
  envelope: { name: 'test.envelopeBefore', text: 'SELECT envelope FROM handovers WHERE workspace_id = $1 AND id = $2' },
  arrival: { name: 'test.arrivalBefore', text: `UPDATE handover_arrivals SET state = 'waiting' WHERE workspace_id = $1 AND id = $2` },
  leaving: {
    name: 'test.leavingBefore',
    text: `UPDATE handovers SET state = 'waiting', because = NULL, stopped_at = NULL, closed_at = NULL, standing = NULL, word = NULL, asked_at = NULL,
      digest = NULL, in_doubt_since = NULL, envelope = $3 WHERE workspace_id = $1 AND id = $2`,
  },
};
const waits = async (ctx: Ctx, id: string) => (await handoverStore.arrivalEnvelope(ctx, id as never)) as Sealed;
const left = { name: 'test.arrivals', text: 'SELECT state, envelope, said FROM handover_arrivals WHERE workspace_id = $1 AND id = $2' };
