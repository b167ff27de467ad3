// The copy of somebody with very much: made page by page, whole or not at all, and once at a time.
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { record } from '#consent';
import { addInbox, receive } from '#conversations';
import { addField, setValue } from '#fields';
import { permitOrThrow } from '#gate';
import { sealMany } from '#keys';
import type { Carried } from '#kit/ctx';
import { type ConversationId, type InboxId, newId, type PersonId, type StaffId, type WorkspaceId } from '#kit/ids';
import { appendMany, list, listUsesOf } from '#ledger';
import { arrive, profileOf, prove } from '#people';
import { changePurpose, listPurposes } from '#purposes';
import { openRoom, type TestRoom } from '#test/room';
import { unzipped } from '#test/unzip';
import { addRole } from '../access/grants/roles.ts';
import { nameCache } from '../access/names.ts';
import { note } from '../conversations/reply.ts';
import { buildArchive } from './archive.ts';
import type { About } from './archive-facts.ts';
import { mostCopies, mostOfOne, takeSlot } from './archive-slots.ts';
import { wordsIn } from './archive-words.ts';
import { open } from './requests.ts';
import type { RequestRow } from './store.ts';

const many = 2500;
let room: TestRoom;
let inbox: InboxId;
let ada: PersonId;
let request: RequestRow;
let talk: ConversationId;
beforeAll(async () => {
  room = await openRoom();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
  ada = await room.ctx(async (ctx) => {
    const { person, identity } = await arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada', language: 'en' });
    await prove(ctx, identity, 'code');
    return person;
  });
  const file = { name: 'lamp/../lamp.txt', type: 'text/plain', bytes: Buffer.from('a lamp'), cameWith: 6 };
  const empty = { name: 'empty.txt', type: 'text/plain', bytes: Buffer.alloc(0), cameWith: 0 };
  talk = await room.ctx(
    async (ctx) =>
      (
        await receive(ctx, {
          inbox,
          person: ada,
          text: 'Line 0 <b>',
          html: '<p>Line 0</p>',
          attachments: [file, empty],
          clientKey: randomUUID(),
        })
      ).conversation,
  );
  await room.ctx(plant);
  request = await room.ctx((ctx) => open(ctx, { person: ada, kind: 'access', source: 'person', clientKey: undefined }), self());
});
afterAll(() => room.stop());

const self = (person = ada) => ({ actor: { kind: 'person', id: person } as const, purpose: 'rights-fulfilment' });
const make = () => room.ctx((ctx) => buildArchive(ctx, request), self());
const fetched = async () => (await room.ctx((ctx) => list(ctx, { kind: 'request.copy-fetched', limit: 10 }))).items.length;
const left = () => readdirSync(path.join(room.settings.data, 'copies'));
const sql = (text: string) => ({ name: `test.${text.length}`, text });

/** Further messages of hers, sealed as every message is; their texts count on. */
const plant: Parameters<TestRoom['ctx']>[0] = async (ctx) => {
  const ids = Array.from({ length: many }, (_, at) => `msg_${String(at).padStart(26, '0')}`);
  const bodies = await sealMany(
    ctx,
    ids.map((row, at) => ({ place: { subject: ada, table: 'messages', row, column: 'body' }, plain: `Line ${at + 1}` })),
  );
  await ctx.db.run(
    sql(`INSERT INTO messages (workspace_id, id, conversation_id, person_id, sequence, kind, direction, author_kind, author_id, purpose, body, delivery, at)
      SELECT $1, id, $2, $3::text, number + 1, 'message', 'in', 'person', $3::text, 'service-conversation', body, 'received', $6::timestamptz + (number + 7) / 7 * interval '1 ms'
      FROM unnest($4::text[], $5::bytea[]) WITH ORDINALITY AS each (id, body, number)`),
    [ctx.workspace, talk, ada, ids, bodies, ctx.now],
  );
};

