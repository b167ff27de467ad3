// The page on audits in Chromium: the posture at a glance, a finding accepted, an audit worked through by keyboard alone, and the bill of materials on the disk.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countTraffic } from '#datamap';
import { sequence } from '#ledger';
import { expectClean } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let journey: Journey;
let page: Page;
beforeAll(async () => {
  house = await openHouse();
  journey = await openBrowser();
  page = await atAudits();
});
afterAll(async () => {
  await journey?.close();
  await house?.stop();
  expect(journey.faults).toEqual([]);
});

async function atAudits(options: Parameters<Journey['open']>[0] = {}): Promise<Page> {
  const { page: opened } = await journey.open(options);
  await opened.goto(`${house.url}/`);
  await opened.locator('input[name=email]').fill(house.admin.email);
  await opened.locator('input[name=password]').fill(house.admin.password);
  await opened.keyboard.press('Enter');
  await opened.getByRole('navigation').first().waitFor();
  await opened.goto(`${house.url}/audits`);
  await opened.locator('#main h1').waitFor();
  return opened;
}

test('a look at every control gives the posture, and what fails stands among the findings', async () => {
  await page.getByText('Nobody looked yet').waitFor();
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByRole('heading', { name: /^\d+ of \d+ controls hold$/ }).waitFor();
  await page.getByRole('button', { name: /Does every administrator have a passkey or a second factor\?/ }).waitFor();
  await expectClean(page);
  await page.getByRole('tab', { name: /^Controls/ }).click();
  const first = page.locator('#main ul li').first();
  await first.getByText('Fails').waitFor();
  await page.getByLabel('What shows it').getByText('Carol').first().waitFor(); // who it is about, by name
  await expectClean(page);
});

