// One true walk for each article of 12 to 22; what each does in length is tested where it is built. That of Article 22 stands in review/review.test.ts, beside the decider it needs.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { Errors } from 'typebox/value';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { company } from '#access';
import { addInbox, changeWords, receive, safeFile, upload } from '#conversations';
import { addField, setValue } from '#fields';
import { permit } from '#gate';
import type { Actor, Ctx } from '#kit/ctx';
import { type ExportItem, holdings } from '#kit/holding';
import type { InboxId, PersonId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { arrive, cameFrom, changeProfile, originsOf, profileOf, prove } from '#people';
import { previewNotices } from '#purposes';
import { openCarriers } from '#test/carrier';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { unzipped } from '#test/unzip';
import { addStaff } from '../access/staff.ts';
import { note } from '../conversations/reply.ts';
import { answerLetter, paperLetter } from './answer-words.ts';
import { fulfil, refuse } from './answers.ts';
import { buildArchive } from './archive.ts';
import { wordsIn } from './archive-words.ts';
import { cameBy } from './came-by.ts';
import { certificateOf } from './certificate.ts';
import { rightsChecks } from './checks.ts';
import { erase } from './erase.ts';
import { packageFor } from './handover/handover.ts';
import { keepBack } from './keeping/plan.ts';
import { noticesOf, recordNotice } from './notices/notices.ts';
import { approve, type Opening, open } from './requests.ts';
import { store } from './store.ts';
import { verifyCertificate } from './verify-certificate.ts';
import { readRequest } from './view.ts';

let room: TestRoom;
let inbox: InboxId;
let mail: Awaited<ReturnType<typeof openCarriers>>;
beforeAll(async () => {
  room = await openRoom();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
  mail = await openCarriers(room, carol.actor);
  room.setTime('2026-11-30T09:00:00Z');
});
afterAll(() => {
  mail.restore();
  return room.stop();
});

const carol = { actor: staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor, purpose: 'rights-fulfilment' };
const act = <T>(run: (ctx: Ctx) => Promise<T>) => room.ctx(run, carol);
const self = (person: PersonId) => ({ actor: { kind: 'person', id: person } as Actor, purpose: 'rights-fulfilment' });
async function ada(): Promise<PersonId> {
  const address = { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example', language: 'en' } as const;
  const { person, identity } = await room.ctx((ctx) => arrive(ctx, address));
  await room.ctx((ctx) => prove(ctx, identity, 'code'));
  return person;
}
const asks = (person: PersonId, wish: Pick<Opening, 'kind'> & Partial<Opening>) =>
  room.ctx((ctx) => open(ctx, { person, source: 'person', clientKey: undefined, ...wish }), self(person));
const write = (person: PersonId, text: string) =>
  room.ctx((ctx) => receive(ctx, { inbox, person, text, continues: true, clientKey: randomUUID() }));
const copyOf = async (person: PersonId) => {
  const row = await asks(person, { kind: 'access' });
  return unzipped(await buffer(await room.ctx((ctx) => buildArchive(ctx, row), self(person))));
};

it('Article 12: a request has a day in a month, and who is refused reads why and how to complain', async () => {
  const person = await ada();
  const row = await asks(person, { kind: 'erasure' });
  expect(row.due_on).toBe('2026-12-30');
  const refused = await act((ctx) => refuse(ctx, row.id, 'legal-claims', 'A claim is before the court.'));
  expect((await room.ctx((ctx) => readRequest(ctx, refused), self(person))).reason).toBe('A claim is before the court.');
  expect((await act((ctx) => answerLetter(ctx, refused, false))).text).toContain('complain to the supervisory authority');
});

it('Article 12: what came by phone counts from the day of the call, however late somebody notes it, and from no other', async () => {
  const person = await ada();
  const said = { kind: 'rectification', text: 'It is Muster.', source: 'staff', clientKey: undefined } as const;
  const noted = (on: string, message?: string) =>
    act((ctx) => open(ctx, { person, ...said, ...cameBy(ctx, { reached: { by: 'phone', on }, ...(message && { message }) }) }));
  for (const on of ['2026-12-01', '2026-08-29', '2026-09-31', '2018-05-24'])
    await expect(noted(on)).rejects.toMatchObject({ code: 'invalid' });
  await expect(noted('2026-11-16', 'msg_1')).rejects.toMatchObject({ code: 'invalid' });
  const row = await noted('2026-11-16');
  expect(row.due_on).toBe('2026-12-16');
  expect((await room.ctx((ctx) => store.steps(ctx, [row.id])))[0]?.detail).toMatchObject({ source: 'staff', way: 'phone' });
  const other = await ada();
  const late = await act((ctx) =>
    open(ctx, {
      ...{ person: other, kind: 'erasure', source: 'staff', clientKey: undefined },
      ...cameBy(ctx, { reached: { by: 'letter', on: '2026-07-01', isOverdue: true } }),
    }),
  );
  expect(late.due_on).toBe('2026-08-03');
  expect((await room.ctx((ctx) => store.steps(ctx, [late.id])))[0]?.detail).toMatchObject({ way: 'letter', overdueSince: '2026-08-03' });
});

it('Article 13: the notice is built from the facts of the company and cites each duty', async () => {
  const { drafts } = await room.ctx(async (ctx) => previewNotices(ctx, (await company(ctx)) as never, []));
  const said =
    drafts
      .find(({ language }) => language === 'en')
      ?.sections.map(({ article }) => article)
      .join(' ') ?? '';
  for (const point of ['13(1)(a)', '13(1)(c)', '13(2)(a)', '13(2)(b)', '13(2)(d)']) expect(said).toContain(point);
});

it('Article 14: a notice that does not name a source is refused, its person is told within a month, and the copy says from where the data came', async () => {
  const person = await ada();
  const came = { purpose: 'service-messages', origin: 'other-source', said: 'The trade register, by boris@example.com' } as const;
  await room.ctx((ctx) => cameFrom(ctx, person, came));
  const { missing } = await room.ctx(async (ctx) => previewNotices(ctx, (await company(ctx)) as never, []));
  expect(missing.map(({ what }) => what)).toContain('source of service-messages for what came as other-source');
  expect(await room.ctx((ctx) => originsOf(ctx, person))).toMatchObject([{ dueOn: '2026-12-30', toldAt: null, exception: null }]);
  const about = JSON.parse((await copyOf(person)).get('about-article-15.json') ?? '{}');
  expect(about.source).toMatch(/^From yourself, by what you wrote and told us. From another source: The trade register, by \[[^\]@]+\]\.$/);
});

it('Article 15: who proved who they are has the copy at once, with what they wrote in it', async () => {
  const person = await ada();
  await write(person, 'My lamp is broken.');
  expect((await copyOf(person)).get('index.html')).toContain('My lamp is broken.');
});

it('Article 15: a copy up to a moment holds no file, choice or edited words of later, says that these were left out, and one of today holds them', async () => {
  const person = await ada();
  const fileOf = (name: string) => safeFile({ name, type: 'text/plain', bytes: Buffer.from(name) });
  const [before, after, waits] = [await fileOf('before.txt'), await fileOf('after.txt'), await fileOf('waits.txt')];
  const [then, later] = ['2026-11-30T09:00:00.000Z', '2026-12-01T09:00:00.000Z'];
  const { conversation, message } = await write(person, 'My lamp is broken.');
  const sends = (text: string, file: typeof before) =>
    room.ctx((ctx) => receive(ctx, { inbox, person, text, attachments: [file], continues: true, clientKey: randomUUID() }));
  await sends('See here.', before);
  const waiting = await act((ctx) => upload(ctx, person, waits));
  const row = await asks(person, { kind: 'access' });
  const erasure = await act((ctx) => open(ctx, { person, kind: 'erasure', source: 'staff', clientKey: undefined }));
  room.setTime(later);
  await sends('Now it glows.', after);
  await act((ctx) => note(ctx, { conversation, text: 'It was the fuse.', attachments: [waiting.id] })); // uploaded before, named after
  await room.ctx((ctx) => changeWords(ctx, message, { text: 'My lamp is dark.', order: 1 }));
  const choice = { scope: 'conversation', item: conversation, ground: 'legal-claims', reason: 'A claim.', until: '2027-03-01' } as const;
  await act((ctx) => keepBack(ctx, erasure.id, choice));
  const copy = async (upTo?: Date) => {
    const files = unzipped(await buffer(await room.ctx((ctx) => buildArchive(ctx, row, upTo), self(person))));
    const { sections } = JSON.parse(files.get('data.json') ?? '') as { sections: { holding: string; items: ExportItem[] }[] };
    const itemsOf = (name: string) => sections.find(({ holding }) => holding === name)?.items ?? [];
    return {
      files: itemsOf('attachments').map(({ at, fields }) => [at, fields['name']]),
      words: itemsOf('messages').map(({ fields }) => fields['body']),
      left: itemsOf('messages').flatMap(({ at, fields }) => (fields['leftOut'] === wordsIn('en').editedSince ? at : [])),
      kept: itemsOf('kept_items').map(({ at }) => at),
      beside: [...files.keys()].filter((name) => name.startsWith('files/attachments')).length,
    };
  };
  expect(await copy(new Date(then))).toEqual({
    files: [[then, 'before.txt']],
    words: [null, 'See here.'],
    left: [then],
    kept: [],
    beside: 1,
  });
  const today = await copy();
  expect(new Map(today.files.map(([at, name]) => [name, at]))).toEqual(
    new Map([
      ['before.txt', then],
      ['after.txt', later],
      [null, later], // of a note (Art. 15(4))
    ]),
  );
  expect(today.words.toSorted()).toEqual(['It was the fuse.', 'My lamp is dark.', 'Now it glows.', 'See here.']);
  expect([today.kept, today.beside, today.left]).toEqual([[later], 2, []]);
  room.setTime(then);
});

it('Article 15(4): the copy leaves out of a note what is about others, says so, and records how much', async () => {
  const person = await ada();
  await room.ctx((ctx) => addStaff(ctx, { name: 'Zyx Qwert', email: 'zyx@example.org', password: null })); // no list has it
  const { conversation } = await write(person, 'My neighbour pays: boris@example.com');
  const letter = await safeFile({ name: 'boris.txt', type: 'text/plain', bytes: Buffer.from('Boris pays') });
  const file = await act((ctx) => upload(ctx, person, letter));
  const unnamed = await safeFile({ name: 'boris-unsent.txt', type: 'text/plain', bytes: Buffer.from('Boris paid') });
  await act((ctx) => upload(ctx, person, unnamed)); // a colleague's that no message names yet
  await write(person, 'I was born on 12 March 1980.');
  await act((ctx) => note(ctx, { conversation, text: 'Her neighbour (boris@example.com, +49 30 901820) pays.', attachments: [file.id] }));
  await act((ctx) => note(ctx, { conversation, text: 'Born 12.03.1980. Her husband, born 01.02.1975, calls zyx.', attachments: [] }));
  const asked = {
    kind: 'text',
    purpose: 'service-conversation',
    period: 'P12M',
    tellsOf: [],
    provided: false,
    reason: 'Who pays',
  } as const;
  await act(async (ctx) => {
    const field = await addField(ctx, { ...asked, tellsOf: [], names: { en: 'Remark', de: 'Bemerkung' } });
    const shoe = await addField(ctx, { ...asked, tellsOf: [], names: { en: 'Shoe size', de: 'Schuhgröße' }, period: 'P30D' });
    const serving = { ...ctx, purpose: 'service-conversation' };
    await setValue(serving, person, field.id, 'Neighbour boris@example.com pays');
    await setValue(serving, person, shoe.id, '42');
  });
  const files = await copyOf(person);
  const { sections } = JSON.parse(files.get('data.json') ?? '{}') as {
    sections: { holding: string; items: { fields: { body: string } }[] }[];
  };
  const [hers, , ours, births] = sections.find(({ holding }) => holding === 'messages')?.items.map(({ fields }) => fields.body) ?? [];
  expect(hers).toContain('boris@example.com'); // what she wrote she knows
  for (const name of ['boris.txt', 'boris-unsent.txt']) expect(files.get('data.json')).not.toContain(name);
  expect([...files.keys()].filter((name) => name.startsWith('files/'))).toEqual([]);
  const noted = holdings.of(room).find(({ table }) => table === 'person_field_values');
  expect((await act(async (ctx) => noted?.countServings?.(ctx, [person])))?.map(({ count }) => count)).toEqual([1, 1]);
  // each under what it is for, for as long as the company said
  expect(sections.filter(({ holding }) => holding === 'person_field_values')).toMatchObject([
    {
      kept: [{ for: 'P12M', from: 'collected' }],
      items: [{ fields: { value: 'Neighbour [email address not recognised as yours] pays' } }],
    },
    { kept: [{ for: 'P30D', from: 'collected' }], items: [{ fields: { value: '42' } }] },
  ]);
  expect(ours).toBe('Her neighbour ([email address not recognised as yours], [number not recognised as yours]) pays.');
  expect(births, 'what she told of herself is hers').toBe(
    'Born 12.03.1980. Her husband, born [date of birth not recognised as yours], calls [name not recognised as yours].',
  );
  expect(files.get('index.html')).toContain('Art. 15(4)');
  expect((await room.ctx((ctx) => list(ctx, { kind: 'request.copy-redacted', subject: person, limit: 1 }))).items[0]?.facts).toMatchObject({
    names: 1,
    emails: 2,
    phones: 1,
    births: 1,
    addresses: 0,
    files: 2,
  });
});

it('Article 16: a person corrects their name themself', async () => {
  const person = await ada();
  await room.ctx((ctx) => changeProfile(ctx, person, { name: 'Ada Muster' }), self(person));
  const name = await act(async (ctx) => {
    const answer = await permit(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: ['people.name', 'people.language'] });
    return answer.allowed && (await profileOf(ctx, answer.permit, person))?.name;
  });
  expect(name).toBe('Ada Muster');
});

