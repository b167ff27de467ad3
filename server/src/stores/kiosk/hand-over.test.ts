// Whoever photographs a screen: how long the link to one's own phone is worth something, and for whom.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openStore } from '#test/store-house';

let shop: Awaited<ReturnType<typeof openStore>>;
beforeAll(async () => {
  shop = await openStore();
});
afterAll(() => shop.house.stop());

const asked = async () => {
  const sitting = await shop.sit();
  await shop.ask(sitting, 'Do you mend old lamps?');
  return { sitting, link: await shop.linkOf(sitting) };
};

test('a link is worth nothing after its owner finished, rested, or made room for the next', async () => {
  const ada = await asked();
  await ada.sitting.call('endSitting');
  expect(await codeOf(shop.takeUp(ada.link))).toBe('expired');
  const boris = await asked();
  shop.house.passTime(121_000);
  expect(await codeOf(shop.takeUp(boris.link))).toBe('expired');
  const carol = await asked();
  await shop.sit();
  expect(await codeOf(shop.takeUp(carol.link))).toBe('expired');
});

test('an address makes every link before it worthless, and a proved one gives none', async () => {
  const { sitting, link } = await asked();
  await sitting.call('giveAddressAtKiosk', { body: { kind: 'email', value: 'ada@example.com' } });
  expect(await codeOf(shop.takeUp(link))).toBe('expired');
  const second = await shop.linkOf(sitting);
  await sitting.call('proveAddressAtKiosk', { body: { code: await shop.codeFor('ada@example.com') } });
  expect(await codeOf(shop.takeUp(second))).toBe('expired');
  expect(await shop.linkOf(sitting)).toBeNull();
});

test('a device sends three codes for one customer, and no more', async () => {
  const sitting = await shop.sit();
  const give = (at: number) => codeOf(sitting.call('giveAddressAtKiosk', { body: { kind: 'email', value: `stranger${at}@example.com` } }));
  expect([await give(1), await give(2), await give(3), await give(4)]).toEqual(['done', 'done', 'done', 'too-many']);
});

test('a device that is out of service, and a store that is retired, hand nothing over', async () => {
  const first = await asked();
  await shop.staff.call('changeStore', { params: { store: shop.store }, body: { retired: true } });
  expect(await codeOf(shop.takeUp(first.link))).toBe('expired');
  await shop.staff.call('changeStore', { params: { store: shop.store }, body: { retired: false } });
  const second = await asked();
  const [store] = (await shop.staff.call('listStores')).items;
  await shop.staff.call('revokeKiosk', { params: { kiosk: store?.kiosks[0]?.id ?? '' } });
  expect(await codeOf(shop.takeUp(second.link))).toBe('expired');
});

test('a phone whose answer was lost asks again and gets the same visit, and no other phone does', async () => {
  const { code } = await shop.staff.call('makeKioskCode', { params: { store: shop.store }, body: { name: 'Door' } });
  const device = (await shop.outside.call('enrolKiosk', { body: { code } })).token;
  const { notice } = await shop.by(device).call('readKiosk', { query: {} });
  const shown = { noticeId: notice.id, noticeHash: notice.hash, language: 'en' } as const;
  const sitting = shop.by((await shop.by(device).call('startSitting', { body: shown })).token);
  const token = new URL((await sitting.call('readSitting', { query: {} })).handOverUrl ?? '').hash.slice('#h='.length);
  const take = (nonce: string) => shop.outside.call('takeOver', { body: { token, nonce } });
  const [mine, other] = ['a'.repeat(36), 'b'.repeat(36)];
  const first = await take(mine);
  expect(await take(mine)).toEqual(first);
  expect(await codeOf(take(other))).toBe('expired');
});
