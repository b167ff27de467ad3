// Of two records that are one person's the key of one is missing, and then given up: the copy and the package to take along give what the other key opens, and say what does not open.
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { record } from '#consent';
import { addInbox, receive } from '#conversations';
import { giveUpKey, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { group, identitiesOf, prove } from '#people';
import { drawing, type Filled, fill, lineOf } from '#test/filled';
import { inDatabase } from '#test/in-database';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { unzipped } from '#test/unzip';
import { keyring } from '../keys/keyring.ts';
import { buildArchive } from './archive.ts';
import type { About } from './archive-facts.ts';
import { wordsIn } from './archive-words.ts';
import { takeAlong } from './handover/handover.ts';
import { confirm, type Destination, handoverPlace, send, show, viewHandovers } from './handover/sending.ts';
import { handoverStore } from './handover/store.ts';
import { readableIn } from './readable.ts';
import { open } from './requests.ts';
import type { RequestRow } from './store.ts';
import { wayTo } from './told.ts';

type Item = { readonly fields: Readonly<Record<string, unknown>> };
const languages = ['en', 'de', 'fr', 'es'] as const;
const to = {
  ...{ name: 'Loom', host: 'loom.example.com', key: 'none', address: 'https://loom.example.com/in', until: '2027-01-01T00:00:00Z' },
  mostBytes: 1000,
} as Destination;
let room: TestRoom;
let waiting: Id<'hov'>;
let filled: Filled;
let ada: PersonId;
let boris: PersonId;
let request: RequestRow;
beforeAll(async () => {
  room = await openRoom(undefined, { apart: true });
  filled = await fill(room);
  ada = filled.ada;
  boris = (await room.ctx((ctx) => group(ctx, ada))).find((each) => each !== ada) as PersonId;
  await room.ctx(async (ctx) => {
    const { id: inbox } = await addInbox(ctx, { name: 'Lamps', channel: 'email', recipient: null });
    await receive(ctx, { inbox, person: boris, text: 'It glows' });
    const said = {
      purpose: 'marketing',
      channel: 'email',
      state: 'refused',
      method: 'agent',
      by: 'agent',
      wording: 'No lamps, please',
    } as const;
    await record(ctx, { ...said, person: boris, session: { ip: '192.0.2.7', userAgent: 'Example/1' } } as Parameters<typeof record>[1]);
  });
  waiting = await act(async (ctx) => {
    for (const { id } of (await identitiesOf(ctx, ada)).filter((each) => each.person === boris)) await prove(ctx, id, 'code');
    const id = await show(ctx, ada, to);
    const envelope = await seal(ctx, handoverPlace({ id, person_id: ada }, 'envelope'), '{"sealed":[]}');
    await handoverStore.confirm(ctx, id, envelope);
    return id;
  });
  request = await act((ctx) => open(ctx, { person: ada, kind: 'access', source: 'staff', clientKey: undefined }));
}, 60_000);
afterAll(() => room.stop());

const act = <T>(work: (ctx: Ctx) => Promise<T>) => room.ctx(work, { actor: staffWhoMayAll(filled.staff), purpose: 'rights-fulfilment' });

async function copyIn(language: (typeof languages)[number]) {
  const files = unzipped(await buffer(await act((ctx) => buildArchive(ctx, { ...request, language }))));
  const { sections } = JSON.parse(files.get('data.json') ?? '') as { sections: { holding: string; items: Item[] }[] };
  const itemsOf = (name: string) => sections.find(({ holding }) => holding === name)?.items ?? [];
  const about = JSON.parse(files.get('about-article-15.json') ?? '') as About;
  return { page: files.get('index.html') ?? '', about, itemsOf, whole: [...files.values()].join('') };
}

async function taken() {
  const files = unzipped(await buffer(await act((ctx) => takeAlong(ctx, ada))));
  const data = JSON.parse(files.get('data.json') ?? '') as Record<string, { body?: string }[]> & {
    unreadable?: { says: Record<string, string>; records: Record<string, number> };
  };
  return { data, schema: files.get('schema.json') ?? '' };
}
const bodies = (items: readonly Item[]) => items.map(({ fields }) => fields['body']);

it('with every key there it is whole, and says of nothing that it does not open', async () => {
  const { about, page, itemsOf, whole } = await copyIn('en');
  expect(bodies(itemsOf('messages'))).toEqual(expect.arrayContaining([lineOf(1), 'It glows']));
  expect(about.unreadable).toBeNull();
  expect(page).not.toContain(wordsIn('en').closed.title);
  expect(whole).toContain(drawing);
  const { data } = await taken();
  expect([data['messages']?.length, 'unreadable' in data]).toEqual([4, false]);
});

it.each([
  [
    'is missing',
    'away',
    async () => {
      await inDatabase(room.settings.keysDatabaseUrl, `DELETE FROM kept_keys WHERE owner = '${ada}'`);
      keyring.of(room).subjects.drop([`${room.workspace}/${ada}`]);
    },
  ],
  ['was given up', 'gone', () => room.ctx((ctx) => giveUpKey(ctx, ada))],
] as const)(
  'whose first key %s: it gives what the other opens, and says in words how much of what does not',
  async (_how, why, happens) => {
    await happens();
    const titles = new Set<string>();
    for (const language of languages) {
      const { about, page, itemsOf, whole } = await copyIn(language);
      expect(bodies(itemsOf('messages'))).toEqual(['It glows']);
      expect(whole).not.toContain(lineOf(1));
      expect(about.unreadable?.says).toBe(wordsIn(language).closed[why]);
      const records = about.unreadable?.records ?? [];
      expect(records.length).toBeGreaterThan(8);
      expect(records.every(({ count }) => count > 0)).toBe(true);
      for (const text of [wordsIn(language).closed.title, wordsIn(language).closed[why], ...records.map(({ title }) => title)])
        expect(page).toContain(text);
      expect(itemsOf('ledger_payloads').length, 'what is not sealed is there').toBeGreaterThan(2);
      titles.add(about.unreadable?.says ?? '');
    }
    expect(titles.size).toBe(languages.length);
    const { data, schema } = await taken();
    expect(data['messages']).toMatchObject([{ body: 'It glows' }]);
    expect(data.unreadable?.records).toMatchObject({ messages: 3, attachments: 3, people: 1 });
    for (const language of languages) expect(data.unreadable?.says[language]).toBe(wordsIn(language).closed[why]);
    expect(JSON.parse(schema)).toMatchObject({ properties: { unreadable: { type: 'object' } } });
  },
);

it('what waited to be sent under a key that was given up is closed, and told by the address that the other opens', async () => {
  const work = { tools: room.tools, workspace: room.workspace, attempt: 1 };
  await send(work, waiting);
  const row = await room.ctx((ctx) => handoverStore.byId(ctx, waiting));
  expect(row).toMatchObject({ person_id: ada, state: 'failed', because: 'not-allowed' });
  await room.ctx(async (ctx) => {
    const found = await readableIn(ctx, await group(ctx, ada));
    expect(await wayTo(ctx, ada)).toBe(undefined);
    expect(await wayTo(ctx, ada, { found })).toMatchObject({ by: 'mail', about: { person: boris } });
  });
});

it('whose first key does not open still sends it elsewhere, and sees to whom', async () => {
  const id = await act((ctx) => show(ctx, ada, to));
  expect(await act((ctx) => viewHandovers(ctx, ada, id))).toMatchObject([{ receiver: { name: 'Loom', host: 'loom.example.com' } }]);
  expect((await act((ctx) => viewHandovers(ctx, ada))).every(({ receiver }) => receiver.name === 'Loom')).toBe(true);
  await expect(act((ctx) => confirm(ctx, ada, id))).rejects.toMatchObject({ code: 'invalid' }); // read as far as its key, which is none
});

it('of whom no key opens nothing is given at all', async () => {
  await inDatabase(room.settings.keysDatabaseUrl, `DELETE FROM kept_keys WHERE owner = '${boris}'`);
  keyring.of(room).subjects.drop([`${room.workspace}/${boris}`]);
  await expect(copyIn('en')).rejects.toThrow();
  await room.ctx((ctx) => giveUpKey(ctx, boris));
  await expect(copyIn('en')).rejects.toMatchObject({ code: 'erased' });
  await expect(taken()).rejects.toMatchObject({ code: 'erased' });
});