it('Article 17: with the approval of an erasure nobody can read the person any more', async () => {
  const person = await ada();
  const { id } = await asks(person, { kind: 'erasure' });
  await act((ctx) => approve(ctx, id));
  const answer = await act((ctx) => permit(ctx, { act: 'reveal', person, purpose: 'rights-fulfilment', fields: ['people.name'] }));
  expect(answer).toMatchObject({ allowed: false, because: 'erased' });
});

it('Article 18: data rests from the moment somebody asks for it', async () => {
  const person = await ada();
  const question = { act: 'send', person, purpose: 'service-conversation', channel: 'email', fields: ['identities.value'] } as const;
  expect((await room.ctx((ctx) => permit(ctx, question))).allowed).toBe(true);
  await asks(person, { kind: 'restriction' });
  expect(await room.ctx((ctx) => permit(ctx, question))).toMatchObject({ allowed: false, article: expect.stringContaining('18') });
});

it('Article 19: whoever carried a message hears of a correction or a restriction, and the person reads who that is and how far it has come', async () => {
  const person = await ada();
  await mail.carried(person, 'smtp-relay');
  const { id } = await asks(person, { kind: 'rectification', text: 'It is Muster.' });
  expect(await act((ctx) => noticesOf(ctx, id))).toEqual([]);
  const done = await act((ctx) => fulfil(ctx, id, 'Corrected.'));
  expect(await act((ctx) => noticesOf(ctx, id))).toMatchObject([
    { recipient: 'smtp-relay', name: 'Carrier', duty: '19', basis: 'received', state: 'open', toldOn: null },
  ]);
  expect((await act((ctx) => answerLetter(ctx, done, false))).text).toContain('we tell them of it, unless that is impossible');
  const tell = (said: object) => act((ctx) => recordNotice(ctx, id, 'smtp-relay', { duty: '19', ...said } as never));
  await room.ctx((ctx) => changeProfile(ctx, person, { name: 'Vbnov Hjkl' }), self(person));
  for (const reason of ['Ada Example has moved.', 'Ask ada@example.com.', 'Call +1 555 0100.', 'hjkl has moved.', 'zyx told them.'])
    await expect(tell({ outcome: 'impossible', reason })).rejects.toMatchObject({ code: 'invalid' });
  await expect(tell({ outcome: 'acknowledged', on: '2026-11-30' })).rejects.toMatchObject({ code: 'conflict' });
  for (const on of ['2026-11-29', '2026-12-01'])
    await expect(tell({ outcome: 'told', on, by: 'letter' })).rejects.toMatchObject({ code: 'invalid' });
  const reason = 'Carrier keeps nothing by which it could find one message.';
  expect(await tell({ outcome: 'impossible', reason })).toMatchObject({ state: 'impossible', words: reason, isLate: false });
  await tell({ outcome: 'told', on: '2026-11-30', by: 'letter' }); // they found a way after all
  expect((await room.ctx((ctx) => readRequest(ctx, done), self(person))).recipients).toEqual([
    { name: 'Carrier', duty: '19', state: 'told', on: '2026-11-30' },
  ]);
  const held = await asks(person, { kind: 'restriction' });
  await act((ctx) => fulfil(ctx, held.id, undefined));
  expect(await act((ctx) => noticesOf(ctx, held.id))).toMatchObject([{ recipient: 'smtp-relay', state: 'open' }]);
  const stranger = { ...carol, workspace: await room.anotherWorkspace() };
  await expect(room.ctx((ctx) => noticesOf(ctx, id), stranger)).rejects.toMatchObject({ code: 'not-found' });
  const elsewhere = room.ctx(
    (ctx) => recordNotice(ctx, id, 'smtp-relay', { duty: '19', outcome: 'told', on: '2026-11-30', by: 'email' }),
    stranger,
  );
  await expect(elsewhere).rejects.toMatchObject({ code: 'not-found' });
});