test('a finding is accepted with a reason until a day, and says so', async () => {
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByRole('button', { name: /Does every administrator have a passkey/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What shall become of it').selectOption({ label: 'Accept for now' });
  await dialog.getByLabel('Owner').selectOption({ label: 'Carol' });
  await dialog.getByLabel('Accepted until').fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
  await dialog.getByLabel('What it shows').fill('The order at the shop');
  await dialog.locator('input[type=file]').setInputFiles({ name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('abc') });
  await dialog.getByText('order.txt, SHA-256 ba7816bf8f01').waitFor(); // FIPS 180-4, appendix B.1
  await dialog.getByRole('button', { name: 'Add evidence' }).click();
  await dialog.getByText('SHA-256 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad').waitFor();
  await dialog.getByText(/^Carol, /).waitFor();
  await dialog.getByLabel('Evidence, reason or what was done').fill('The keys are ordered.');
  await expectClean(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const row = page.getByRole('button', { name: /Does every administrator have a passkey/ });
  await expect.poll(() => row.textContent()).toMatch(/Carol.*Accepted.*until/);
});

test('an audit is planned, worked through by keyboard alone, and done; the next one waits', async () => {
  await page.getByRole('tab', { name: 'Audits' }).click();
  await page.getByRole('button', { name: 'Plan an audit' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Plan an audit' }).click();
  await page.getByRole('link', { name: /Security of processing, Art\. 32/ }).press('Enter');
  const here = page.locator('article[aria-current]');
  await here.waitFor();
  const item = () => here.locator('code').textContent();
  expect(await item()).toBe('a.1'); // what controls answer is not asked
  await page.locator('h1').click();
  await page.keyboard.press('n');
  await page.keyboard.type('Both lie on one disk');
  await page.keyboard.press('Control+Enter');
  await expect.poll(item).toBe('a.4');
  await expectClean(page);
  await page.keyboard.press('k');
  expect(await item()).toBe('a.1');
  await expect.poll(() => page.evaluate("document.activeElement?.closest('article')?.id")).toBe('item-a.1'); // so that it is read out
  await page.keyboard.press('j');
  for (let left = await page.locator('article').count(); left > 0; left -= 1) {
    if ((await page.getByRole('button', { name: 'Finish the audit' }).count()) > 0) break;
    const before = await item();
    await page.keyboard.press('m');
    await expect
      .poll(async () => (await item()) !== before || (await page.getByRole('button', { name: 'Finish the audit' }).count()) > 0)
      .toBe(true);
  }
  await page.getByRole('button', { name: 'Finish the audit' }).press('Enter');
  await page.getByText('The audit is done. The next one is planned.').waitFor();
  await page.getByRole('link', { name: 'All audits' }).click();
  await page.getByRole('button', { name: /Does the key folder lie apart from the data/ }).waitFor(); // its no became a finding
  await page.getByRole('tab', { name: 'Audits' }).click();
  await expect.poll(() => page.locator('#main ul li').count()).toBe(2);
});

test('the bill of materials comes to the disk as CycloneDX', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Bill of materials' }).click()]);
  expect(download.suggestedFilename()).toBe('parley.cdx.json');
  const bill = JSON.parse(readFileSync(await download.path(), 'utf8')) as { bomFormat: string; components: unknown[] };
  expect(bill.bomFormat).toBe('CycloneDX');
  expect(bill.components.length).toBeGreaterThan(200);
});

test('it speaks German, in the dark too', async () => {
  const german = await atAudits({ locale: 'de-DE', colorScheme: 'dark' });
  await german.getByRole('button', { name: /Liegt der Schlüsselordner getrennt von den Daten/ }).waitFor();
  await german.getByRole('tab', { name: /^Kontrollen/ }).click();
  await german.getByText('Trägt jede Antwort die Kopfzeilen, die Browser schützen?').waitFor();
  await expectClean(german);
});

test('the data map lights what belongs together, by keys alone, says the same as a table, and gives the record away', async () => {
  await house.act(async (ctx) => {
    await sequence(ctx);
    await countTraffic(ctx);
  });
  await page.goto(`${house.url}/data-map`);
  await page.getByRole('button', { name: /^Messages: / }).waitFor();
  await expectClean(page);
  await page.getByRole('button', { name: /^Members of staff: / }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.evaluate("document.activeElement?.getAttribute('data-node')")).toMatch(/^1:/);
  await page.keyboard.press('Enter');
  await page.locator('[data-node][aria-pressed=true]').waitFor();
  await page.getByRole('status').filter({ hasText: 'Together with:' }).waitFor();
  const box = page.getByRole('button', { name: /^Messages: / });
  const wide = async () => (await box.boundingBox())?.width ?? 0;
  const fitted = await wide();
  await page.getByRole('button', { name: 'Nearer' }).click();
  await expect.poll(wide).toBeCloseTo(fitted * 1.25, 0);
  await box.focus();
  await page.keyboard.press('+');
  await expect.poll(wide).toBeCloseTo(fitted * 1.5, 0);
  await expectClean(page);
  await page.keyboard.press('0');
  await expect.poll(wide).toBeCloseTo(fitted, 0);
  await page.getByLabel('People', { exact: true }).selectOption({ label: 'Members of staff' });
  await page.getByRole('tab', { name: 'Table' }).click();
  expect(new Set(await page.getByRole('region', { name: 'Table' }).locator('tbody th').allTextContents())).toEqual(
    new Set(['Members of staff']),
  );
  await expectClean(page);
  await page.getByRole('tab', { name: /^Weak spots/ }).click();
  await page.getByRole('button', { name: /^To the repair: where the machines stand/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^PDF: Record of processing activities/ }).click(),
  ]);
  expect(
    readFileSync(await download.path())
      .subarray(0, 8)
      .toString(),
  ).toBe('%PDF-1.7');
  await page.getByRole('button', { name: /^Change: / }).click();
  await page.getByLabel('Who runs this Parley').selectOption({ label: 'We do' });
  await page.getByLabel('Where the machines stand').selectOption({ label: 'Germany' });
  await expectClean(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByRole('definition').filter({ hasText: 'We do' }).waitFor();
});

test('an impact assessment is screened, written, weighed in the matrix and approved; what is missing is said before', async () => {
  await page.goto(`${house.url}/assessments`);
  await page.getByRole('button', { name: 'Begin an assessment' }).click();
  await page.getByLabel('What is assessed').fill('Talking with customers');
  await page.getByRole('checkbox').first().check();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin an assessment' }).click();
  await page.getByRole('heading', { level: 1, name: 'Talking with customers' }).waitFor();
  await expectClean(page);
  const step = (name: string) => page.getByRole('tab', { name }).click();
  await step('Screening');
  await page.getByLabel('Sensitive or very personal data').check();
  await page.getByText('No impact assessment is required so far').waitFor();
  await page.getByLabel('Data on a large scale').check();
  await page.getByText('An impact assessment is required').waitFor();
  for (const name of ['Screening', 'Description', 'Necessity', 'Views and advice', 'Decision']) {
    await step(name);
    for (const field of await page.locator('#main textarea').all()) await field.fill('As we thought it through.');
  }
  await page.getByRole('combobox', { name: 'Decision' }).selectOption({ label: 'may go ahead' });
  await page.getByLabel('To be reviewed by').fill(new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10));
  await step('Views and advice');
  await page.getByLabel('Were the people concerned asked?').selectOption({ label: 'Yes' });
  await step('Risks');
  await page.getByRole('button', { name: 'Add a measure' }).click();
  await page.getByLabel('What is done').fill('Seal what is said');
  await page.getByRole('checkbox', { name: 'Done' }).check();
  await page.getByRole('button', { name: 'Add a risk' }).click();
  await page.getByLabel('What could happen to people').fill('Somebody reads what is not for them');
  await page.getByLabel('Before measures: Severity').selectOption({ label: 'grave' });
  await page.getByRole('group', { name: 'Measures against it' }).getByRole('checkbox').check();
  const square = page.getByRole('table', { name: /Before measures/ }).getByRole('cell', { name: /Risk 1/ });
  expect(await square.textContent()).toBe('highRisk 1');
  await expectClean(page);
  await page.getByRole('button', { name: 'Save draft' }).click();
  await step('Decision');
  await page.getByRole('button', { name: 'Approve and freeze' }).click();
  await page.getByText(/^Approved by Carol on/).waitFor();
  await step('Risks');
  await page.getByRole('table', { name: /After measures/ }).waitFor();
  await expectClean(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download as PDF' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^dpia-.*-1-.*\.pdf$/);
});
