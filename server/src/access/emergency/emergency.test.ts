// An emergency access from its opening to its verdict, over the wire; what it opens is shown with the roles (reach.test.ts).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId, type StaffId } from '#kit/ids';
import { list } from '#ledger';
import { browserOf } from '#test/browser-of';
import { eventually, openHouse } from '#test/house';
import { accessChecks } from '../checks.ts';
import { eraseFormer } from '../leaving/erase-former.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let ada: ReturnType<typeof browserOf> & { id: StaffId };
const password = 'nine quiet kettles hum';
const person = newId('per');
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  const { link, staff } = await carol.call('invite', { body: { email: 'ada@example.com', name: 'Ada', role: 'agent' } });
  const browser = browserOf(house.url);
  await browser.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name: 'Ada', password });
  ada = { ...browser, id: staff.id as StaffId };
});
afterAll(() => house.stop());

const open = (body: object = {}) =>
  ada.call('POST', '/v1/emergencies', { scope: { person }, reason: 'colleague-absent', note: 'Boris is away today', ...body });
const mine = async () => (await ada.call('GET', '/v1/me/emergencies')).body['items'] as { id: string; note: string }[];
const check = (id: string) => house.act((ctx) => accessChecks.find((each) => each.id === id)!.run(ctx));
const judge = (emergency: string) =>
  carol.call('reviewEmergency', { params: { emergency }, body: { verdict: 'justified', note: 'It could not wait.' } });

test('it needs a reason from the list, a few words, and an end within four hours', async () => {
  for (const wrong of [{ note: 'urgent!!!' }, { note: 'x' }, { reason: 'curious' }, { minutes: 241 }, { minutes: 1 }, { scope: {} }])
    expect(await open(wrong)).toMatchObject({ status: 422, code: 'invalid' });
  expect(await mine()).toEqual([]);
});

test('the privacy officers hear of it at once by a mail that names nobody, and it ends by itself', async () => {
  const { status, body } = await open({ minutes: 10 });
  expect(status).toBe(201);
  expect(body).toMatchObject({ person, inbox: null, note: 'Boris is away today', closedAt: null, review: null });
  const mail = await eventually('the mail', async () =>
    (await carol.call('listCaptured')).items.find((each) => each.to.includes(house.admin.email) && each.subject.includes('emergency')),
  );
  expect(mail.text).toContain('/emergencies');
  expect(mail.text).not.toMatch(/Ada|Boris|per_/);
  expect(await mine()).toHaveLength(1);
  house.passTime(601_000);
  expect(await mine()).toEqual([]);
});

test('an administrator who gives themselves a role, looks and lets go of it is told of, by a mail that names nobody', async () => {
  const { link } = await carol.call('invite', { body: { email: 'boris@example.com', name: 'Boris', role: 'administrator' } });
  const boris = browserOf(house.url);
  await boris.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name: 'Boris', password });
  const self = ((await boris.call('GET', '/v1/me')).body['staff'] as { id: string }).id;
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const given = await boris.call('POST', `/v1/staff/${self}/grants`, { role: 'supervisor', until, reason: 'Helps out' });
  expect((await boris.call('GET', '/v1/conversations')).status).toBe(200);
  expect((await boris.call('DELETE', `/v1/grants/${given.body['id']}`)).status).toBe(204);
  const mail = await eventually('the mail', async () =>
    (await carol.call('listCaptured')).items.find(
      (each) => each.to.includes(house.admin.email) && each.subject.includes('gave themselves'),
    ),
  );
  expect(mail.text).toContain('/emergencies');
  expect(mail.text).not.toMatch(/Boris|stf_|supervisor/);
  expect(await check('access.nobody-gave-themselves-customers')).toBe(1);
  const [act] = (await carol.call('listActsAlone')).items;
  expect(act).toMatchObject({ kind: 'grant', staff: { name: 'Boris' }, role: 'supervisor' });
  await carol.call('judgeActAlone', { params: { act: act?.id ?? '' }, body: { verdict: 'not-justified' } });
  expect(await check('access.nobody-gave-themselves-customers')).toBe(0);

  // whoever becomes an officer by it is not who is told of it
  const watch = { name: 'Watch', permissions: ['staff.read'], purposes: [], reason: 'Keeps watch' };
  const { id: role } = await carol.call('addRole', { body: watch });
  await carol.call('addGrant', { params: { staff: ada.id }, body: { role, reason: 'Keeps watch' } });
  const wider = { ...watch, permissions: ['staff.read', 'emergency.review'] };
  expect((await boris.call('PUT', `/v1/roles/${role}`, wider)).status).toBe(200);
  const named = (each: { subject: string }) => each.subject.includes('answers for privacy');
  const told = await eventually('the mail of the officer', async () => {
    const mails = (await carol.call('listCaptured')).items.filter(named);
    return mails.length > 0 ? mails : undefined;
  });
  expect(told.flatMap((each) => each.to)).toEqual([house.admin.email]);
  await carol.call('changeRole', { params: { role }, body: watch });
});

