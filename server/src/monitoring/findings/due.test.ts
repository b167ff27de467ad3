// Whoever owns a finding hears of its day by a mail that says nothing of it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { list } from '#ledger';
import { eventually, openHouse } from '#test/house';
import { tellOwners } from './due.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.stop());

test('the owner hears two days before, once it is overdue, and each week after; nobody hears twice', async () => {
  let carol = await house.staffClient();
  const me = (await carol.call('me')).staff.id;
  const dueOn = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const { id } = await carol.call('openFinding', { body: { title: 'Screen open', severity: 'low', owner: me, dueOn } });
  await carol.call('openFinding', { body: { title: 'Nobody owns it', severity: 'low', dueOn } });
  const told = async () =>
    (await carol.call('listLedger', { query: { kind: 'finding.owner-told' } })).items.map(({ facts }) => [
      facts?.['soon'],
      facts?.['overdue'],
    ]);
  const afterDays = async (days: number) => {
    house.passTime(days * 86_400_000);
    carol = await house.staffClient();
    for (let again = 0; again < 2; again += 1) await house.act(tellOwners);
    return told();
  };
  expect(await afterDays(0)).toEqual([]);
  expect(await afterDays(3)).toEqual([[1, 0]]);
  const mail = await eventually('the mail', async () =>
    (await carol.call('listCaptured')).items.find((each) => each.subject.includes('findings wait') && each.to.includes(house.admin.email)),
  );
  expect(mail.text).toContain('/audits');
  expect(mail.text).not.toMatch(/Screen|Carol|fnd_|stf_/);
  expect(await afterDays(1)).toHaveLength(1);
  expect((await afterDays(2))[0]).toEqual([0, 1]);
  expect(await afterDays(6)).toHaveLength(2);
  expect(await afterDays(1)).toHaveLength(3);
  const later = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await carol.call('changeFinding', { params: { finding: id }, body: { dueOn: later } });
  expect(await afterDays(7)).toHaveLength(3); // a new day begins anew
});

test('who left or may not look at findings hears nothing, owns nothing anew, and nothing says that they were told', async () => {
  const carol = await house.staffClient();
  const join = async (name: string, role: string) => {
    const email = `${name.toLowerCase()}@example.com`;
    const { link } = await carol.call('invite', { body: { email, name, role } });
    const params = { token: link?.split('#')[1] ?? '' };
    await house.publicClient().call('acceptInvitation', { params, body: { name, password: 'nine quiet kettles hum' } });
    return (await carol.call('listStaff')).items.find((each) => each.email === email)?.id ?? '';
  };
  const [boris, ada] = [await join('Boris', 'privacy-officer'), await join('Ada', 'agent')];
  const dueOn = new Date(Date.now() + 400 * 86_400_000).toISOString().slice(0, 10);
  const open = (owner: string) => carol.call('openFinding', { body: { title: 'Screen open', severity: 'low', owner, dueOn } });
  await open(boris);
  await expect(open(ada)).rejects.toMatchObject({ code: 'invalid' });
  await carol.call('takeStaffAway', { params: { staff: boris } });
  await expect(open(boris)).rejects.toMatchObject({ code: 'invalid' });
  house.passTime(500 * 86_400_000);
  await house.act(tellOwners);
  const later = await house.staffClient();
  const told = (await house.act((ctx) => list(ctx, { kind: 'finding.owner-told', limit: 50 }))).items;
  expect(told.length).toBeGreaterThan(0);
  expect(told.map(({ subject }) => subject)).not.toContain(boris);
  expect(
    (await later.call('listCaptured')).items.filter((each) => each.to.includes('boris@example.com') && each.subject.includes('findings')),
  ).toEqual([]);
});
