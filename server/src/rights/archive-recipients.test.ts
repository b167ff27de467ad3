// Who stands in the copy as having received something, although nothing was ever sent to them.
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { config } from '#kit/config';
import type { PersonId } from '#kit/ids';
import { arrive, prove } from '#people';
import { openRoom, type TestRoom } from '#test/room';
import { unzipped } from '#test/unzip';
import { addVendor } from '#vendors';
import { changeFacts } from '../datamap/record/facts.ts';
import { buildArchive } from './archive.ts';
import type { About } from './archive-facts.ts';
import { open } from './requests.ts';
import type { RequestRow } from './store.ts';

let room: TestRoom;
let ada: PersonId;
let request: RequestRow;
beforeAll(async () => {
  room = await openRoom();
  ada = await room.ctx(async (ctx) => {
    const { person, identity } = await arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada', language: 'en' });
    await prove(ctx, identity, 'code');
    return person;
  });
  request = await room.ctx((ctx) => open(ctx, { person: ada, kind: 'access', source: 'person', clientKey: undefined }), self());
});
afterAll(() => room.stop());

const self = () => ({ actor: { kind: 'person', id: ada } as const, purpose: 'rights-fulfilment' });
const make = () => room.ctx((ctx) => buildArchive(ctx, request), self());

it('names who runs the machines, and nobody who gets keys, hashes or the ledger alone (Art. 15(1)(c))', async () => {
  const told = async () => {
    const files = unzipped(await buffer(await make()));
    return { page: files.get('index.html'), recipients: (JSON.parse(files.get('about-article-15.json') ?? '') as About).recipients };
  };
  const register = (code: string, name: string) =>
    room.ctx((ctx) =>
      addVendor(ctx, {
        ...{ code, name, role: 'processor', service: 'a machine', region: 'FI', transfer: null },
        agreement: { reference: 'DPA 9', signedOn: '2026-01-01', expiresOn: null },
      }),
    );
  await register('hosting-example', 'Hosting Example');
  for (const code of ['siem-example-com', 'kms-example-com', 'tsa-example-com']) await register(code, `Receiver ${code}`);
  const operator = { name: 'Loom Operations', contact: 'loom@example.com', representative: null, dpo: null, agreement: 'DPA 8' };
  const facts = { representative: null, joint: [], hostedIn: 'DE', hostedBy: 'hosting-example', operatedBySelf: false, operator };
  await room.ctx((ctx) => changeFacts(ctx, { ...facts, version: 0 }));
  const before = config.of(room);
  config.set(room.tools, {
    ...{ ...before, siem: 'https://siem.example.com/in', tsa: 'https://tsa.example.com/' },
    databaseUrl: 'postgres://parley:secret@db.example.com:5432/parley',
  });
  const { page, recipients } = await told();
  expect(recipients.map(({ name, country, lastAt }) => ({ name, country, lastAt }))).toEqual([
    { name: 'Hosting Example', country: 'DE', lastAt: undefined }, // where the machines stand
    { name: 'Loom Operations', country: '', lastAt: undefined },
  ]);
  expect(recipients[0]?.gets).toContain('machines');
  expect(page).toContain('Loom Operations');
  await register('db-example-com', 'Database Example');
  expect((await told()).recipients.map(({ name }) => name)).toEqual(['Hosting Example', 'Loom Operations', 'Database Example']);
  config.set(room.tools, before);
  const none = { representative: null, joint: [], hostedIn: 'DE', hostedBy: null, operatedBySelf: true, operator: null };
  await room.ctx((ctx) => changeFacts(ctx, { ...none, version: 1 }));
  expect((await told()).recipients).toEqual([]);
});
