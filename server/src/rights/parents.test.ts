// Children and parents (Art. 8) by the doors of the centre: who counts as a parent, whom the link of a parent reaches, and whose age is believed. And who else asks for a person: an address of their own.
import type { Body } from '@parley/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '#consent';
import { receive } from '#conversations';
import { factsOf } from '#gate';
import type { InboxId, PersonId } from '#kit/ids';
import { arrive, prove } from '#people';
import type { ChannelKind } from '#purposes';
import { colleagueOf } from '#test/colleague';
import { eventually, openHouse } from '#test/house';
import { unzipped } from '#test/unzip';
import { openSession } from './sessions.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let marketing = '';
let anyone: ReturnType<typeof house.publicClient>;

beforeAll(async () => {
  house = await openHouse();
  anyone = house.publicClient();
  carol = await house.staffClient();
  await carol.call('changeWorkspace', {
    body: { address: '1 Quay Street, 12345 Hafen', contactEmail: 'hello@example.com', authority: 'Authority of Hafen' },
  });
  await carol.call('publishNotice', { body: {} });
  await carol.call('addChannel', {
    body: { channel: 'email', name: 'Support', settings: { address: 'support@shop.example.com', fromName: 'Shop' } },
  });
  marketing = (await carol.call('listPurposes')).items.find(({ code }) => code === 'marketing')?.id ?? '';
  await change({ active: true, toChildren: true, reason: 'a club' });
});
afterAll(() => house.stop());

const days = async (count: number) => {
  house.passTime(count * 86_400_000);
  carol = await house.staffClient(); // her session ended
};
const change = (body: object) => carol.call('changePurpose', { params: { purpose: marketing }, body });
async function known(name: string, isProved = true) {
  const value = `${name}@example.com`;
  const { person, identity } = await house.act((ctx) =>
    isProved ? arrive(ctx, { kind: 'email', value }) : arrive(ctx, { kind: 'visitor', value: `vst_${name}`, proof: 'device' }),
  );
  if (isProved) await house.act((ctx) => prove(ctx, identity, 'code'));
  const enter = async () => house.personClient((await house.act((ctx) => openSession(ctx, person, identity))).token);
  return { person, value, me: await enter(), enter };
}
type Me = Awaited<ReturnType<typeof known>>['me'];
const say = (me: Me, given: boolean, more: object = {}, channel: ChannelKind = 'email') =>
  me.call('changeMyConsent', { body: { purpose: 'marketing', channel, given, language: 'en', ...more } });
const standOf = (person: PersonId, channel: ChannelKind = 'email') => house.act((ctx) => stateOf(ctx, [person], 'marketing', channel));
const linkTo = async (address: string, subject: RegExp) => {
  const mail = await eventually(`mail to ${address}`, async () =>
    (await carol.call('listCaptured')).items.find(({ to, subject: line }) => to.includes(address) && subject.test(line)),
  );
  return { mail, params: { token: /\/privacy\/confirm\/(\S+)/.exec(mail.text)?.[1] ?? '' } };
};

const answer = (params: { token: string }, given: boolean) => anyone.call('answerConfirmation', { params, body: { given } });
const look = (params: { token: string }) => anyone.call('readConfirmation', { params, query: {} });

it('the country that a child names counts, not the one of the company', async () => {
  await carol.call('changeWorkspace', { body: { country: 'FI' } });
  const { person, me } = await known('ada-abroad');
  const choice = (await me.call('readMyConsents', { query: {} })).states.find(({ channel }) => channel === 'web-chat');
  expect(choice).toMatchObject({ ages: expect.arrayContaining(['16', '17']), countries: expect.arrayContaining(['FI', 'DE', 'ZZ']) });
  await expect(say(me, true, { age: '14', country: 'DE' }, 'web-chat')).rejects.toMatchObject({ problem: { because: 'parent-needed' } });
  await say(me, true, { age: '14' }, 'web-chat');
  expect(await standOf(person, 'web-chat')).toBe('given');
  await carol.call('changeWorkspace', { body: { country: 'DE' } });
});