it('has each message once and in order, over several pages, with the files beside them', async () => {
  const files = unzipped(await buffer(await make()));
  const { format, sections } = JSON.parse(files.get('data.json') ?? '') as {
    format: string;
    sections: { holding: string; items: { fields: { body?: string }; files?: string[] }[] }[];
  };
  const itemsOf = (name: string) => sections.find(({ holding }) => holding === name)?.items ?? [];
  expect(format).toBe('parley-access-copy@1');
  expect(itemsOf('messages').map(({ fields }) => fields.body)).toEqual([
    'Line 0 <b>',
    ...Array.from({ length: many }, (_, at) => `Line ${at + 1}`),
  ]);
  const { recipients } = JSON.parse(files.get('about-article-15.json') ?? '') as About;
  expect(recipients, 'what she wrote in the chat went to nobody').toEqual([]);
  expect(files.get('index.html')).toContain('Line 0 &#60;b&#62;');
  expect(files.get('index.html')?.match(/<dd>Line \d+/g)).toHaveLength(many + 1);
  const beside = [...files.keys()].filter((name) => name.startsWith('files/'));
  expect(beside.map((name) => files.get(name)).sort()).toEqual(['', '<p>Line 0</p>', 'a lamp']);
  expect(beside.every((name) => !name.includes('..') || !name.includes('/..'))).toBe(true);
  expect(itemsOf('ledger_payloads').length).toBeGreaterThan(2);
  expect([left(), await fetched()]).toEqual([[], 1]);
});

it('is not offered by half: where one value does not open nothing leaves, nothing is recorded, and the next try begins anew', async () => {
  const flip = sql(`UPDATE messages SET body = set_byte(body, 20, get_byte(body, 20) # 1) WHERE workspace_id = $1 AND id = $2`);
  const flipLast = () => room.ctx((ctx) => ctx.db.run(flip, [ctx.workspace, `msg_${String(many - 1).padStart(26, '0')}`]));
  await flipLast();
  await expect(make()).rejects.toThrow('does not open');
  expect([left(), await fetched()]).toEqual([[], 1]);
  await flipLast();
  expect(unzipped(await buffer(await make())).get('data.json')).toContain(`"Line ${many}"`);
  expect(await fetched()).toBe(2);
});

it('is made once at a time', async () => {
  const taken = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const first = room.ctx(async (ctx) => {
    const stream = await buildArchive(ctx, request);
    taken.resolve();
    await done.promise;
    return stream;
  }, self());
  await taken.promise;
  await expect(make()).rejects.toMatchObject({ code: 'too-many' });
  done.resolve();
  (await first).destroy();
  expect((await buffer(await make())).length).toBeGreaterThan(1000);
});

it('says who looked, however much she wrote since, and how often', async () => {
  const boris = { kind: 'staff', id: `stf_${'b0r1s'.padEnd(26, '0')}` as StaffId } as const;
  const look = { kind: 'data.revealed', subject: ada, facts: { purpose: 'service-conversation', fields: 'messages.body' }, by: boris };
  await room.ctx((ctx) => appendMany(ctx, [look, look]));
  await room.ctx((ctx) =>
    appendMany(
      ctx,
      Array.from({ length: 401 }, () => ({ kind: 'message.received', subject: ada })),
    ),
  );
  const files = unzipped(await buffer(await make()));
  const { whoRead } = JSON.parse(files.get('about-article-15.json') ?? '') as { whoRead: { role: string }[] };
  expect(whoRead.filter(({ role }) => role === 'member of staff')).toMatchObject([
    { purpose: 'service-conversation', what: 'messages.body', times: 2 },
  ]);
  expect(files.get('index.html')).toMatch(/<dd>member of staff</);
});

it('says in her language what was noted, and that the company itself is where it came from when she did not tell it', async () => {
  const about = async () => {
    const files = unzipped(await buffer(await make()));
    const { source } = JSON.parse(files.get('about-article-15.json') ?? '') as { source: string };
    return { source, page: files.get('index.html') ?? '' };
  };
  const { noted } = wordsIn('en');
  expect((await about()).source).not.toContain(noted);
  const asked = { kind: 'text', purpose: 'service-conversation', period: 'P12M', tellsOf: [], reason: 'Lamps are kept' } as const;
  await room.ctx(async (ctx) => {
    const { id } = await addField(ctx, { ...asked, tellsOf: [], provided: false, names: { en: 'Patience', de: 'Geduld' } });
    await setValue(ctx, ada, id, 'much');
  });
  const { source, page } = await about();
  expect(source).toContain(noted);
  expect(page).toContain('Patience');
  request = { ...request, language: 'de' };
  expect((await about()).page).toContain('Geduld');
  request = { ...request, language: 'en' };
});

