// Consents brought along, against what is known: the timeline of whoever was brought, and a no that outlives its person.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { arrive, findIdentity, prove } from '#people';
import { eventually, openHouse } from '#test/house';
import { openSession } from './sessions.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let marketing = '';

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