it('a child is not its own parent', async () => {
  const { person, value, me } = await known('boris-alone');
  for (const parent of [value, value.toUpperCase(), 'mum@'])
    await expect(say(me, true, { age: 'under-13', parent }, 'web-chat')).rejects.toMatchObject({ status: 422 });
  expect(await standOf(person, 'web-chat')).toBe('none');
});

it('who was thirteen a moment ago is not of age now; the event keeps the age and what it was held against', async () => {
  const { person, me } = await known('ada-older');
  await say(me, true, { age: '13', parent: 'carol-parent@example.com' }, 'web-chat');
  await say(me, false, {}, 'web-chat');
  await expect(say(me, true, { age: 'of-age' }, 'web-chat')).rejects.toMatchObject({ problem: { because: 'parent-needed' } });
  expect(await standOf(person, 'web-chat')).toBe('withdrawn');
  const rows = await house.act((ctx) =>
    ctx.db.all<object>(
      {
        name: 'test.ages',
        text: 'SELECT age, age_limit AS years, country FROM consent_events WHERE workspace_id = $1 AND person_id = $2 AND age IS NOT NULL',
      },
      [ctx.workspace, person],
    ),
  );
  expect(rows).toEqual([{ age: '13', years: 16, country: 'DE' }]);
});

it('a no is taken, whatever stands half typed beside it', async () => {
  const { person, me } = await known('boris-typing');
  await say(me, true, { age: 'of-age' }, 'web-chat');
  await say(me, false, { parent: 'mum@' }, 'web-chat');
  expect(await standOf(person, 'web-chat')).toBe('withdrawn');
});

it('no parent is asked for a child that has no address to confirm from', async () => {
  const { me } = await known('ada-visits', false);
  await expect(say(me, true, { age: '13', parent: 'boris-asked@example.com' })).rejects.toMatchObject({
    problem: { because: 'no-address' },
  });
});

it('between the yes of a parent and that of the child the parent sees that it waits, and may take it back', async () => {
  const { person, me } = await known('ada-between');
  await say(me, true, { age: '13', parent: 'boris-between@example.com' });
  const { params } = await linkTo('boris-between@example.com', /parent/);
  expect(await answer(params, true)).toEqual({ state: 'pending' });
  expect(await look(params)).toMatchObject({ state: 'waiting' });
  expect(await answer(params, true)).toEqual({ state: 'pending' });
  await answer(params, false);
  expect(await standOf(person)).toBe('withdrawn');
  expect((await me.call('readMyConsents', { query: {} })).history[0]).toMatchObject({ by: 'parent', state: 'withdrawn' });
});

it('many visitors cannot have one stranger mailed, and the no of a parent holds for the address', async () => {
  const named: number[] = [];
  for (let at = 0; at < 5; at += 1) {
    const { me } = await known(`visitor-${at}`, false);
    await say(me, true, { age: '13', parent: 'carol-stranger@example.com' }, 'web-chat').then(
      () => named.push(at),
      () => undefined,
    );
  }
  expect(named).toEqual([0, 1, 2]);
  const first = await known('ada-asks');
  await say(first.me, true, { age: '13', parent: 'carol-refuses@example.com' }, 'web-chat');
  const { params } = await linkTo('carol-refuses@example.com', /parent/);
  await answer(params, false);
  for (const { me } of [first, await known('boris-asks')])
    await expect(say(me, true, { age: '13', parent: 'Carol-Refuses@example.com' }, 'web-chat')).rejects.toMatchObject({ status: 429 });
  await expect(say(first.me, true, { age: '13', parent: 'carol-other@example.com' }, 'web-chat')).rejects.toMatchObject({ status: 429 });
});

