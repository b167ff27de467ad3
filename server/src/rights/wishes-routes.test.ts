// The same by the doors of centre and console, with the worker running: what the person sees, what staff read, what is mailed and when it ends.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { centreKey } from '#access';
import { permit } from '#gate';
import { signToken } from '#keys';
import { arrive, prove } from '#people';
import { eventually, openHouse } from '#test/house';
import { leaveLinks } from '../channels/choice-link.ts';
import { stopChannel } from '../channels/obey.ts';
import { openSession } from './sessions.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  await carol.call('changeWorkspace', {
    body: { address: '1 Quay Street, 12345 Hafen', contactEmail: 'hello@example.com', authority: 'Authority of Hafen' },
  });
  await carol.call('publishNotice', { body: {} });
  await carol.call('addChannel', {
    body: { channel: 'email', name: 'Support', settings: { address: 'support@shop.example.com', fromName: 'Shop' } },
  });
  for (const { id } of (await carol.call('listPurposes')).items.filter((each) => ['marketing', 'satisfaction-survey'].includes(each.code)))
    await carol.call('changePurpose', { params: { purpose: id }, body: { active: true, reason: 'a spring letter' } });
});
afterAll(() => house.stop());

async function known(name: string, language = 'en') {
  const value = `${name}@example.com`;
  const { person, identity } = await house.act((ctx) => arrive(ctx, { kind: 'email', value, name: 'Ada Example', language }));
  await house.act((ctx) => prove(ctx, identity, 'code'));
  const { token } = await house.act((ctx) => openSession(ctx, person, identity));
  return { person, identity, value, me: house.personClient(token) };
}
const allowed = async (person: string, purpose: string) =>
  (await carol.call('readAllowances', { params: { person } })).items.find((each) => each.purpose === purpose && each.channel === 'email')
    ?.decision;
const mailTo = (address: string, subject: RegExp) =>
  eventually(`mail to ${address}`, async () =>
    (await carol.call('listCaptured')).items.find((mail) => mail.to.includes(address) && subject.test(mail.subject)),
  );