it('Article 19: after an erasure a recipient is missing until told, the control says so after two weeks, and the row that stays names nobody', async () => {
  const check = rightsChecks.find((each) => each.id === 'rights.recipients-told');
  const untold = async () => Number(await room.ctx(async (ctx) => check?.run(ctx)));
  const person = await ada();
  await mail.carried(person, 'smtp-relay');
  const { id } = await asks(person, { kind: 'erasure' });
  await act((ctx) => approve(ctx, id));
  await erase({ tools: room.tools, workspace: room.workspace, attempt: 1 }, id);
  const certificate = () => room.ctx((ctx) => certificateOf(ctx, id));
  expect(await certificate()).toMatchObject({
    recipients: [{ code: 'smtp-relay', toldAt: null }],
    toldSince: [{ code: 'smtp-relay', name: 'Carrier', duty: '19', state: 'open', on: null }],
  });
  expect(await untold()).toBe(0);
  room.setTime('2026-12-15T09:00:01Z');
  const open = await untold();
  expect(open).toBeGreaterThan(0);
  expect(await room.ctx(async (ctx) => check?.evidence?.(ctx))).toContain(id);
  expect(await act((ctx) => noticesOf(ctx, id))).toMatchObject([{ isLate: true }]);
  await act((ctx) => recordNotice(ctx, id, 'smtp-relay', { duty: '19', outcome: 'told', on: '2026-12-10', by: 'email' }));
  expect(await untold()).toBe(open - 1);
  const answered = { duty: '19', outcome: 'acknowledged', on: '2026-12-14', reference: 'Case 17/B' } as const;
  await act((ctx) => recordNotice(ctx, id, 'smtp-relay', answered));
  await expect(act((ctx) => recordNotice(ctx, id, 'smtp-relay', answered))).rejects.toMatchObject({ code: 'conflict' });
  const now = await certificate();
  expect(now.toldSince).toMatchObject([{ state: 'acknowledged', on: '2026-12-14' }]);
  expect(await verifyCertificate(room.tools, now), 'what was signed is as it was').toEqual({ ok: true, because: null });
  const text = 'SELECT row_to_json(n)::text AS row FROM recipient_notices n WHERE workspace_id = $1 AND request_id = $2';
  const { row } = await room.ctx((ctx) => ctx.db.one<{ row: string }>({ name: 'test.row', text } as const, [ctx.workspace, id]));
  expect(row).toContain('"told_on":"2026-12-10"');
  expect(row).not.toContain(person);
  expect(row).not.toMatch(/\b(ada|case 17)\b/i); // a random id may hold the three letters within
  room.setTime('2026-11-30T09:00:00Z');
});

