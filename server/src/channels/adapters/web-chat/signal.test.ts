// Global Privacy Control by real requests to a real house.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { centreKey } from '#access';
import { heedSignal, record } from '#consent';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import { holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { currentNotice } from '#purposes';
import { eventually, openHouse } from '#test/house';
import { leaveLinks } from '../../choice-link.ts';

const everyEvent = statement<{ id: string }>('test.every-event', 'SELECT id FROM consent_events WHERE workspace_id = $1 ORDER BY id');
const secret = 'a secret of thirty-two characters or more';
let house: Awaited<ReturnType<typeof openHouse>>;
let staff: Awaited<ReturnType<typeof house.staffClient>>;
let key: string;
beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  const marketing = (await staff.call('listPurposes')).items.find(({ code }) => code === 'marketing');
  await staff.call('changePurpose', { params: { purpose: marketing?.id ?? '' }, body: { active: true, reason: 'a newsletter' } });
  await staff.call('changeWorkspace', { body: { address: 'Street 1, Berlin', contactEmail: 'privacy@example.com', authority: 'Berlin' } });
  await staff.call('publishNotice', { body: {} });
  const chat = await eventually('the web chat', async () => (await staff.call('listChannels')).items.find(({ snippet }) => snippet));
  key = /data-key="([^"]+)"/.exec(chat.snippet ?? '')?.[1] ?? '';
  await staff.call('changeChannel', { params: { inbox: chat.inbox.id }, body: { settings: { identitySecret: secret } } });
});
afterAll(() => house.stop());

/** Begins a visit as a browser does that sends this value of `Sec-GPC`, or none. */
async function visit(signal: string | undefined, account?: string): Promise<PersonId> {
  return (await start(signal, account)).visitor;
}
async function start(signal: string | undefined, account?: string): Promise<{ visitor: PersonId; token: string }> {
  const { notice } = await house.publicClient().call('readWidget', { params: { key }, query: {} });
  const payload = Buffer.from(JSON.stringify({ exp: Date.now() / 1000 + 600, account })).toString('base64url');
  const identity = account && `${payload}.${createHmac('sha256', secret).update(payload).digest('base64url')}`;
  const answer = await fetch(`${house.url}/v1/widgets/${key}/visits`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signal && { 'sec-gpc': signal }) },
    body: JSON.stringify({ language: 'en', noticeId: notice.id, noticeHash: notice.hash, ...(identity && { identity }) }),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as { visitor: PersonId; token: string };
}
const history = async (person: string) =>
  (await staff.call('readConsents', { params: { person } })).history.map(({ channel, state, method }) => `${channel} ${state} ${method}`);

test('a browser that sends it has said no to advertising on this channel before anybody asks', async () => {
  expect(await history(await visit('1'))).toEqual(['web-chat refused signal']);
  for (const signal of [undefined, '0']) expect(await history(await visit(signal))).toEqual([]);
});

test('it is said once, and a yes that the person gave before or afterwards stands', async () => {
  const ada = await visit('1', 'ada');
  expect(await visit('1', 'ada')).toBe(ada);
  expect(await history(ada)).toEqual(['web-chat refused signal']);
  await house.act(async (ctx) =>
    record(ctx, {
      ...{ person: ada, purpose: 'marketing', channel: 'web-chat', state: 'given', method: 'privacy-page', by: 'self' },
      ...{ notice: await currentNotice(ctx, 'en'), language: 'en', wording: 'Yes, please.' },
    }),
  );
  await visit('1', 'ada');
  expect(await history(ada)).toEqual(['web-chat given privacy-page', 'web-chat refused signal']);
});

test('it counts from whenever it is switched on, and keeps nobody who wrote nothing', async () => {
  const { visitor, token } = await start(undefined);
  const headers = { authorization: `Bearer ${token}`, 'sec-gpc': '1' };
  for (let time = 0; time < 2; time += 1) expect((await fetch(`${house.url}/v1/visit`, { headers })).status).toBe(200);
  expect(await history(visitor)).toEqual(['web-chat refused signal']);
  const kept = (ctx: Ctx) =>
    holdings
      .of(ctx)
      .find(({ table }) => table === 'consent_events')
      ?.keeps?.(ctx, [visitor]);
  expect(await house.act(async (ctx) => kept(ctx))).toEqual([]);
});

test('the pages about choices take it as a no from whoever is known there, and keep nothing of anybody else', async () => {
  const { visitor } = await start(undefined);
  const open = (page: string, signal: '0' | '1') => fetch(`${house.url}${page}`, { headers: { 'sec-gpc': signal } });
  const link = await house.act(async (ctx) => new URL((await leaveLinks(ctx, visitor, 'marketing', 'email')).preferencesUrl).pathname);
  const before = await house.act((ctx) => ctx.db.all(everyEvent, [ctx.workspace]));
  const centre = await house.act((ctx) => centreKey(ctx));
  expect(await (await open(`/privacy/${centre}`, '1')).text()).toContain('Nobody is known on this page');
  expect((await open(link, '0')).status).toBe(200);
  expect(await house.act((ctx) => ctx.db.all(everyEvent, [ctx.workspace]))).toEqual(before);
  expect(await (await open(link, '1')).text()).toContain('Where this is advertising and you have not answered yourself, it counts here');
  expect(await history(visitor), 'the link names one purpose on one channel, and so far it reaches').toEqual(['email refused signal']);
  await house.act((ctx) => heedSignal(ctx, '1', visitor));
  const said = await history(visitor);
  expect(said).toContain('web-chat refused signal');
  expect(said.filter((each) => each.startsWith('email'))).toEqual(['email refused signal']);
  const { visitor: asked } = await start(undefined);
  const put = {
    person: asked,
    purpose: 'marketing',
    channel: 'email',
    state: 'requested',
    method: 'agent',
    by: 'agent',
    evidence: '',
  } as const;
  await house.act((ctx) => record(ctx, put));
  const question = await house.act(async (ctx) => new URL((await leaveLinks(ctx, asked, 'marketing', 'email')).preferencesUrl).pathname);
  expect((await open(question, '1')).status).toBe(200);
  expect(await history(asked), 'a question that was put is answered by a press, and by no look').toEqual(['email requested agent']);
});

test('the house says that it honours it', async () => {
  expect(await (await fetch(`${house.url}/.well-known/gpc.json`)).json()).toMatchObject({
    gpc: true,
    lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
});