describe('by the doors', () => {
  it('a restriction holds at once, its refusal is mailed and read on the page, and then it ends', async () => {
    const { person, me } = await known('ada-restricts', 'de');
    const opened = await me.call('openMyRequest', { body: { kind: 'restriction', text: 'Bis das Gericht entschieden hat.' } });
    expect(opened).toMatchObject({ kind: 'restriction', state: 'received', text: 'Bis das Gericht entschieden hat.' });
    expect(await allowed(person, 'service-conversation')).toMatchObject({ allowed: false, because: 'restricted' });
    expect(await me.call('listMyPurposes', { query: { language: 'de' } })).toMatchObject({ restricted: true });
    const { items } = await carol.call('listRestrictions', { params: { person } });
    expect(items).toMatchObject([{ kind: 'restricted', ground: 'requested', purpose: null, purposeName: null }]);
    const lift = carol.call('liftRestriction', { params: { person, restriction: items[0]?.id ?? '' } });
    await expect(lift).rejects.toMatchObject({ status: 409, problem: { because: 'request-open' } });

    expect((await carol.call('listRequests', { query: { state: 'open' } })).items.find((each) => each.id === opened.id)?.text).toBeNull();
    expect((await carol.call('readRequest', { params: { request: opened.id } })).text).toBe('Bis das Gericht entschieden hat.');
    const refuse = (ground: 'legal-claims' | 'data-accurate') =>
      carol.call('refuseRequest', { params: { request: opened.id }, body: { ground, reason: 'Wir haben es geprüft.' } });
    await expect(refuse('legal-claims')).rejects.toMatchObject({ status: 422 });
    await refuse('data-accurate');
    const mail = await mailTo('ada-restricts@example.com', /Ihre Anfrage/);
    expect(mail.text).toContain('abgelehnt');
    expect(mail.text).toContain('Authority of Hafen');
    expect(mail.text).not.toMatch(/geprüft|Gericht entschieden/);
    await eventually('the gate is open again', async () => (await allowed(person, 'service-conversation'))?.allowed);
    const [seen] = (await me.call('listMyRequests')).items;
    expect(seen).toMatchObject({ state: 'refused', outcome: 'data-accurate', reason: 'Wir haben es geprüft.' });
    expect(seen?.steps.map((step) => step.name)).toEqual(expect.arrayContaining(['took-effect', 'refused', 'told', 'lifted']));
  });

  it('an objection to advertising needs no reason and no staff; one to our interest is answered, and lifted only when it was upheld', async () => {
    const { person, me } = await known('ada-objects');
    const final = await me.call('openMyRequest', { body: { kind: 'objection', purpose: 'marketing' } });
    expect(final).toMatchObject({ state: 'fulfilled', outcome: 'objection-final', purpose: 'marketing' });
    const refuse = carol.call('refuseRequest', {
      params: { request: final.id },
      body: { ground: 'compelling-grounds', reason: 'We like to write.' },
    });
    await expect(refuse).rejects.toMatchObject({ status: 409 });
    await expect(me.call('openMyRequest', { body: { kind: 'objection', purpose: 'service-conversation' } })).rejects.toMatchObject({
      status: 422,
    });

    const { id } = await carol.call('openRequest', { body: { person, kind: 'objection', purpose: 'satisfaction-survey' } });
    expect(await allowed(person, 'satisfaction-survey')).toMatchObject({ allowed: false, because: 'objected' });
    await carol.call('fulfilRequest', { params: { request: id }, body: { note: 'No more surveys.' } });
    await mailTo('ada-objects@example.com', /Your request/);
    expect((await me.call('listMyRequests', { query: { language: 'fr' } })).items.find((each) => each.id === id)).toMatchObject({
      state: 'fulfilled',
      outcome: 'objection-upheld',
      reason: 'No more surveys.',
      purposeName: 'Vous demander si tout s’est bien passé',
    });
    const facts = (await carol.call('listRestrictions', { params: { person } })).items;
    const lift = (purpose: string) =>
      carol.call('liftRestriction', { params: { person, restriction: facts.find((fact) => fact.purpose === purpose)?.id ?? '' } });
    await expect(lift('marketing')).rejects.toMatchObject({ status: 409, problem: { because: 'objection-final', article: '21(3)' } });
    await lift('satisfaction-survey');
    await eventually('the survey is allowed', async () => (await allowed(person, 'satisfaction-survey'))?.allowed);
  });

  it('name and language are corrected at once, and the ledger says that they were', async () => {
    const { person, me } = await known('ada-corrects');
    await me.call('correctMe', { body: { name: 'Ada Exemple', language: 'fr' } });
    expect(await me.call('readMe')).toMatchObject({ name: 'Ada Exemple', language: 'fr' });
    await me.call('correctMe', { body: { name: null } });
    expect(await me.call('readMe')).toMatchObject({ name: null, language: 'fr' });
    const entries = await carol.call('listLedger', { query: { person } });
    expect(entries.items.filter((entry) => entry.kind === 'person.changed' && entry.actor === person)).toHaveLength(2);
  });

  it('a disowned address gets no code, and once that is settled it is gone', async () => {
    const { person, identity, value, me } = await known('not-ada');
    const key = await house.act((ctx) => centreKey(ctx));
    const request = await me.call('disownIdentity', { params: { identity } });
    expect(request).toMatchObject({ kind: 'rectification', identity, state: 'received' });
    await house.publicClient().call('requestCode', { params: { key }, body: { email: value } });
    await carol.call('fulfilRequest', { params: { request: request.id }, body: {} });
    await mailTo(value, /Your request/); // its own reader said so, and has no other address
    expect((await carol.call('listCaptured')).items.filter((mail) => mail.to.includes(value))).toHaveLength(1);
    await eventually('the address is gone', async () => (await carol.call('readPerson', { params: { person } })).identities.length === 0);
  });
});

