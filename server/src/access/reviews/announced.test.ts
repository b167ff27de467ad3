// Who hears of a review, when each grant was last used, and who reads what was decided before, over the wire.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addInbox, receive } from '#conversations';
import type { InboxId } from '#kit/ids';
import { list } from '#ledger';
import { arrive } from '#people';
import { eventually, openHouse } from '#test/house';
import { keepReviewing } from './reviews.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
type Staff = Awaited<ReturnType<typeof house.staffClient>>;
let carol: Staff;
let boris: Staff;
const password = 'nine quiet kettles hum';
const day = 86_400_000;
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  boris = await join('Boris', 'security');
});
afterAll(() => house.stop());

async function join(name: string, role: string): Promise<Staff> {
  const email = `${name.toLowerCase()}@example.com`;
  const { link } = await carol.call('invite', { body: { email, name, role } });
  const token = link?.split('#')[1] ?? '';
  await house.publicClient().call('acceptInvitation', { params: { token }, body: { name, password } });
  return house.staffClient({ email, password });
}
const again = async () => {
  carol = await house.staffClient();
  boris = await house.staffClient({ email: 'boris@example.com', password });
};
const inboxWith = (name: string) =>
  house.act(async (ctx) => {
    const inbox = (await addInbox(ctx, { name, channel: 'email', recipient: null })).id;
    const { person } = await arrive(ctx, { kind: 'email', value: `ada+${name}@example.com`, name: 'Ada' });
    return { inbox, conversation: (await receive(ctx, { inbox, person, text: 'Hello' })).conversation };
  });
const mailsOf = async (email: string) =>
  (await carol.call('listCaptured')).items.filter((mail) => mail.to.includes(email) && mail.subject.includes('review of who has what'));

test('of two grants of one role the one on which a look rested is dated, by its day', async () => {
  const [repairs, sales] = [await inboxWith('Repairs'), await inboxWith('Sales')];
  const staff = (await boris.call('me')).staff.id;
  for (const { inbox } of [repairs, sales])
    await carol.call('addGrant', { params: { staff }, body: { role: 'agent', inboxes: [inbox], reason: 'Covers for a colleague' } });
  await boris.call('listMessages', { params: { conversation: repairs.conversation } });
  await carol.call('startAccessReview');
  const { review } = await carol.call('readAccessReview');
  const used = (inbox: InboxId) =>
    review?.members.find((each) => each.staff === staff)?.lines.find((line) => line.inboxes?.[0] === inbox)?.usedAt;
  expect(used(repairs.inbox)).toBe(`${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`);
  expect(used(sales.inbox)).toBe(null);
});

test('whoever decides hears by mail and in the console that lines wait, and again after a week; whoever began it only then', async () => {
  const mail = await eventually('the mail', async () => (await mailsOf('boris@example.com'))[0]);
  expect(mail.text).toContain('/reviews');
  expect(mail.text).not.toMatch(/Boris|Carol|stf_/);
  const { review } = await carol.call('readAccessReview');
  const lines = review?.members.flatMap((each) => each.lines) ?? [];
  const ofBoris = review?.members.find((each) => each.name === 'Boris')?.lines ?? [];
  expect(await boris.call('readWaitingReview')).toMatchObject({ lines: lines.length - ofBoris.length });
  expect(await carol.call('readWaitingReview')).toMatchObject({ lines: ofBoris.length });
  for (const { id } of ofBoris) await carol.call('decideReviewLine', { params: { line: id }, body: { keep: true, reason: 'Needed' } });
  expect(await carol.call('readWaitingReview')).toMatchObject({ lines: 0 });
  await house.act(keepReviewing);
  house.passTime(8 * day);
  await again();
  await house.act(keepReviewing);
  await house.act(keepReviewing);
  await eventually('the second mail', async () => (await mailsOf('boris@example.com')).find(({ at }) => at !== mail.at));
  const { items } = await house.act((ctx) => list(ctx, { kind: 'review.told', limit: 10 }));
  expect(items.map((each) => each.facts?.['people'])).toEqual([1, 1]); // once a week, and nobody for whom nothing waits
  expect(await mailsOf(house.admin.email)).toEqual([]); // nothing waits for carol
});

test('an auditor reads what was decided in earlier reviews, and decides nothing', async () => {
  const { review } = await boris.call('readAccessReview');
  for (const line of review?.members.flatMap((each) => each.lines) ?? [])
    if (!line.decision) await boris.call('decideReviewLine', { params: { line: line.id }, body: { keep: true, reason: 'Runs the house' } });
  await carol.call('startAccessReview');
  const eve = await join('Eve', 'auditor');
  const { items } = await eve.call('listAccessReviews');
  expect(items).toHaveLength(2);
  const first = items[1];
  expect(first).toMatchObject({ id: review?.id, taken: 0, gone: 0, kept: first?.lines, finishedAt: expect.any(String) });
  const past = await eve.call('readPastReview', { params: { review: first?.id ?? '' } });
  expect(past.members.find((each) => each.name === 'Carol')?.lines[0]).toMatchObject({
    ...{ kind: 'account', decision: 'kept', reason: 'Runs the house', decidedBy: 'Boris' },
  });
  await expect(eve.call('readPastReview', { params: { review: 'rvw_00000000000000000000000000' } })).rejects.toMatchObject({
    code: 'not-found',
  });
  await expect(eve.call('startAccessReview')).rejects.toMatchObject({ code: 'not-permitted' });
  const agent = await join('Gina', 'agent');
  await expect(agent.call('listAccessReviews')).rejects.toMatchObject({ code: 'not-permitted' });
});
