// A forgotten password from the mail to the new session, by the doors that a browser uses.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeNow, makePasskey } from '#test/authenticator';
import { browserOf } from '#test/browser-of';
import { eventually, openHouse } from '#test/house';
import { askForReset } from './reset.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
const next = 'eleven kind ladders wait';
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
});
afterAll(() => house.stop());

const ask = (email: string) => browserOf(house.url).call('POST', '/v1/password-resets', { email });
const mailsTo = async (address: string) => (await carol.call('listCaptured')).items.filter((mail) => mail.to.includes(address));
const linksTo = async (address: string) => (await mailsTo(address)).flatMap(({ text }) => /\/password#([\w-]{43})/.exec(text)?.[1] ?? []);
/** Asks, and gives the token of the newest mail. */
async function linkFor(address: string): Promise<string> {
  const before = await linksTo(address);
  expect((await ask(address)).status).toBe(202);
  return eventually('the mail with the link', async () => (await linksTo(address)).find((link) => !before.includes(link)));
}
let counted = 0;
async function join() {
  counted += 1;
  const email = `ada${counted}@example.com`;
  const { link, staff } = await carol.call('invite', { body: { email, name: 'Ada', role: 'agent' } });
  const browser = browserOf(house.url);
  const password = 'nine quiet kettles hum';
  await browser.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name: 'Ada', password });
  return { id: staff.id, email, password, ...browser };
}

test('ada chooses a new password by the mailed link; every session is over, unknown ways in go with it, and she is told', async () => {
  const ada = await join();
  const key = makePasskey(new URL(house.url).origin);
  const { options } = (await ada.call('POST', '/v1/me/passkeys/challenges')).body;
  await ada.call('POST', '/v1/me/passkeys', { name: 'Not mine', response: key.create(options) });
  await ada.call('POST', '/v1/me/keys', { name: 'Mine', scopes: ['staff.read'], days: 30 });
  const token = await linkFor(ada.email);
  const fresh = browserOf(house.url);
  const seen = await fresh.call('GET', `/v1/password-resets/${token}`);
  expect(seen.body).toMatchObject({ email: ada.email, needsCode: false, passkeys: [{ name: 'Not mine' }], apiKeys: [{ name: 'Mine' }] });
  const set = (body: object) => fresh.call('POST', `/v1/password-resets/${token}/password`, body);
  expect(await set({ password: 'Password2026!!' })).toMatchObject({ status: 422, code: 'weak-password' });
  const forget = { passkeys: (seen.body['passkeys'] as { id: string }[]).map((each) => each.id) };
  expect((await set({ password: next, forget })).status).toBe(200);
  expect((await ada.call('GET', '/v1/me')).status).toBe(401);
  expect((await fresh.call('GET', '/v1/me')).status).toBe(200);
  expect((await fresh.call('GET', '/v1/me/passkeys')).body).toEqual({ items: [] });
  expect((await fresh.call('GET', '/v1/me/keys')).body['items']).toHaveLength(1);
  expect(await set({ password: next })).toMatchObject({ status: 404 });
  const enter = (password: string) => browserOf(house.url).call('POST', '/v1/sessions', { email: ada.email, password });
  expect(await enter(ada.password)).toMatchObject({ code: 'wrong-credentials' });
  expect((await enter(next)).status).toBe(200);
  await eventually('the news of it', async () => (await mailsTo(ada.email)).some(({ subject }) => subject.includes('was changed')));
});