it('Article 26: who decides about the data together with the company hears of every request, and the answer names them', async () => {
  const person = await ada();
  await mail.carried(person, 'lamp-makers');
  for (const wish of [{ kind: 'access' }, { kind: 'objection', purpose: 'marketing' }] as const) {
    const row = await asks(person, wish);
    expect(await act((ctx) => noticesOf(ctx, row.id))).toMatchObject([
      { recipient: 'lamp-makers', duty: '26', basis: 'joint', state: 'open' },
    ]);
    expect((await act((ctx) => answerLetter(ctx, row, false))).text).toContain('together with: Lamp Makers.');
    expect((await act((ctx) => paperLetter(ctx, row, undefined))).text).toContain('together with: Lamp Makers.');
  }
  const { id } = await asks(person, { kind: 'rectification', text: 'It is Muster.' });
  await act((ctx) => fulfil(ctx, id, undefined));
  expect((await act((ctx) => noticesOf(ctx, id))).map(({ duty }) => duty)).toEqual(['19', '26']);
  const joint = { duty: '26', outcome: 'disproportionate', reason: 'There are many.' } as const;
  await expect(act((ctx) => recordNotice(ctx, id, 'lamp-makers', joint))).rejects.toMatchObject({ code: 'conflict' });
  await act((ctx) => recordNotice(ctx, id, 'lamp-makers', { duty: '26', outcome: 'told', on: '2026-11-30', by: 'portal' }));
  expect((await act((ctx) => noticesOf(ctx, id))).map(({ state }) => state)).toEqual(['open', 'told']);
  const { id: other } = await asks(await ada(), { kind: 'access' });
  expect(await act((ctx) => noticesOf(ctx, other)), 'whoever was never written to by them').toEqual([]);
});