it('the link of a parent reaches what rests on the parent, and never the own yes of somebody who came of age', async () => {
  const { person, me, enter } = await known('ada-grows');
  await say(me, true, { age: '15', parent: 'boris-grows@example.com' }, 'web-chat');
  const { params } = await linkTo('boris-grows@example.com', /parent/);
  await answer(params, true);
  await days(360);
  expect(await look(params)).toMatchObject({ state: 'given' });
  const grown = await enter();
  await say(grown, true, { age: 'of-age' }, 'web-chat');
  expect(await look(params)).toMatchObject({ state: 'over' });
  expect(await answer(params, false)).toEqual({ state: 'over' });
  expect(await standOf(person, 'web-chat')).toBe('given');
  await days(10);
  await expect(look(params)).rejects.toMatchObject({ code: 'expired' });
  expect((await (await enter()).call('readMyConsents', { query: {} })).history[0]).toMatchObject({ by: 'self', state: 'given' });
});

describe('who asks with no conversation', () => {
  const note = (by: typeof carol, body: Body<'openRequest'>) => by.call('openRequest', { body }).then(({ id }) => ({ request: id }));
  const held = (params: { request: string }) => carol.call('lookUpAsker', { params });
  const join = async (person: string, params: { request: string }) => {
    const other = (await carol.call('readRequest', { params })).person?.id ?? '';
    await carol.call('mergePeople', { params: { person }, body: { other, reason: 'The same voice' } });
  };
  const seesAPart = async () => {
    const inbox = (await carol.call('listChannels')).items[0]?.inbox.id ?? '';
    return (await colleagueOf(house, `Dora${++parts}`, { role: 'agent', inboxes: [inbox] })).client();
  };
  let parts = 0;

  it('an objection noted by whoever sees a part waits until it is joined with whoever owns the address, and is weighed against nothing', async () => {
    const { person, value } = await known('ada-objects');
    const params = await note(await seesAPart(), { kind: 'objection', purpose: 'marketing', address: { email: value } });
    expect(await carol.call('readRequest', { params })).toMatchObject({ state: 'received', outcome: null });
    expect(await held(params)).toMatchObject({ held: 'address', person: { id: person } });
    const fulfil = () => carol.call('fulfilRequest', { params, body: {} });
    await expect(fulfil()).rejects.toMatchObject({ status: 409, problem: { because: 'held-address' } });
    const refused = carol.call('refuseRequest', { params, body: { ground: 'compelling-grounds', reason: 'We would like to.' } });
    await expect(refused).rejects.toMatchObject({ code: 'invalid', problem: { article: '21(3)' } });
    await join(person, params);
    expect(await fulfil()).toMatchObject({ state: 'fulfilled', outcome: 'objection-final' });
    expect((await house.act((ctx) => factsOf(ctx, person))).map(({ kind, purpose }) => [kind, purpose])).toEqual([
      ['objected', 'marketing'],
    ]);
  });

  it('an erasure or a copy noted for an address that somebody else owns is not carried out on nobody', async () => {
    const { person, value } = await known('ada-elsewhere');
    const narrow = await seesAPart();
    const erasure = await note(narrow, { kind: 'erasure', address: { email: value } });
    const copy = await note(narrow, { kind: 'access', address: { email: value } });
    const byHand = { by: 'counter', shown: 'A passport', reason: 'No mail' } as const;
    for (const early of [
      () => carol.call('approveRequest', { params: erasure }),
      () => carol.call('approveRequest', { params: copy }),
      () => carol.call('askHandOut', { params: copy, body: byHand }),
    ])
      await expect(early()).rejects.toMatchObject({ status: 409, problem: { because: 'held-address', article: '12(6)' } });
    await join(person, erasure);
    expect(await carol.call('approveRequest', { params: erasure })).toMatchObject({ approvals: 1 });
  });

  it('a number under which WhatsApp knows somebody is theirs, and of whom nothing is held it stays nothing when staff look at the number', async () => {
    const { person } = await house.act((ctx) => arrive(ctx, { kind: 'account', value: 'whatsapp:12025550171' }));
    const phone = '+1 202 555 0171';
    expect(await carol.call('openRequest', { body: { kind: 'access', address: { phone } } })).toMatchObject({ person: { id: person } });
    const params = await note(await seesAPart(), { kind: 'access', address: { phone } });
    expect(await held(params)).toMatchObject({ held: 'address', person: { id: person } });
    await expect(carol.call('answerNothingHeld', { params })).rejects.toMatchObject({ problem: { because: 'held-address' } });

    const unknown = await note(carol, { kind: 'access', address: { phone: '+1 202 555 0172' } });
    const caller = (await carol.call('readRequest', { params: unknown })).person?.id ?? '';
    await carol.call('revealIdentities', { params: { person: caller }, body: { reason: 'contact', note: 'To call back' } });
    expect(await held(unknown)).toEqual({ held: 'nothing', person: null });
    expect(await carol.call('answerNothingHeld', { params: unknown })).toMatchObject({ outcome: 'nothing-held' });
  });

  it('data to take along is handed out too, and whoever has it in their hand was told; a letter on paper says that a restriction ends', async () => {
    const params = await note(carol, { kind: 'portability', address: { name: 'Boris of Loom Street' } });
    await carol.call('askHandOut', { params, body: { by: 'counter', shown: 'A passport', reason: 'Neither mail nor phone' } });
    const files = unzipped(Buffer.from(await (await carol.blob('readArchiveFor', { params })).arrayBuffer()));
    expect(JSON.parse(files.get('data.json') ?? '{}')).toMatchObject({ format: 'parley-portability@1' });
    const told = async () => (await carol.call('readRequest', { params })).steps.find(({ name }) => name === 'told')?.detail;
    expect(await eventually('told', told)).toBe('person: in-their-hand');
    expect((await carol.call('listRequests', { query: { state: 'untold' } })).items.map(({ id }) => id)).not.toContain(params.request);

    const rest = await note(carol, { kind: 'restriction', address: { name: 'Boris of Loom Street' } });
    await carol.call('refuseRequest', { params: rest, body: { ground: 'data-accurate', reason: 'It is right as it is.' } });
    const { text } = await carol.call('readAnswerLetter', { params: rest });
    expect(text).toMatch(/What held until this answer ends now[^\n]*\n\nIt is right as it is\./);
  });
});