describe('the link in a message', () => {
  it('says no and yes in one step each, with the proof of what was shown', async () => {
    const { person, me } = await known('ada-prefers');
    const token = await house.act(async (ctx) =>
      signToken(
        ctx.tools,
        'preferences',
        { workspace: ctx.workspace, person, purpose: 'marketing', channel: 'email', heardOn: 'email' },
        new Date(ctx.now.getTime() + 60_000),
      ),
    );
    const open = house.publicClient();
    const read = (language: 'en' | 'de') => open.call('readPreferences', { params: { token }, query: { language } });
    const german = await read('de');
    expect(german.active).toBe(false);
    expect(german.wording).not.toBe((await read('en')).wording);
    const change = (given: boolean) => open.call('changePreference', { params: { token }, body: { given, language: 'de' } });
    expect(await change(true)).toEqual({ active: true, pending: false });
    expect(await change(true)).toEqual({ active: true, pending: false });
    expect(await allowed(person, 'marketing')).toMatchObject({ allowed: true });
    expect(await change(false)).toEqual({ active: false, pending: false });
    expect((await read('de')).active).toBe(false);
    const { history } = await me.call('readMyConsents', { query: { language: 'de' } });
    expect(history.map((event) => [event.state, event.method])).toEqual([
      ['withdrawn', 'preference-link'],
      ['given', 'preference-link'],
    ]);
    expect(history[1]).toMatchObject({ wording: german.wording, notice: { language: 'de' } });
    const receipts = await me.blob('readMyConsentReceipts');
    expect(receipts.headers.get('content-type')).toBe('application/ld+json; charset=utf-8');
    const statuses = async (file: Response) =>
      ((await file.json()) as { '@graph': Record<string, unknown>[] })['@graph'].flatMap((node) => [
        node['@type'],
        (node['dpv:hasConsentStatus'] as { '@type': string }[] | undefined)?.map((each) => each['@type']),
      ]);
    const events = ['dpv:ConsentGiven', 'dpv:ConsentWithdrawn'];
    expect(await statuses(receipts)).toEqual([expect.anything(), undefined, 'dpv:ConsentReceipt', events]);
    const records = await carol.blob('readConsentRecords', { params: { person } });
    expect(await statuses(records)).toEqual([expect.anything(), undefined, 'dpv:ConsentRecord', events]);
    await expect(house.publicClient().blob('readMyConsentReceipts' as never)).rejects.toThrow();
    const answers = {
      token: await house.act(
        async (ctx) => (await leaveLinks(ctx, person as never, 'service-conversation', 'email')).preferencesUrl.split('/').at(-1) ?? '',
      ),
    };
    const stands = async () => open.call('readPreferences', { params: answers, query: {} });
    expect(await stands()).toMatchObject({ basis: 'other', active: true });
    await open.call('changePreference', { params: answers, body: { given: false, language: 'en' } });
    expect(await stands()).toMatchObject({ basis: 'other', active: false, again: true });
    const answer = { act: 'send', person: person as never, purpose: 'service-conversation', channel: 'email', fields: [] } as const;
    const owed = () =>
      house.act(async (ctx) => (await permit(ctx, { ...answer, answering: new Date(ctx.now.getTime() - 3_600_000) })).allowed);
    expect([await owed(), await house.act(async (ctx) => (await permit(ctx, answer)).allowed)]).toEqual([true, false]);
    await house.act((ctx) => stopChannel(ctx, person as never, 'email', 'stop-word')); // whoever leaves by a word leaves altogether
    expect(await owed()).toBe(false);
    expect(await open.call('changePreference', { params: answers, body: { given: true, language: 'en' } })).toMatchObject({ active: true });
    expect(await owed()).toBe(true);
    await expect(
      open.call('changePreference', { params: { token: `${token}x` }, body: { given: true, language: 'en' } }),
    ).rejects.toMatchObject({
      status: 410,
    });
  });
});

it('the link does not say yes or no to what the law asks for, and shows an objection as the gate keeps it', async () => {
  const { person } = await known('ada-law');
  const open = house.publicClient();
  const linkTo = (purpose: string) =>
    house.act(async (ctx) => ({
      token: (await leaveLinks(ctx, person as never, purpose, 'email')).preferencesUrl.split('/').at(-1) ?? '',
    }));
  const [law, survey] = [await linkTo('rights-fulfilment'), await linkTo('satisfaction-survey')];
  const byLaw = { status: 409, problem: { because: 'by-law' } };
  await expect(open.call('changePreference', { params: law, body: { given: false, language: 'en' } })).rejects.toMatchObject(byLaw);
  await expect(open.call('unsubscribe', { params: law })).rejects.toMatchObject(byLaw);
  expect(await open.call('readPreferences', { params: law, query: {} })).toMatchObject({ basis: 'law', active: true });
  await carol.call('openRequest', { body: { person, kind: 'objection', purpose: 'satisfaction-survey', text: 'I do not want it.' } });
  expect(await open.call('readPreferences', { params: survey, query: {} })).toMatchObject({ active: false, again: false });
});