it('Article 20: what somebody wrote is in the copy in a form that machines read', async () => {
  const person = await ada();
  await write(person, 'My lamp is broken.');
  const { format, sections } = JSON.parse((await copyOf(person)).get('data.json') ?? '{}');
  expect(format).toBe('parley-access-copy@1');
  expect(JSON.stringify(sections)).toContain('My lamp is broken.');
});

it('Article 20: a person takes along what they provided, as JSON by its own schema and as CSV', async () => {
  const person = await ada();
  await write(person, 'My lamp is "broken".');
  const fileOf = (name: string) => safeFile({ name, type: 'text/plain', bytes: Buffer.from(name) });
  const [theirs, ours] = [await fileOf('lamp.txt'), await fileOf('ours.txt')];
  const uploaded = await room.ctx((ctx) => upload(ctx, person, theirs), self(person));
  await act((ctx) => upload(ctx, person, ours)); // no message names either yet
  const row = await asks(person, { kind: 'portability' });
  expect(row).toMatchObject({ state: 'fulfilled', outcome: 'package-ready' });
  const take = () => room.ctx((ctx) => packageFor(ctx, row), self(person));
  const unread = await take();
  await expect(take()).rejects.toMatchObject({ code: 'too-many' }); // as with copies: one at a time for a person
  unread.destroy();
  await once(unread, 'close');
  const files = unzipped(await buffer(await take()));
  const [data, schema] = ['data.json', 'schema.json'].map((name) => JSON.parse(files.get(name) ?? '{}'));
  expect([...Errors(schema, data)]).toEqual([]);
  expect([...Errors(schema, { ...data, messages: [{ ...data.messages[0], mood: 'cross' }] })]).not.toEqual([]);
  expect(data.attachments).toMatchObject([{ attachment: uploaded.id, name: 'lamp.txt' }]);
  expect(files.get('messages.csv')).toContain('"My lamp is ""broken""."');
});

it('Article 21: an objection to advertising is final when it comes, and nobody can refuse it', async () => {
  const person = await ada();
  const row = await asks(person, { kind: 'objection', purpose: 'marketing' });
  expect(row).toMatchObject({ state: 'fulfilled', outcome: 'objection-final' });
  await expect(act((ctx) => refuse(ctx, row.id, 'compelling-grounds', 'No.'))).rejects.toMatchObject({ code: 'conflict' });
});