describe('who asks for somebody else', () => {
  const asks = (person: string, kind: 'access' | 'portability' | 'erasure') =>
    carol.call('openRequest', { body: { person, kind, onBehalf: 'representative', shown: 'A letter of authority' } });
  const proof = async (token: string, email: string) => {
    await house.publicClient().call('sendRepresentativeCode', { params: { token } });
    const mail = await eventually('the code', async () =>
      (await carol.call('listCaptured')).items.find(({ to, text: said }) => to.includes(email) && /\d{4} \d{4}/.test(said)),
    );
    const code = /(\d{4} \d{4})/.exec(mail.text)?.[1] ?? '';
    const wrong = house
      .publicClient()
      .call('proveRepresentative', { params: { token }, body: { code: code === '0000 0000' ? '1' : '00000000' } });
    await expect(wrong).rejects.toMatchObject({ code: 'wrong-code' });
    return house.publicClient().call('proveRepresentative', { params: { token }, body: { code } });
  };
  const mailTo = (address: string, subject: RegExp) =>
    eventually(`mail to ${address}`, async () =>
      (await carol.call('listCaptured')).items.find((mail) => mail.to.includes(address) && subject.test(mail.subject)),
    );
  const linkIn = async (email: string) => /representing\/(\S+)/.exec((await mailTo(email, /somebody else/)).text)?.[1] ?? '';

  it('proves an address of their own, is answered there, and fetches the copy there; until then nothing goes there', async () => {
    const { person, value, me } = await known('ada-represented');
    const { id } = await asks(person, 'access');
    const own = (await known('ada-alone')).person;
    const { id: alone } = await carol.call('openRequest', { body: { person: own, kind: 'access' } });
    const name = (request: string, email: string) => carol.call('nameRepresentative', { params: { request }, body: { email } });
    await expect(name(alone, 'boris-for@example.com')).rejects.toMatchObject({ problem: { because: 'nobody-asks-for-them' } });
    expect((await name(id, 'Boris-For@example.com')).representative).toEqual({ email: 'boris-for@example.com', provedAt: null });
    const token = await linkIn('boris-for@example.com');
    const shown = await proof(token, 'boris-for@example.com');
    expect(shown).toMatchObject({ kind: 'access', state: 'received', hasCopy: false });
    const copy = (pass: string) => house.publicClient().blob('readRepresentedArchive', { params: { token }, body: { pass } });
    await expect(copy(shown.pass)).rejects.toMatchObject({ problem: { because: 'not-answered-yet' } });
    await carol.call('approveRequest', { params: { request: id } });
    expect(
      Buffer.from(await (await copy(shown.pass)).arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    await expect(copy('forged')).rejects.toMatchObject({ status: 410 });
    const news = await eventually('the answer', async () =>
      (await carol.call('listCaptured')).items.find(({ to, text: said }) => to.includes('boris-for@example.com') && /news/.test(said)),
    );
    expect(news.text).not.toMatch(/Ada|copy/);
    const seen = await carol.call('readRequest', { params: { request: id } });
    expect(seen.representative?.provedAt).toMatch(/^20/);
    const toAda = async () => (await carol.call('listCaptured')).items.filter(({ to }) => to.includes(value)).map(({ text: said }) => said);
    const told = await eventually('Ada is told', async () => (await toAda()).find((said) => /in your name for a copy/.test(said)));
    expect([told.includes('you asked'), (await toAda()).filter((said) => said.includes('an address of their own')).length]).toEqual([
      false,
      1,
    ]);
    const subjects = (await carol.call('listCaptured')).items.filter(({ to }) => to.includes(value)).map(({ subject }) => subject);
    expect([subjects.some((each) => /^A request in your name/.test(each)), subjects.some((each) => /^Your request/.test(each))]).toEqual([
      true,
      false,
    ]);
    expect((await me.call('listMyRequests', { query: {} })).items[0]?.representative?.email).toBe('boris-for@example.com');
    await me.call('endMyRepresentative', { params: { request: id } });
    await expect(copy(shown.pass)).rejects.toMatchObject({ status: 410 });
  });

  it('takes along what the person provided until the answer, where that was asked (Art. 20)', async () => {
    const { person, me } = await known('ada-moves');
    const inbox = (await carol.call('listChannels')).items[0]?.inbox.id as InboxId;
    const write = (text: string) => house.act((ctx) => receive(ctx, { inbox, person, text, continues: true, clientKey: text.slice(0, 8) }));
    await write('Before the answer.');
    const { id } = await asks(person, 'portability');
    await carol.call('nameRepresentative', { params: { request: id }, body: { email: 'boris-moves@example.com' } });
    const token = await linkIn('boris-moves@example.com');
    await carol.call('approveRequest', { params: { request: id } });
    house.passTime(60_000);
    await write('Long after it.');
    const { kind, hasCopy, pass } = await proof(token, 'boris-moves@example.com');
    expect([kind, hasCopy]).toEqual(['portability', true]);
    const file = await house.publicClient().blob('readRepresentedArchive', { params: { token }, body: { pass } });
    expect(file.headers.get('content-disposition')).toContain('data-to-take-along.zip');
    const bodiesIn = async (zip: Response) => {
      const data = JSON.parse(unzipped(Buffer.from(await zip.arrayBuffer())).get('data.json') ?? '{}') as {
        format: string;
        messages: { body: string }[];
      };
      return [data.format, ...data.messages.map(({ body }) => body)];
    };
    expect(await bodiesIn(file)).toEqual(['parley-portability@1', 'Before the answer.']);
    const own = await me.blob('readMyArchive', { params: { request: id } });
    expect(await bodiesIn(own)).toEqual(['parley-portability@1', 'Before the answer.', 'Long after it.']);
    const letters = (await carol.call('listCaptured')).items.filter(({ to }) => to.includes('ada-moves@example.com'));
    expect(letters.map(({ text }) => text).join()).toContain('in your name for the data that you provided, to take along.');
  });

  it('hears of an erasure too, and their address goes with it', async () => {
    const { person } = await known('ada-erased-for');
    const { id } = await asks(person, 'erasure');
    await carol.call('nameRepresentative', { params: { request: id }, body: { email: 'boris-erases@example.com' } });
    const token = await linkIn('boris-erases@example.com');
    await proof(token, 'boris-erases@example.com');
    await carol.call('approveRequest', { params: { request: id } });
    const mail = await eventually('the certificate', async () =>
      (await carol.call('listCaptured')).items.find(({ to, text: said }) => to.includes('boris-erases') && /certificates\//.test(said)),
    );
    expect(mail.text).not.toContain('ada-erased-for');
    expect((await mailTo('ada-erased-for@example.com', /erased/)).text).toContain('as somebody asked in your name,');
    await expect(house.publicClient().call('sendRepresentativeCode', { params: { token } })).rejects.toMatchObject({ status: 410 });
  });

  it('whoever was told that nothing is held fetches nothing, also once they are joined with somebody', async () => {
    const address = { email: 'nobody-knows@example.com' };
    const { id, person } = await carol.call('openRequest', {
      body: { kind: 'access', address, onBehalf: 'representative', shown: 'A letter of authority' },
    });
    const params = { request: id };
    await carol.call('nameRepresentative', { params, body: { email: 'boris-nothing@example.com' } });
    const token = await linkIn('boris-nothing@example.com');
    const { pass } = await proof(token, 'boris-nothing@example.com');
    expect(await carol.call('answerNothingHeld', { params })).toMatchObject({ state: 'fulfilled', outcome: 'nothing-held' });
    const victim = await known('ada-victim');
    const body = { other: person?.id ?? '', reason: 'The same hand' };
    await carol.call('mergePeople', { params: { person: victim.person }, body });
    const copies = [
      () => house.publicClient().blob('readRepresentedArchive', { params: { token }, body: { pass } }),
      () => victim.me.blob('readMyArchive', { params }),
    ];
    for (const copy of copies) await expect(copy()).rejects.toMatchObject({ problem: { because: 'not-answered-yet' } });
  });

  it('whoever was named before opens nothing any more, who names does not approve alone, and the dead get no letter', async () => {
    const { person, value } = await known('ada-deceased');
    const { id } = await carol.call('openRequest', { body: { person, kind: 'access', onBehalf: 'heir', shown: 'A will' } });
    const name = (email: string) => carol.call('nameRepresentative', { params: { request: id }, body: { email } });
    await name('first-heir@example.com');
    const first = await linkIn('first-heir@example.com');
    const { pass } = await proof(first, 'first-heir@example.com');
    house.passTime(1000);
    await name('second-heir@example.com');
    const second = await linkIn('second-heir@example.com');
    await proof(second, 'second-heir@example.com');
    const copy = (token: string) => house.publicClient().blob('readRepresentedArchive', { params: { token }, body: { pass } });
    await expect(copy(first)).rejects.toMatchObject({ status: 410 });
    await expect(copy(second)).rejects.toMatchObject({ status: 410 });
    const boris = await (await colleagueOf(house, 'Boris', { role: 'privacy-officer' })).client();
    await expect(carol.call('approveRequest', { params: { request: id } })).rejects.toMatchObject({ code: 'needs-second-person' });
    await boris.call('approveRequest', { params: { request: id } });
    const news = () =>
      carol.call('listCaptured').then(({ items }) => items.find(({ to, text: said }) => to.includes('second-heir') && /news/.test(said)));
    await eventually('the answer', news);
    expect((await carol.call('readRequest', { params: { request: id } })).steps.find((step) => step.name === 'told')?.detail).toContain(
      'nobody-to-write-to',
    );
    expect((await carol.call('listCaptured')).items.filter(({ to }) => to.includes(value))).toEqual([]);
    await days(15); // the page is there for two weeks after the answer
    await expect(house.publicClient().call('sendRepresentativeCode', { params: { token: second } })).rejects.toMatchObject({ status: 410 });
  });
});