test('of two links only the later one counts, of two answers only one, and after half an hour none', async () => {
  const ada = await join();
  const [first, second] = [await linkFor(ada.email), await linkFor(ada.email)];
  expect((await browserOf(house.url).call('GET', `/v1/password-resets/${first}`)).status).toBe(404);
  const set = (token: string) => browserOf(house.url).call('POST', `/v1/password-resets/${token}/password`, { password: next });
  const both = await Promise.all([set(second), set(second)]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  house.passTime(600_000);
  const third = await linkFor(ada.email);
  house.passTime(1_801_000);
  expect([404, 410]).toContain((await browserOf(house.url).call('GET', `/v1/password-resets/${third}`)).status);
});

test('a second factor is not gone round: without its code the link neither tells nor changes anything', async () => {
  const ada = await join();
  const { secret } = (await ada.call('POST', '/v1/me/second-factor')).body as { secret: string };
  const when = () => new Date(Date.now() + shift);
  let shift = 2_401_000; // what the tests before let pass
  await ada.call('POST', '/v1/me/second-factor/confirmation', { code: codeNow(secret, when()) });
  const token = await linkFor(ada.email);
  const fresh = browserOf(house.url);
  const path = `/v1/password-resets/${token}`;
  expect((await fresh.call('GET', path)).body).toMatchObject({ needsCode: true, passkeys: [], apiKeys: [] });
  expect(await fresh.call('POST', `${path}/password`, { password: next })).toMatchObject({ status: 401, code: 'code-needed' });
  expect(await fresh.call('POST', `${path}/proof`, { code: '000000' })).toMatchObject({ status: 401, code: 'wrong-code' });
  house.passTime(60_000);
  shift += 60_000;
  expect((await fresh.call('POST', `${path}/proof`, { code: codeNow(secret, when()) })).body).toMatchObject({ needsCode: false });
  expect((await fresh.call('POST', `${path}/password`, { password: next })).status).toBe(200);
  const entered = await browserOf(house.url).call('POST', '/v1/sessions', { email: ada.email, password: next });
  expect(entered).toMatchObject({ code: 'code-needed' });
});

test('an unknown address, a suspended colleague and a known one hear the same, no sooner, and only the known one gets mail', async () => {
  const [ada, gone] = [await join(), await join()];
  await carol.call('suspendStaff', { params: { staff: gone.id } });
  const timed = async (email: string) => {
    const began = performance.now();
    const { status, body } = await ask(email);
    return { answer: { status, body }, took: performance.now() - began };
  };
  const [known, unknown, suspended] = [await timed(ada.email), await timed('nobody@example.com'), await timed(gone.email)];
  expect(unknown.answer).toEqual(known.answer);
  expect(suspended.answer).toEqual(known.answer);
  for (const { took } of [known, unknown, suspended]) expect(took).toBeGreaterThanOrEqual(295);
  await eventually('the mail', async () => (await linksTo(ada.email)).length === 1);
  expect([...(await linksTo(gone.email)), ...(await linksTo('nobody@example.com'))]).toEqual([]);
});

test('asking is slowed down per address, and neither link nor address lies in database or log', async () => {
  const answers = [];
  for (let times = 0; times < 4; times += 1) answers.push((await ask('somebody@example.com')).status);
  expect(answers).toEqual([202, 202, 202, 429]);
  await askForReset(house.tools, 'somebody@example.com', { ip: '203.0.113.9' }); // whose own network asked for nothing
  const ada = await join();
  const token = await linkFor(ada.email);
  await eventually('the sealed token to be forgotten', () =>
    house.act(async (ctx) => {
      const text = 'SELECT count(*)::int AS n FROM password_resets WHERE workspace_id = $1 AND token IS NOT NULL';
      return (await ctx.db.one<{ n: number }>({ name: 'test.tokens', text }, [ctx.workspace])).n === 0;
    }),
  );
  expect(house.log.join('')).not.toContain(token);
  expect(house.log.join('')).not.toContain(ada.email);
});

test('changing the password removes the ways in that were ticked and a link that was mailed before, and tells its owner', async () => {
  const ada = await join();
  await ada.call('POST', '/v1/me/keys', { name: 'Old', scopes: ['staff.read'], days: 30 });
  const [{ id } = { id: '' }] = (await ada.call('GET', '/v1/me/keys')).body['items'] as { id: string }[];
  const mailed = await linkFor(ada.email);
  const changed = await ada.call('PUT', '/v1/me/password', { current: ada.password, password: next, forget: { apiKeys: [id] } });
  expect(changed.status).toBe(204);
  expect((await ada.call('GET', '/v1/me/keys')).body).toEqual({ items: [] });
  expect((await browserOf(house.url).call('GET', `/v1/password-resets/${mailed}`)).status).toBe(404);
  await eventually('the news of it', async () => (await mailsTo(ada.email)).some(({ subject }) => subject.includes('was changed')));
});
