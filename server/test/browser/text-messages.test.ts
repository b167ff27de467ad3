// A newcomer opens text messages in the sandbox, plays a customer, answers with the segments in view, and reads what STOP did; clean for axe in both themes.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InboxId } from '#kit/ids';
import { expectClean } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { eventually } from '#test/house';
import { change } from '../../src/channels/change.ts';
import { openShop } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;
beforeAll(async () => {
  shop = await openShop();
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
  expect(journey.faults).toEqual([]);
});

const shots = process.env['PARLEY_SHOTS'];

test('a channel in the sandbox is opened, written to, answered and stopped, without anything leaving', async () => {
  const { page } = await journey.open({ colorScheme: 'light' });
  const { house, staff } = shop;
  const look = async (name: string): Promise<void> => {
    await expectClean(page);
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  await page.goto(`${house.url}/`);
  await page.locator('input[name=email]').fill(house.admin.email);
  await page.locator('input[name=password]').fill(house.admin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();

  await page.goto(`${house.url}/channels`);
  await page.getByRole('button', { name: 'Add a channel' }).click();
  await page.getByLabel('Kind').selectOption('sms');
  await page.getByLabel('Carried by').selectOption('twilio');
  await look('sms-dialog');
  await page.getByLabel('Carried by').selectOption('sandbox');
  await page.getByLabel('Name of the inbox').fill('Text messages');
  await page.getByRole('button', { name: 'Open channel' }).click();
  await page.getByText('Webhook for what comes in').waitFor();
  await look('sms-channel');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const address = page.locator('figure', { hasText: 'Webhook for what comes in' });
  await address.getByRole('button', { name: 'Copy' }).click();
  await address.getByText('Copied').waitFor();
  const opened = (await staff.call('listChannels')).items.find(({ inbox }) => inbox.channel === 'sms');
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(opened?.webhook);

  await page.goto(`${house.url}/channels/captured`);
  await page.getByLabel('Their number').fill('+1 202 555 0143');
  await page.getByLabel('Message', { exact: true }).fill('Is the linen shade washable?');
  await page.getByRole('button', { name: 'Send to us' }).click();
  const conversation = await eventually('the message is in', async () =>
    (await staff.call('listConversations', { query: { view: 'open' } })).items.find((each) => each.inbox.channel === 'sms'),
  );

  await page.goto(`${house.url}/inbox/${conversation.id}`);
  await page.locator('#main article').first().waitFor();
  await page.locator('[data-composer]').fill('Yes, at 30 °C. The spare one is 12 €.');
  await page.getByText(/^\d+ characters, 3 messages, \d+ left · with the link/).waitFor(); // ° makes it 70 each, and the first answer leads to their choices
  await look('sms-composer');
  await page.locator('[data-composer]').press('Control+Enter');
  await eventually('it is delivered', async () =>
    (await staff.call('listMessages', { params: { conversation: conversation.id } })).items.some(
      ({ delivery }) => delivery === 'delivered',
    ),
  );

  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${house.url}/channels/captured`);
  await page.getByText('delivered').first().waitFor();
  await page.getByLabel('Message', { exact: true }).fill('STOP');
  await page.getByRole('button', { name: 'Send to us' }).click();
  await page.locator('#main').getByText('You will get no more messages from us here.').waitFor();
  await page.locator('summary', { hasText: 'How messages end' }).click();
  await look('sms-sandbox');
  await page.getByRole('switch', { name: 'Sandbox' }).click();
  await page.getByText('No message waits to leave.').waitFor();
  await look('sandbox-ask');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('region', { name: 'Sandbox' }).getByText('The sandbox is on.').waitFor();
  await look('sandbox-on');
  await page.goto(`${house.url}/inbox`);
  await page.getByText('Nothing you send reaches anybody.').waitFor();
  await page.goto(`${house.url}/channels/captured`);
  await page.getByRole('switch', { name: 'Sandbox' }).click();
  await page.getByRole('button', { name: 'Switch off' }).click();
  await page.getByText('Off: messages leave for real.').waitFor();

  const { history } = await staff.call('readConsents', { params: { person: conversation.person.id } });
  expect(history.find(({ purpose }) => purpose === 'marketing')).toMatchObject({ channel: 'sms', state: 'withdrawn', method: 'stop-word' });
});

test('WhatsApp in the sandbox says for how long one may answer, and sends a template afterwards', async () => {
  const { page } = await journey.open({ colorScheme: 'light' });
  const { house, staff } = shop;
  const look = async (name: string): Promise<void> => {
    await expectClean(page);
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  const signIn = async (): Promise<void> => {
    await page.goto(`${house.url}/`);
    await page.locator('input[name=email]').fill(house.admin.email);
    await page.locator('input[name=password]').fill(house.admin.password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();
  };
  await signIn();
  await page.goto(`${house.url}/channels`);
  await page.getByRole('button', { name: 'Add a channel' }).click();
  await page.getByLabel('Kind').selectOption('whatsapp');
  await page.getByLabel('Carried by').selectOption('meta');
  await look('whatsapp-dialog');
  await page.getByLabel('Carried by').selectOption('twilio');
  await page.getByLabel('Account SID').waitFor();
  await page.getByLabel('Carried by').selectOption('sandbox');
  await page.getByLabel('Name of the inbox').fill('WhatsApp');
  await page.getByRole('button', { name: 'Open channel' }).click();
  const inbox = await eventually('the channel is open', async () =>
    (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'whatsapp'),
  );
  expect(inbox.settings['tellsRead'] ?? false, 'nobody is told that we read until somebody says why').toBe(false);
  await page.getByRole('heading', { name: 'WhatsApp' }).waitFor();
  await page.getByRole('button', { name: 'Settings', exact: true }).last().click();
  await page.getByLabel('Tell people that their messages were read').selectOption('yes');
  await page.getByLabel('Why it is switched on').fill('Customers asked for it.');
  await look('whatsapp-reads');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await eventually('reads are told', async () =>
    (await staff.call('listChannels')).items.some((each) => each.inbox.id === inbox.inbox.id && each.settings['tellsRead'] === true),
  );
  await staff.call('writeInSandbox', { params: { inbox: inbox.inbox.id }, body: { from: '+12025550144', text: 'Is it on its way?' } });
  const conversation = await eventually('the message is in', async () =>
    (await staff.call('listConversations', { query: { view: 'open' } })).items.find((each) => each.inbox.channel === 'whatsapp'),
  );
  house.passTime(25 * 3_600_000);
  await staff.call('signIn', { body: { email: house.admin.email, password: house.admin.password } });
  await signIn();
  await page.goto(`${house.url}/inbox/${conversation.id}`);
  await page.getByText('The time for answers is over').waitFor();
  await look('whatsapp-closed');
  await page.getByRole('button', { name: 'Choose a template' }).click();
  await page.getByRole('combobox', { name: 'Template' }).selectOption({ label: 'order_shipped (en) · service' });
  await page.getByLabel('Gap 1').fill('Ada');
  await page.getByLabel('Gap 2').fill('4711');
  await look('whatsapp-template');
  await page.getByRole('button', { name: 'Send', exact: true }).last().click();
  await page.locator('#main article').getByText('Hello Ada, your order 4711 is on its way.').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await look('whatsapp-sent');
});

test('Telegram in the sandbox is opened and written to; what is edited, reacted to and taken back is seen in the open thread', async () => {
  const { page } = await journey.open({ colorScheme: 'light' });
  const { house, staff } = shop;
  const look = async (name: string): Promise<void> => {
    await expectClean(page);
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  await page.goto(`${house.url}/`);
  await page.locator('input[name=email]').fill(house.admin.email);
  await page.locator('input[name=password]').fill(house.admin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${house.url}/channels`);
  await page.getByRole('button', { name: 'Add a channel' }).click();
  await page.getByLabel('Kind').selectOption('custom');
  await page.getByRole('button', { name: 'Make one' }).click();
  await page.getByText('it is not shown again').waitFor();
  await look('custom-dialog');
  await page.getByLabel('Kind').selectOption('telegram');
  await look('telegram-dialog');
  await page.getByLabel('Carried by').selectOption('sandbox');
  await page.getByLabel('Name of the inbox').fill('Our bot');
  await page.getByRole('button', { name: 'Open channel' }).click();
  await page.getByText('/hooks/telegram/').waitFor();
  await look('telegram-channel');

  await page.goto(`${house.url}/channels/captured`);
  const form = page.getByRole('form', { name: 'Write as somebody' }).filter({ has: page.getByLabel('Their id') });
  for (const text of ['Is the linen shade washable?', 'Please tell nobody that I asked']) {
    await form.getByLabel('Message', { exact: true }).fill(text);
    await form.getByRole('button', { name: 'Send to us' }).click();
    await page.locator('#main li').getByText(text).waitFor();
  }
  const conversation = await eventually('both are in', async () =>
    (await staff.call('listConversations', { query: { view: 'open' } })).items.find(
      (each) => each.inbox.channel === 'telegram' && each.lastSequence === 2,
    ),
  );
  await page.goto(`${house.url}/inbox/${conversation.id}`);
  await page.locator('#main').getByText('Please tell nobody that I asked').last().waitFor();
  const sandbox = await staff.call('readSandbox', { params: { inbox: conversation.inbox.id } });
  const idOf = (text: string) => sandbox.items.find((item) => item.text.startsWith(text))?.id ?? '';
  const about = (text: string) => ({
    ...{ workspace: house.workspace, inbox: conversation.inbox.id as InboxId, order: 1 },
    ...{ externalId: idOf(text), from: { kind: 'account', value: 'telegram:5000000000000143' } as const },
  });
  expect(await change(house.tools, { ...about('Is the linen'), change: 'edited', text: 'Is the linen shade washable, at 30 °C?' })).toBe(
    'done',
  );
  expect(await change(house.tools, { ...about('Is the linen'), change: 'reacted', reaction: '🙏' })).toBe('done');
  expect(await change(house.tools, { ...about('Please tell'), change: 'unsent' })).toBe('done');
  await page.locator('article').getByText('Taken back by the sender').waitFor();
  await page.getByText('at 30 °C?').last().waitFor();
  await expect.poll(() => page.locator('#main').getByText('Please tell nobody').count(), { timeout: 10_000 }).toBe(0); // the list beside it hears of it too
  await look('telegram-thread');
  await page.emulateMedia({ colorScheme: 'dark' });
  await look('telegram-thread-dark');
});