it('holds its place until nothing is read any more: one for a person, some for a company and some for the house', async () => {
  const slow = await make();
  slow.once('readable', () => undefined); // takes the first bytes, and then no more
  await expect(make()).rejects.toMatchObject({ code: 'too-many' });
  slow.destroy();
  await vi.waitFor(() => takeSlot(room, ada).free());
  const elsewhere = (company: number) => ({ tools: room.tools, workspace: `wsp_${company}` as WorkspaceId });
  const take = (many: number, of: (at: number) => Parameters<typeof takeSlot>[0]) =>
    Array.from({ length: many }, (_, at) => takeSlot(of(at), `per_${at}` as PersonId));
  for (const others of [() => take(mostOfOne, () => room), () => take(mostCopies, (at) => elsewhere(at))]) {
    const taken = others();
    await expect(make()).rejects.toMatchObject({ code: 'too-many' });
    for (const { free } of taken) free();
  }
  const neighbours = take(mostOfOne, () => elsewhere(1));
  (await make()).destroy(); // a neighbour that is full is no matter here
  for (const { free } of neighbours) free();
  await vi.waitFor(() => takeSlot(room, ada).free());
  expect((await buffer(await make())).length).toBeGreaterThan(1000);
});

it('that is not committed leaves neither a stream, a spool nor a place behind', async () => {
  const made: Readable[] = [];
  const fails = room.ctx(async (ctx) => {
    made.push(await buildArchive(ctx, request));
    throw new Error('the database went away');
  }, self());
  await expect(fails).rejects.toThrow('the database went away');
  expect(made[0]?.destroyed).toBe(true);
  expect((await buffer(await make())).length).toBeGreaterThan(1000);
});

it('says in which role somebody looked: the one that let them in, also one of the company’s own, or an emergency', async () => {
  room.setTime('2027-01-02T09:00:00Z');
  const cleo = await room.ctx(
    async (ctx) => (await arrive(ctx, { kind: 'email', value: 'cleo@example.com', name: 'Cleo', language: 'de' })).person,
  );
  const letters = await room.ctx((ctx) =>
    addRole(ctx, { name: 'Briefe & Post', permissions: ['people.read'], purposes: ['service-conversation'] }),
  );
  const everywhere = { permissions: ['people.read'], inboxes: null, teams: null };
  const agent = { ...everywhere, role: 'agent', purposes: ['service-conversation'] };
  const officer = { ...everywhere, role: 'privacy-officer', purposes: ['rights-fulfilment'] };
  const looks = (purpose: string, ...grants: Carried[]) => looksBy({}, purpose, ...grants);
  const looksBy = async (how: { isProgram?: true }, purpose: string, ...grants: Carried[]) => {
    const reach = { grants, permission: 'people.read' };
    const fields = ['people.name', 'people.language'];
    const who = { actor: { kind: 'staff', id: newId('stf'), ...(grants.length > 0 && { reach }), ...how }, purpose } as const;
    await room.ctx(async (ctx) => profileOf(ctx, await permitOrThrow(ctx, { act: 'reveal', person: cleo, purpose, fields }), cleo), who);
  };
  await looks('service-conversation', agent);
  await looks('service-conversation', agent, officer); // who holds two looked in the one for this purpose
  await looks('rights-fulfilment', agent, officer);
  await looks('service-conversation', { ...agent, role: letters.id });
  await looks('service-conversation', { ...agent, role: 'rol_of_long_ago' });
  await looks('service-conversation', { ...everywhere, purposes: null, inboxes: [], people: [cleo], emergency: newId('brk') });
  await looksBy({ isProgram: true }, 'service-conversation', agent);
  const [here, there] = [newId('inb'), newId('inb')].map((inbox) => [inbox]) as [InboxId[], InboxId[]];
  const bound = { ...agent, inboxes: here };
  await looks('service-conversation', bound, { ...agent, role: 'supervisor', inboxes: there }); // which of the two it was nobody knows
  await looks('service-conversation', bound, { ...agent, role: 'supervisor' }); // this one held in any case
  await looks('service-conversation', bound);
  const row = await room.ctx((ctx) => open(ctx, { person: cleo, kind: 'access', source: 'person', clientKey: undefined }), self(cleo));
  const files = unzipped(await buffer(await room.ctx((ctx) => buildArchive(ctx, row), self(cleo))));
  const { whoRead } = JSON.parse(files.get('about-article-15.json') ?? '') as About;
  const told = whoRead.filter(
    ({ at, what, role }) => at === '2027-01-02T09:00:00.000Z' && what === 'people.name,people.language' && role !== 'Sie selbst',
  );
  expect(told.map(({ role, purpose, times }) => `${role}: ${purpose}, ${times}`).sort()).toEqual([
    'Briefe & Post: service-conversation, 1',
    'Datenschutz: rights-fulfilment, 1',
    'Kundendienst: service-conversation, 3',
    'Leitung Kundendienst: service-conversation, 1',
    'ein Programm des Unternehmens: service-conversation, 1',
    'jemand aus dem Team in einem Notfall: service-conversation, 1',
    'jemand aus dem Team: service-conversation, 2',
  ]);
});