test('it ends by hand too; a verdict waits for its end, is never one’s own, and is given once', async () => {
  await ada.call('POST', '/v1/session/proof', { password });
  const { body } = await open();
  const emergency = String(body['id']);
  await expect(judge(emergency)).rejects.toMatchObject({ code: 'conflict', problem: { because: 'still-open' } });
  expect((await ada.call('DELETE', `/v1/me/emergencies/${emergency}`)).status).toBe(204);
  expect((await ada.call('DELETE', `/v1/me/emergencies/${emergency}`)).status).toBe(404);
  await judge(emergency);
  await expect(judge(emergency)).rejects.toMatchObject({ code: 'conflict' });
  const { items } = await carol.call('listEmergencies');
  expect(items.find((each) => each.id === emergency)).toMatchObject({
    staff: { name: 'Ada' },
    review: { verdict: 'justified', note: 'It could not wait.', by: 'Carol' },
  });
  const own = await carol.call('openEmergency', { body: { scope: { person }, reason: 'fault', note: 'A fault that hides' } });
  await carol.call('closeEmergency', { params: { emergency: own.id } });
  await expect(judge(own.id)).rejects.toMatchObject({ code: 'needs-second-person' });
  const kinds = await house.act(async (ctx) => (await list(ctx, { kind: 'emergency.', limit: 50 })).items.map((each) => each.kind));
  expect(kinds.toSorted()).toEqual([
    ...['emergency.closed', 'emergency.closed', 'emergency.opened', 'emergency.opened', 'emergency.opened', 'emergency.reviewed'],
  ]);
});

test('after seven days without a verdict it is a finding', async () => {
  expect(await check('access.emergencies-are-reviewed')).toBe(0);
  house.passTime(7 * 86_400_000);
  carol = await house.staffClient();
  expect(await check('access.emergencies-are-reviewed')).toBe(2); // the first one, and carol's own
  for (const { id, staff, review } of (await carol.call('listEmergencies')).items) if (!review && staff.name === 'Ada') await judge(id);
  expect(await check('access.emergencies-are-reviewed')).toBe(1);
});

test('whoever leaves loses it at once; once they are erased the evidence stays without their words', async () => {
  await ada.call('POST', '/v1/sessions', { email: 'ada@example.com', password });
  await open({ minutes: 240 });
  await carol.call('takeStaffAway', { params: { staff: ada.id } });
  const newest = async () => (await carol.call('listEmergencies')).items.find((each) => !each.review && each.staff.id === ada.id);
  expect(await newest()).toMatchObject({ note: 'Boris is away today', closedAt: expect.any(String) });
  house.passTime(91 * 86_400_000);
  carol = await house.staffClient();
  await house.act(eraseFormer);
  const left = await newest();
  expect(left).toMatchObject({ note: '', staff: { name: '' } });
  await judge(left?.id ?? '');
});
