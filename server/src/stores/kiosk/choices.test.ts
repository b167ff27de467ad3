// The proof of a choice at a kiosk names what stood on the screen, and counts as the store's only what was said there.
import type { Body } from '@parley/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '#consent';
import { currentNotice } from '#purposes';
import { eventually } from '#test/house';
import { codeOf, openStore } from '#test/store-house';

let shop: Awaited<ReturnType<typeof openStore>>;
beforeAll(async () => {
  shop = await openStore();
});
afterAll(() => shop.house.stop());

type Sitting = Awaited<ReturnType<typeof shop.sit>>;
const offered = async (sitting: Sitting) => (await sitting.call('readSitting', { query: { language: 'en' } })).choices;
async function choose(
  sitting: Sitting,
  choices: Awaited<ReturnType<typeof offered>>,
  given = true,
  more: Partial<Body<'chooseAtKiosk'>> = {},
) {
  const answers = choices.map(({ purpose, channel, shown }) => ({ purpose, channel, shown, given }));
  return (await sitting.call('chooseAtKiosk', { body: { ...sitting.shown, answers, ...more } })).answers;
}
const proved = async (address: string) => {
  const sitting = await shop.sit();
  await shop.prove(sitting, address);
  return sitting;
};
const figure = async () => (await shop.staff.call('listStores')).items[0]?.figures.choices;

test('a yes that stands already is not taken twice, and is no choice of this store', async () => {
  await proved('carol@example.com');
  const person = await shop.personAt('carol@example.com');
  await shop.house.act(async (ctx) => {
    const notice = await currentNotice(ctx, 'en');
    const said = { purpose: 'marketing', channel: 'email', method: 'widget', by: 'self', state: 'given', language: 'en' } as const;
    await record(ctx, { ...said, person, wording: 'Yes', session: { ip: '192.0.2.1', agent: 'test' }, ...(notice && { notice }) });
  });
  const sitting = await proved('carol@example.com');
  const before = await figure();
  expect(await choose(sitting, await offered(sitting))).toMatchObject([{ state: 'given', isNew: false }]);
  expect(await figure()).toBe(before);
});

test('a yes that waits goes on waiting, and nothing is said twice', async () => {
  const sitting = await proved('boris@example.com');
  expect(await choose(sitting, await offered(sitting))).toMatchObject([{ state: 'pending', isNew: true }]);
  const before = await figure();
  expect(await choose(sitting, await offered(sitting))).toMatchObject([{ state: 'pending', isNew: false }]);
  expect(await figure()).toBe(before);
  expect(await choose(sitting, await offered(sitting), false)).toMatchObject([{ state: 'withdrawn', isNew: true }]);
});

test('where a purpose needs no second step, a yes counts at once', async () => {
  const change = (confirmOn: 'email'[]) =>
    shop.staff.call('changePurpose', { params: { purpose: shop.marketing }, body: { confirmOn, reason: 'A trial' } });
  await change([]);
  const sitting = await proved('ada@example.com');
  expect(await choose(sitting, await offered(sitting))).toMatchObject([{ state: 'given', isNew: true }]);
  await change(['email']);
});

test('the answers of one press are taken all or none', async () => {
  const sitting = await proved('carol@example.org');
  const [first] = await offered(sitting);
  const second = { ...first, purpose: 'nothing-of-ours' } as NonNullable<typeof first>;
  expect(await codeOf(choose(sitting, first ? [first, second] : []))).toBe('conflict');
  expect((await offered(sitting))[0]?.state).toBe('none');
});

test('a notice or a wording that changed between showing and pressing is asked anew, and nothing is taken', async () => {
  const sitting = await proved('boris@example.org');
  const choices = await offered(sitting);
  expect(await codeOf(choose(sitting, [{ ...choices[0], shown: 'other words' } as never]))).toBe('conflict');
  await shop.staff.call('changeWorkspace', { body: { address: 'Street 2, Berlin' } });
  await shop.staff.call('publishNotice', { body: {} });
  expect(await codeOf(choose(sitting, choices))).toBe('conflict');
  const { history } = await shop.staff.call('readConsents', { params: { person: await shop.personAt('boris@example.org') }, query: {} });
  expect(history).toEqual([]);
  const { notice } = await shop.by(shop.device).call('readKiosk', { query: { language: 'en' } });
  const said = await choose(sitting, await offered(sitting), true, { noticeId: notice.id, noticeHash: notice.hash });
  expect(said[0]?.state).toBe('pending');
});

test('a copy is asked for by a proved address only, and a number is one', async () => {
  const { inbox } = await shop.staff.call('addChannel', {
    body: { channel: 'sms', name: 'Texts', settings: { provider: 'sandbox', number: '+12025550199' } },
  });
  const sitting = await shop.sit();
  await sitting.call('giveAddressAtKiosk', { body: { kind: 'phone', value: '+1 202 555 0123' } });
  expect(await codeOf(sitting.call('requestAtKiosk', { body: { kind: 'access' } }))).toBe('conflict');
  const code = await eventually('the code', async () => {
    const { items } = await shop.staff.call('readSandbox', { params: { inbox: inbox.id } });
    return items.flatMap(({ text }) => /^(\d{4}) (\d{4})/.exec(text)?.slice(1).join('') ?? [])[0];
  });
  expect(await sitting.call('proveAddressAtKiosk', { body: { code } })).toEqual({ proved: true });
  await sitting.call('requestAtKiosk', { body: { kind: 'access' } });
  expect((await shop.staff.call('listRequests', { query: {} })).items).toMatchObject([
    { kind: 'access', source: 'person', state: 'fulfilled' },
  ]);
});
