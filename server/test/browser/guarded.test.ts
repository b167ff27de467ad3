// What a customer sees of a number that was masked, what an agent sees of it before and after sending, and how a guarded conversation looks from both sides.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { openShop } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;
const boris = { name: 'Boris', email: 'boris@example.org', password: 'a long pass phrase 43' };

beforeAll(async () => {
  shop = await openShop();
  const { link } = await shop.staff.call('invite', { body: { name: boris.name, email: boris.email, role: 'agent' } });
  const params = { token: link?.split('#')[1] ?? '' };
  await shop.house.publicClient().call('acceptInvitation', { params, body: { name: boris.name, password: boris.password } });
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
  expect(journey.faults).toEqual([]);
});

async function staffAt(who: { email: string; password: string }, conversation: string) {
  const { page } = await journey.open();
  await page.goto(`${shop.house.url}/`);
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${shop.house.url}/inbox/${conversation}`);
  return page;
}

test('a card number is hidden from everybody and said to both; an illness guards the conversation', async () => {
  const { page: ada } = await journey.open();
  await ada.goto(`${shop.house.url}/demo`);
  await ada.getByRole('button', { name: 'Chat with us' }).click();
  await ada.getByRole('button', { name: 'Start chat' }).click();
  const mine = ada.getByRole('textbox', { name: 'Your message' });
  await mine.fill('My card is 4111 1111 1111 1111');
  await mine.press('Enter');
  await ada.getByText('My card is •••• 1111').waitFor();
  await ada.getByText('Card numbers, passwords and codes are not kept').waitFor();
  expect(await ada.getByText('4111 1111').count()).toBe(0);

  const id = (await shop.staff.call('listConversations', { query: { view: 'open', limit: 1 } })).items[0]?.id ?? '';
  const carol = await staffAt(shop.house.admin, id);
  await carol.getByText('Card number masked').waitFor();
  await carol.locator('[data-composer]').fill('Your code: my password is Kupfer7Amsel');
  await carol.keyboard.press('Control+Enter');
  await carol.getByText('Password will be masked').waitFor();
  await carol.getByText('my password is [secret]').waitFor();
  expect(await axeFaults(carol)).toEqual([]);
  await carol.getByRole('button', { name: 'Send masked' }).click();
  await carol.locator('article').getByText('my password is [secret]').waitFor();
  await ada.getByText('my password is [secret]').waitFor();

  await mine.fill('I have diabetes');
  await mine.press('Enter');
  await carol.getByText('Guarded', { exact: true }).waitFor();
  const agent = await staffAt(boris, id);
  await agent.getByText('Ask Carol.').waitFor();
  expect(await agent.getByText('diabetes').count()).toBe(0);
  expect(await agent.locator('[data-composer]').count()).toBe(0);
  expect(await axeFaults(agent)).toEqual([]);

  await carol.getByRole('button', { name: 'Lower' }).click();
  await carol.getByRole('button', { name: 'It was recognised wrongly' }).click();
  await agent.getByText('I have diabetes').first().waitFor();
}, 60_000);
