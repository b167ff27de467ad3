// The privacy centre in real Chromium with JavaScript switched off, against the real server: the whole journey in German, as many steps to take a
// consent back as to give it, messages stopped by a link, every page within its weight and clean for axe in both themes.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Journey, openBrowser } from '#test/browser';
import { eventually } from '#test/house';
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
});

/** Somebody who wrote in the chat and proved their address; gives a signed link to their privacy page. */
async function customer(email: string, language: 'en' | 'de'): Promise<{ link: string; person: string; token: string }> {
  const visitors = shop.house.publicClient();
  const params = { key: shop.widgetKey };
  const { notice } = await visitors.call('readWidget', { params, query: { language } });
  const { token, visitor: person } = await visitors.call('startVisit', {
    params,
    body: { language, noticeId: notice.id, noticeHash: notice.hash },
  });
  const visitor = shop.house.visitorClient(token);
  await visitor.call('addVisitMessage', { body: { clientId: 'the-first-line', text: 'Is the amber lamp still there?' } });
  await visitor.call('giveEmail', { body: { email } });
  expect(await visitor.call('proveEmail', { body: { code: await shop.codeFor(email) } })).toEqual({ proved: true });
  return { link: (await visitor.call('privacyLink')).url, person, token };
}

async function enterByLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator('main button').click();
  await page.waitForURL(/\/me/);
}

