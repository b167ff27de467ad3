// The pages on retention and on campaigns in Chromium: what goes within a month, the conversations behind it, a hold that is set, looked at again and lifted; the person's own page; and a campaign from its first word to its end.
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '#conversations';
import { addField, setValue } from '#fields';
import { arrive } from '#people';
import { expectClean } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { openHouse } from '#test/house';
import { openChannel } from '../../src/channels/accounts.ts';
import { stopField } from '../../src/fields/declare.ts';
import { placeHold } from '../../src/retention/holds.ts';

const day = 86_400_000;
let house: Awaited<ReturnType<typeof openHouse>>;
let journey: Journey;
let page: Page;
let conversation: string;
beforeAll(async () => {
  house = await openHouse();
  const { inbox } = (
    await house.act((ctx) => openChannel(ctx, { channel: 'email', name: 'Support', settings: { address: 'help@lantern.example.com' } }))
  ).account;
  for (const [name, days] of [
    ['ada', 0],
    ['boris', 3],
    ['dora', 9],
  ] as const) {
    house.passTime(days * day);
    const { person } = await house.act((ctx) => arrive(ctx, { kind: 'email', value: `${name}@example.com`, name }));
    for (const text of ['Where is my lamp?', 'Is it on its way?'])
      conversation = (await house.act((ctx) => receive(ctx, { inbox, person, text }))).conversation;
  }
  house.passTime(705 * day); // two years less two weeks after the last of them
  journey = await openBrowser();
  ({ page } = await journey.open());
  await page.goto(`${house.url}/`);
  await page.locator('input[name=email]').fill(house.admin.email);
  await page.locator('input[name=password]').fill(house.admin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
});
afterAll(async () => {
  await journey?.close();
  await house?.stop();
  expect(journey.faults).toEqual([]);
});

async function shoot(name: string): Promise<void> {
  const folder = process.env['PARLEY_SHOTS'];
  if (!folder) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(400);
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('what goes within thirty days stands there by week, with the way to each conversation', async () => {
  await page.getByRole('link', { name: 'Retention' }).click();
  await page.getByRole('heading', { level: 1, name: 'Retention' }).waitFor();
  const table = page.getByRole('table').first();
  await table.waitFor();
  const counts = await table.locator('tbody tr td:nth-of-type(2)').allTextContents();
  expect(counts.map(Number).reduce((sum, each) => sum + each, 0)).toBe(6);
  await page.getByText(/2 years after the last contact/).waitFor();
  const whole = page.getByRole('table', { name: 'People, and what is noted of them' }).getByRole('row', { name: /^People as a whole/ });
  const people = await whole.locator('td:last-child').allTextContents();
  expect(people.map(Number).reduce((sum, each) => sum + each, 0)).toBe(3); // they go with their conversations
  await expectClean(page);
  await shoot('retention');
  await page.getByRole('button', { name: /^Show the conversations/ }).click();
  await expect.poll(() => page.locator(`a[href*="${conversation}"]`).count()).toBe(1);
  await page.getByRole('tab', { name: 'Next 7 days' }).click();
  await page.getByText('Nothing goes', { exact: true }).waitFor();
  await page.getByRole('tab', { name: 'Next 30 days' }).click();
});

test('a hold keeps a conversation, is looked at again, and is lifted', async () => {
  await page.getByRole('button', { name: 'Set a hold' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Address of the person or conversation').fill('https://example.com/nothing');
  await dialog.getByLabel('Reason').fill('A claim is announced.');
  await dialog.getByLabel('Look again on').fill(new Date(Date.now() + (717 + 100) * day).toISOString().slice(0, 10));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('There is no person or conversation in this address.').waitFor();
  await dialog.getByLabel('Address of the person or conversation').fill(`${house.url}/inbox/${conversation}`);
  await expectClean(page);
  await shoot('hold');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('1 conversation stays: legal hold').waitFor();
  await expectClean(page);
  await shoot('retention-held');
  await page.getByRole('button', { name: 'Review', exact: true }).click();
  await dialog.getByLabel('Reason').fill('The court has set a day.');
  await dialog.getByLabel('Look again on').fill(new Date(Date.now() + (717 + 200) * day).toISOString().slice(0, 10));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The court has set a day.').waitFor();
  await page.getByRole('button', { name: 'Lift', exact: true }).click();
  await dialog.getByRole('button', { name: 'Lift' }).click();
  await page.getByText('Nothing is held').waitFor();
});

test('a campaign is written with tags, shows who would get it, is planned, paused and stopped, all by keyboard', async () => {
  const carol = await house.staffClient();
  const marketing = (await carol.call('listPurposes', {})).items.find(({ code }) => code === 'marketing');
  await carol.call('changePurpose', { params: { purpose: marketing?.id ?? '' }, body: { active: true, reason: 'A spring letter' } });
  const press = async (role: 'button' | 'link' | 'tab', name: string | RegExp) => {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press('Enter');
  };
  await press('link', 'Campaigns');
  await page.getByText('No campaign yet').waitFor();
  await page.getByLabel('New tag').fill('diabetes');
  await press('button', 'Add tag');
  await page.getByText(/tells of health, faith or the like/).waitFor();
  await page.getByLabel('New tag').fill('Likes lamps');
  await press('button', 'Add tag');
  await page.getByRole('button', { name: 'Take “Likes lamps” away from everybody' }).waitFor();
  await expectClean(page);
  await shoot('campaigns');
  const channels = ['email', 'whatsapp', 'sms', 'messenger'] as const;
  await carol.call('changePurpose', {
    params: { purpose: marketing?.id ?? '' },
    body: { channels: [...channels], reason: 'Letters there too' },
  });
  const opened = await carol.call('addChannel', { body: { channel: 'whatsapp', name: 'Our WhatsApp', settings: { provider: 'sandbox' } } });
  for (const channel of ['sms', 'messenger'] as const)
    await carol.call('addChannel', { body: { channel, name: `Our ${channel}`, settings: { provider: 'sandbox' } } });
  await press('button', 'New campaign');
  await page.getByLabel('Sent from').selectOption({ label: 'Our sms' });
  await page.getByLabel('Text', { exact: true }).fill('Dear {name|friend}, the new lamps are here.');
  await page
    .getByText(/^\{name\|friend\} becomes.+ characters with the step to unsubscribe: (one message|\d messages) to each person\./)
    .waitFor();
  await page.getByLabel('Sent from').selectOption({ label: 'Our messenger' });
  await page.getByText(/wrote there within the last 24 hours/).waitFor();
  await page.getByText(/of 2,000 characters with the step to unsubscribe/).waitFor();
  await shoot('campaign-messenger');
  await page.getByLabel('Sent from').selectOption(opened.inbox.id); // takes only what the provider approved
  await page.getByLabel('Approved message').selectOption('spring_lamps/en');
  await page.getByLabel('Gap “first name”').fill('{name|friend}');
  await page.getByText(/^Hello Ada, the lamps of this spring are here\.\s+Answer STOP to get no more of this\.$/).waitFor();
  await expectClean(page);
  await shoot('campaign-template');
  await page.getByLabel('Sent from').selectOption({ label: 'Support' });
  await page.getByLabel('Name, for colleagues').fill('Spring letter');
  await page.getByLabel('Subject').fill('Spring at {company}');
  await page.getByLabel('Text', { exact: true }).fill('Dear {name|friend},\n\nthe new lamps are here.');
  await page.getByText('Spring at Lantern & Loom').waitFor();
  await page.getByText('Dear Ada,').waitFor();
  await press('button', 'Save draft');
  await page.getByText(/^0 of fewer than 5 people would get it now/).waitFor();
  await page.getByText('Never agreed').waitFor();
  await expectClean(page);
  await shoot('campaign-draft');
  await press('button', 'Send…');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Not before/).fill(new Date(Date.now() + 730 * day).toISOString().slice(0, 16));
  await expectClean(page);
  await dialog.getByRole('button', { name: 'Send', exact: true }).press('Enter');
  await page.getByText('Planned', { exact: true }).waitFor();
  await press('button', 'Pause');
  await page.getByText('Paused', { exact: true }).waitFor();
  await expectClean(page);
  await shoot('campaign-paused');
  await press('button', 'Stop for good');
  await dialog.getByRole('button', { name: 'Stop for good' }).press('Enter');
  await page.getByText('Stopped', { exact: true }).waitFor();
});

test('a field says what it is for and how long, and whoever switches its purpose off reads how much goes with it', async () => {
  await page.goto(`${house.url}/fields`);
  await page.getByText('Nothing is noted about people.').waitFor();
  await page.getByRole('button', { name: 'Add a field' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name in English').fill('Favourite lamp');
  await dialog.getByLabel('Name in German').fill('Lieblingslampe');
  await dialog.getByLabel('Do its values tell of health').selectOption('nothing'); // nobody assumes it
  await dialog.getByLabel('Purpose').selectOption('marketing');
  await dialog.getByLabel('Kept for').fill('6');
  await dialog.getByLabel('Why it is needed').fill('Letters are about lamps they like.');
  await expectClean(page);
  await shoot('field-dialog');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('Text · News and offers · kept for 6 months · 0 values').waitFor();
  const admin = new pg.Client({ connectionString: house.adminUrl });
  await admin.connect();
  await admin.query(`INSERT INTO person_field_values (workspace_id, person_id, field_id, value, set_at, until)
    SELECT f.workspace_id, p.id, f.id, 'sealed', now(), now() + interval '9 years' FROM person_fields f JOIN people p ON p.workspace_id = f.workspace_id LIMIT 2`);
  await admin.end();
  await page.goto(`${house.url}/purposes`);
  await page.getByRole('switch', { name: 'News and offers: in use' }).click();
  await dialog.getByText(/^2 values in your own fields rest on it\..+after 7 days they are erased/).waitFor();
  await expectClean(page);
  await shoot('purpose-off');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.goto(`${house.url}/fields`);
  await page.getByText(/^Its purpose is switched off\. On .+ 2 values will be erased\.$/).waitFor();
  await expectClean(page);
  await shoot('fields');
});

test('what is noted about a person is opened one by one; what a hold only keeps is named, with until when', async () => {
  const { person } = await house.act((ctx) => arrive(ctx, { kind: 'email', value: 'emil@example.com', name: 'emil' }));
  const words = { kind: 'text', purpose: 'service-conversation', period: 'P90D', provided: true, isNoName: true } as const;
  const { id } = await house.act((ctx) =>
    addField(ctx, { ...words, tellsOf: [], names: { en: 'Shelf', de: 'Regal' }, reason: 'Lamps are kept for people.' }),
  );
  await house.act((ctx) => setValue(ctx, person, id, 'the third from below'));
  await page.goto(`${house.url}/people/${person}`);
  const show = page.getByRole('button', { name: 'Show “Shelf”' });
  await show.waitFor();
  expect(await page.getByText('the third from below').count()).toBe(0);
  await show.click();
  await page.getByText('the third from below').waitFor();
  await page.getByRole('button', { name: 'Change “Shelf”' }).waitFor();
  await page.getByRole('button', { name: 'Enter its end: Contract' }).click();
  await page.getByRole('dialog').getByLabel('Day').fill('2029-03-31');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Ends or ended on').waitFor();
  expect((await (await house.staffClient()).call('readPerson', { params: { person } })).contractEndedOn).toBe('2029-03-31');
  await house.act((ctx) => {
    const reviewOn = new Date(ctx.now.getTime() + 90 * day).toISOString().slice(0, 10);
    return placeHold(ctx, { person, ground: 'legal-claims', reason: 'A claim is announced.', reviewOn });
  });
  await house.act((ctx) => stopField(ctx, id));
  await page.reload();
  await page.getByRole('heading', { name: 'Noted, and only kept' }).waitFor();
  await page.getByText(/^Kept by a legal hold .+ looked at again on /).waitFor();
  expect(await page.getByText('the third from below').count()).toBe(0);
  await expectClean(page);
  await shoot('kept-fields');
});