it('up to a moment tells of no consent, look or count of later: whose mandate ended does not read on', async () => {
  const boris = await room.ctx(async (ctx) => {
    const marketing = (await listPurposes(ctx)).find(({ code }) => code === 'marketing');
    if (marketing) await changePurpose(ctx, marketing.id, { active: true, reason: 'Needed for the test.' });
    return (await arrive(ctx, { kind: 'email', value: 'boris@example.com', name: 'Boris', language: 'en' })).person;
  });
  const happens = (at: string, state: 'given' | 'withdrawn') => {
    room.setTime(at);
    return room.ctx(async (ctx) => {
      const imported = { method: 'import', by: 'import', evidence: 'the form' } as const;
      await record(ctx, { person: boris, purpose: 'marketing', channel: 'email', state, ...imported });
      const fields = ['people.name', 'people.language'];
      await profileOf(ctx, await permitOrThrow(ctx, { act: 'reveal', person: boris, purpose: 'rights-fulfilment', fields }), boris);
    }, self(boris));
  };
  const [then, later] = ['2027-01-04T09:00:00.000Z', '2027-01-05T09:00:00.000Z'];
  await happens(then, 'given');
  const row = await room.ctx((ctx) => open(ctx, { person: boris, kind: 'access', source: 'person', clientKey: undefined }), self(boris));
  await happens(later, 'withdrawn');
  const told = async (upTo?: Date) => {
    const files = unzipped(await buffer(await room.ctx((ctx) => buildArchive(ctx, row, upTo), self(boris))));
    const about = JSON.parse(files.get('about-article-15.json') ?? '') as About;
    const receipts = files.get('consent-receipts.jsonld') ?? '';
    return {
      consents: ['Given', 'Withdrawn'].filter((state) => receipts.includes(`dpv:Consent${state}`)),
      looks: [then, later].filter((at) => about.whoRead.some((look) => look.at === at)),
      counts: about.automations.some(({ times }) => times !== null),
      until: about.until.length > 0,
      said: (files.get('index.html') ?? '').includes(wordsIn('en').asOf('2027-01-04 09:00 UTC')),
    };
  };
  expect(await told(new Date(then))).toEqual({ consents: ['Given'], looks: [then], counts: false, until: false, said: true });
  expect(await told()).toEqual({ consents: ['Given', 'Withdrawn'], looks: [then, later], counts: true, until: true, said: false });
});

it('reads the names of staff, which is recorded of each, only where a colleague noted something', async () => {
  const zyx = await room.colleague('Zyx Qwert');
  const carol = await room.ctx(async (ctx) => {
    const { person } = await arrive(ctx, { kind: 'email', value: 'carol@example.com', name: 'Carol', language: 'en' });
    return { person, ...(await receive(ctx, { inbox, person, text: 'It glows', clientKey: randomUUID() })) };
  });
  const row = await room.ctx((ctx) => open(ctx, { person: carol.person, kind: 'access', source: 'person', clientKey: undefined }), self());
  const copied = async () => {
    nameCache.of(room).kept.clear();
    return unzipped(await buffer(await room.ctx((ctx) => buildArchive(ctx, row), self(carol.person)))).get('data.json') ?? '';
  };
  const looks = async () =>
    (await room.ctx((ctx) => listUsesOf(ctx, { subjects: [zyx], kinds: ['data.revealed'], limit: 10 }))).items.length;
  const before = await looks();
  expect(await copied()).toContain('It glows');
  expect(await looks()).toBe(before);
  await room.ctx((ctx) => note(ctx, { conversation: carol.conversation, text: 'Zyx asked the workshop' }), {
    actor: { kind: 'staff', id: zyx },
  });
  expect(await copied()).toContain('[name not recognised as yours] asked the workshop');
  expect(await looks()).toBe(before + 1);
});