test('the whole journey in German without JavaScript: code, data, choices, copy, erasure, certificate', async () => {
  const email = 'ada@example.com';
  await customer(email, 'de');
  const { page, context } = await journey.open({ javaScriptEnabled: false, locale: 'de-DE' });
  await page.goto(shop.centreUrl);
  expect(await context.cookies()).toEqual([]);
  const seen = (await shop.mailsTo(email)).flatMap(({ text }) => /(\d{4}) (\d{4})/.exec(text)?.slice(1).join('') ?? []);
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByRole('button', { name: 'Code zusenden' }).click();
  expect(page.url()).not.toContain('ada');
  await page.getByLabel('Code aus der E-Mail').fill('00000000');
  await page.getByRole('button', { name: 'Meine Seite öffnen' }).click();
  await page.getByText('Dieser Code ist falsch').waitFor();
  await page.getByLabel('Code aus der E-Mail').fill(await shop.codeFor(email, seen));
  await page.getByRole('button', { name: 'Meine Seite öffnen' }).click();
  await page.getByRole('heading', { name: 'Was wir über Sie wissen' }).waitFor();
  await page.getByText(email).waitFor();
  expect((await context.cookies()).map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
    ['parley_person', true, 'Strict'],
  ]);

  await page.getByRole('link', { name: 'Meine Entscheidungen', exact: true }).click();
  await page.locator('[id="marketing.email"]').getByRole('button', { name: 'Ja' }).click();
  await page.getByRole('status').getByText('Sie haben am').waitFor();
  await page.getByRole('link', { name: 'Meine Anträge', exact: true }).click();
  await page.getByRole('button', { name: 'Kopie erstellen' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Meine Daten herunterladen (ZIP)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('my-data.zip');
  await page.getByRole('link', { name: 'Zeigen, was geschieht' }).click();
  await page.getByRole('button', { name: 'Ja, löschen' }).click();
  await page.getByText('Ihr Antrag ist bei uns.').waitFor();
  const open = await shop.staff.call('listRequests', { query: { state: 'open' } });
  const request = open.items[0]?.id ?? '';
  await shop.staff.call('approveRequest', { params: { request } });
  const answer = await eventually('the answer', async () =>
    (await shop.mailsTo(email)).find(({ subject }) => subject.includes('gelöscht')),
  );
  await eventually('the certificate', () => shop.staff.call('readCertificate', { params: { request } }).catch(() => undefined));
  await page.goto(/https?:\S+\/privacy\/certificates\/\S+/.exec(answer.text)?.[0] ?? '');
  await page.getByRole('heading', { name: 'Ihre Daten wurden gelöscht' }).waitFor();
  await page.goto(`${shop.centreUrl}/me`);
  await page.getByText(/Bitte öffnen Sie Ihre Seite noch einmal|Es gibt nichts mehr zu zeigen/).waitFor();
  expect(await context.cookies()).toEqual([]);
});

test('taking a consent back takes as many steps as giving it, and both stand side by side', async () => {
  const { link } = await customer('boris@example.com', 'en');
  const { page } = await journey.open({ javaScriptEnabled: false });
  await enterByLink(page, link);
  const steps = async (answer: 'Yes' | 'No', outcome: string) => {
    await page.goto(`${shop.centreUrl}/me`);
    let clicks = 0;
    const press = async (name: string, role: 'link' | 'button') => {
      await page.getByRole(role, { name, exact: true }).first().click();
      clicks += 1;
    };
    await press('My choices', 'link');
    await press(answer, 'button');
    await page.getByText(outcome).first().waitFor();
    return clicks;
  };
  const [give, withdraw] = [await steps('Yes', 'You said yes on'), await steps('No', 'You took it back on')];
  expect(withdraw).toBe(give);
  await page.goto(`${shop.centreUrl}/choices`);
  const [yes, no] = await Promise.all(
    ['Yes', 'No'].map((name) => page.locator('[id="marketing.email"]').getByRole('button', { name }).boundingBox()),
  );
  expect([Math.round(yes?.width ?? 0), yes?.height, yes?.y]).toEqual([Math.round(no?.width ?? 1), no?.height, no?.y]);
});

test('following a signed link or a link in a message changes nothing; one press does', async () => {
  const email = 'carol.customer@example.com';
  const { link, person } = await customer(email, 'en');
  const { page, context } = await journey.open({ javaScriptEnabled: false });
  for (let scan = 0; scan < 3; scan++) await fetch(link);
  await page.goto(link);
  expect(await context.cookies()).toEqual([]);
  await enterByLink(page, link);
  await page.goto(`${shop.centreUrl}/choices`);
  await page.locator('[id="marketing.email"]').getByRole('button', { name: 'Yes' }).click();
  await page.getByText('You said yes on').waitFor();
  const inbox = (await shop.staff.call('listInboxes')).items.find((each) => each.channel === 'email')?.id ?? '';
  const body = { person, inbox, purpose: 'marketing', subject: 'Winter', text: 'The winter lamps are here.' };
  await shop.staff.call('startConversation', { body });
  const offer = await eventually('the offer', async () => (await shop.mailsTo(email)).find((mail) => mail.text.includes('winter lamps')));
  const preferences = /https?:\S+\/privacy\/preferences\/\S+/.exec(offer.text)?.[0] ?? '';
  const standing = async () =>
    (await shop.staff.call('readConsents', { params: { person } })).states.find(
      ({ channel, purpose }) => channel === 'email' && purpose === 'marketing',
    )?.state;
  await fetch(preferences);
  const { page: mail } = await journey.open({ javaScriptEnabled: false });
  await mail.goto(preferences);
  await mail.getByText('You get “News and offers” by email.').waitFor();
  expect(await standing()).toBe('given');
  const [keep, stop] = await Promise.all(['Keep them', 'Stop these messages'].map((name) => mail.getByText(name).boundingBox()));
  expect([Math.round(keep?.width ?? 0), keep?.height]).toEqual([Math.round(stop?.width ?? 1), stop?.height]);
  await mail.getByRole('button', { name: 'Stop these messages' }).click();
  await mail.getByText('Done. You no longer get').waitFor();
  expect(await standing()).toBe('withdrawn');
  expect(await mail.context().cookies()).toEqual([]);
});

test('a form sent by another site does nothing, although the browser is inside', async () => {
  const { link, person } = await customer('boris.two@example.com', 'en');
  const { page } = await journey.open();
  await enterByLink(page, link);
  await page.goto('data:text/html,<title>evil</title>');
  await page.setContent(
    `<form method="post" action="${shop.centreUrl}/choices"><input name="purpose" value="marketing"><input name="channel" value="email"><input name="given" value="yes"><button>win</button></form>`,
  );
  await page.getByRole('button', { name: 'win' }).click();
  await page.getByText('That did not come from this page').waitFor();
  const { states } = await shop.staff.call('readConsents', { params: { person } });
  expect(states.find(({ purpose, channel }) => purpose === 'marketing' && channel === 'email')?.state).toBe('none');
});

test.each(['light', 'dark'] as const)('every page is light in weight and axe finds nothing (%s)', async (colorScheme) => {
  const { link } = await customer(`ada.${colorScheme}@example.com`, 'en');
  const { page } = await journey.open({
    colorScheme,
    viewport: colorScheme === 'dark' ? { width: 360, height: 740 } : { width: 1280, height: 800 },
  });
  const weights: number[] = [];
  page.on(
    'response',
    async (response) =>
      void weights.push(
        await response.body().then(
          ({ length }) => length,
          () => 0,
        ),
      ),
  );
  const check = async (what: string) => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${what}: ${id} ${nodes[0]?.target}`)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${what} fits`).toBe(true);
  };
  for (const place of ['', '/notice', '/help', '/nowhere']) {
    await page.goto(shop.centreUrl + place);
    await check(place);
  }
  await enterByLink(page, link);
  for (const place of ['/me', '/choices', '/requests', '/erase']) {
    await page.goto(shop.centreUrl + place);
    await check(place);
  }
  expect(Math.max(...weights)).toBeLessThan(30_000);
  expect(weights.length).toBeGreaterThan(8);
});

test('no page threw, nothing left the machine', () => expect(journey.faults.filter((fault) => !fault.includes('data:'))).toEqual([]));
