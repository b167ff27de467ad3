// What colleagues see of others than whoever asks: an address of several beside the conversation, a doubt about who asks and the question to them, and recipients that have yet to hear (Art. 12(6), 19).
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '#conversations';
import { withCtx } from '#kit/ctx';
import type { Id, InboxId } from '#kit/ids';
import { addIdentity, arrive, mergesOf, unmerge } from '#people';
import { axeFaultsInBothThemes } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { eventually } from '#test/house';
import { refuse } from '../../src/rights/answers.ts';
import { doubt } from '../../src/rights/course/doubting.ts';
import { noticeStore } from '../../src/rights/notices/store.ts';
import { open } from '../../src/rights/requests.ts';
import { openShop } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;
let conversation = '';
beforeAll(async () => {
  shop = await openShop();
  const channels = (await shop.staff.call('listChannels')).items;
  const inbox = channels.find(({ inbox: { channel } }) => channel === 'email')?.inbox.id as InboxId;
  const address = { kind: 'email', value: 'home@example.com' } as const;
  conversation = await shop.house.act(async (ctx) => {
    const ada = await arrive(ctx, { ...address, name: 'Ada Example' });
    const boris = await arrive(ctx, { kind: 'visitor', value: 'visitor-of-boris', proof: 'device' });
    await addIdentity(ctx, boris.person, { ...address, proof: 'code' });
    for (const { id } of await mergesOf(ctx, ada.person)) await unmerge(ctx, id);
    const { person } = await arrive(ctx, address);
    return (await receive(ctx, { inbox, person, text: 'When does my lamp come?', subject: 'A lamp' })).conversation;
  });
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
  expect(journey.faults).toEqual([]);
});

async function carolAt(place: string) {
  const { page } = await journey.open();
  await page.goto(`${shop.house.url}/`);
  await page.locator('input[name=email]').fill(shop.house.admin.email);
  await page.locator('input[name=password]').fill(shop.house.admin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${shop.house.url}${place}`);
  return page;
}

test('who reads a conversation from an address of several sees so beside it, and what does not leave on it', async () => {
  const page = await carolAt(`/inbox/${conversation}`);
  const panel = page.getByRole('complementary').filter({ hasText: 'Identities' });
  await panel.getByText('Several people write from an address of theirs').waitFor();
  await panel.getByText('Ask who they are, and join them with that person. No copy and no erasure leaves on this address alone.').waitFor();
  await panel.getByText('several people have it').waitFor();
  expect(await axeFaultsInBothThemes(page)).toEqual([]);
});

test('a colleague says that they doubt who asks, and whoever decides asks in proportion, without writing a question', async () => {
  const id = await shop.house.act(async (ctx) => {
    const { person } = await arrive(ctx, { kind: 'email', value: 'ada@example.com', name: 'Ada Example', language: 'de', proof: 'code' });
    const self = withCtx(ctx, { actor: { kind: 'person', id: person } });
    return (await open(self, { person, kind: 'erasure', source: 'person', clientKey: undefined })).id;
  });
  const page = await carolAt(`/requests/${id}`);
  await page.getByRole('button', { name: 'Approve and erase' }).waitFor();
  await page.getByRole('button', { name: 'I doubt that it is them…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What gives rise to it').selectOption('address-lost');
  await dialog.getByLabel('Why').fill('Somebody else answered at this address last week.');
  expect(await axeFaultsInBothThemes(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Say so' }).click();
  await page.getByText('A colleague doubts that it is them').waitFor();
  await page.getByText('The address may be read by somebody else by now: Somebody else answered').waitFor();
  expect(await page.getByRole('button', { name: 'Approve and erase' }).count()).toBe(0);
  expect(await axeFaultsInBothThemes(page)).toEqual([]);

  await page.getByRole('button', { name: 'Ask back…' }).click();
  await dialog.getByLabel('From another address or number of theirs that you know').check();
  await dialog.getByLabel('Why it has to be asked').fill('The mailbox may be lost.');
  expect(await axeFaultsInBothThemes(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByText('Bitte senden Sie keine Kopie eines Ausweises.').waitFor();
  const request = await shop.staff.call('readRequest', { params: { request: id } });
  expect([request.doubt?.state, request.paused?.ground]).toEqual(['asked', 'identity']);
});

test('after a refusal in doubt whoever decides finds the way out from what the person asks for next', async () => {
  const [older, id] = await shop.house.act(async (ctx) => {
    const { person } = await arrive(ctx, { kind: 'email', value: 'carol@example.com', name: 'Carol Example', proof: 'code' });
    const self = withCtx(ctx, { actor: { kind: 'person', id: person } });
    const asks = async (kind: 'erasure' | 'access') => (await open(self, { person, kind, source: 'person', clientKey: undefined })).id;
    const first = await asks('erasure');
    await doubt(ctx, first, { ground: 'address-lost', reason: 'Somebody else answered at this address last week.' });
    await refuse(ctx, first, 'legal-claims', 'A dispute is open.');
    return [first, await asks('access')];
  });
  const page = await carolAt(`/requests/${id}`);
  await page.getByText('By another request it is in doubt who asks as this person').waitFor();
  expect(await page.getByRole('button', { name: 'Approve and hand over' }).count()).toBe(0);
  expect(await axeFaultsInBothThemes(page)).toEqual([]);
  await page
    .getByRole('link', { name: /Right to erasure|Erasure|Delete/, exact: false })
    .first()
    .click();
  await eventually('the older one', async () => page.url().endsWith(older));
  await page.getByText('It stands until somebody who knows it says that it is them').waitFor();
  expect(await axeFaultsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'It is them…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('By what you know it').fill('She came to the counter with her contract.');
  await dialog.getByRole('button', { name: 'Say so' }).click();
  await page.getByText('The doubt is settled').waitFor();
  const request = await shop.staff.call('readRequest', { params: { request: id } });
  expect(request.doubtedBy).toEqual([]);
});

test('a recipient that has yet to hear stands on the work list with its day, and leads to the request', async () => {
  const { person } = await shop.house.act((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.com', name: 'Boris Example' }));
  const { id } = await shop.staff.call('openRequest', { body: { person, kind: 'rectification', text: 'It is Muster.' } });
  await shop.house.act((ctx) =>
    noticeStore.insert(ctx, { request: id as Id<'req'>, recipient: 'lamp-makers', duty: '19', basis: 'received' }),
  );
  const page = await carolAt('/requests');
  const due = page.getByRole('region', { name: 'Recipients to be told' });
  await due.getByText('due in 14 days').waitFor();
  expect(await axeFaultsInBothThemes(page)).toEqual([]);
  await due.getByRole('link', { name: /lamp-makers/ }).click();
  await eventually('its page', async () => page.url().endsWith(id));
  await page.getByText('to be told by').waitFor();
});
