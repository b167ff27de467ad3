// The privacy centre in real Chromium with JavaScript switched off, against the real server: the whole journey in German, as many steps to take a
// consent back as to give it, an answer by the link in a message. How the pages look and weigh is in centre-pages.test.ts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Journey, openBrowser } from '#test/browser';
import { eventually } from '#test/house';
import { customerOf, enterByLink } from './customer.ts';
import { looksOf, paint } from './looks.ts';
import { openShop } from './open-shop.ts';

const customer = (email: string, language: 'en' | 'de') => customerOf(shop, email, language);
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
  await page.getByRole('heading', { name: 'Ihre Datenschutzseite' }).waitFor();
  expect((await context.cookies()).map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
    ['parley_person', true, 'Strict'],
  ]);

  const task = async (name: string) => {
    await page.getByRole('link', { name: 'Übersicht', exact: true }).click();
    await page.locator('.tile', { hasText: name }).click();
  };
  await task('Ansehen, was Sie über mich wissen');
  await page.getByText(email).waitFor();
  await task('Meine Entscheidungen ändern');
  const choice = page.locator('[id="marketing.email"]');
  await choice.getByRole('button', { name: 'Ja' }).click();
  await page.getByRole('status').getByText('Ja gesagt').waitFor();
  await choice.getByRole('button', { name: 'Nein' }).click();
  await page.getByRole('status').getByText('zurückgenommen').waitFor();
  await task('Etwas berichtigen');
  await page.getByLabel('Name', { exact: true }).fill('Ada Beispiel');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByRole('status').getByText('Gespeichert.').waitFor();
  await page.getByLabel('Was stimmt nicht').fill('Die Hausnummer ist 11.');
  await page.getByRole('button', { name: 'Absenden' }).click();
  await page.getByRole('status').getByText('berichtigt es oder sagt Ihnen, warum nicht, bis zum').waitFor();
  await page.getByText('Die Hausnummer ist 11.').waitFor();
  await task('Widersprechen');
  await page.getByRole('button', { name: 'Widersprechen: Neuigkeiten und Angebote' }).click();
  await page.getByRole('status').getByText('Ab jetzt nutzen wir Ihre Daten dafür nicht mehr').waitFor();
  await task('Meine Daten ruhen lassen');
  await page.getByRole('button', { name: 'Ruhen lassen' }).click();
  await page.getByRole('status').getByText('Ihre Daten ruhen ab jetzt').waitFor();
  await task('Meine Daten erhalten');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Meine Daten herunterladen (ZIP)' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('my-data.zip');
  await task('Mich löschen lassen');
  await page.getByRole('button', { name: 'Ja, löschen' }).click();
  await page.getByRole('status').getByText('führt ihn bis zum').waitFor();
  const open = await shop.staff.call('listRequests', { query: { state: 'open' } });
  expect(open.items.map(({ kind }) => kind).sort()).toEqual(['erasure', 'rectification', 'restriction']);
  const request = open.items.find(({ kind }) => kind === 'erasure')?.id ?? '';
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

test('whoever is known by a number only is let in by a code in a text message, also without JavaScript, and sees where their request stands', async () => {
  const { page } = await journey.open({ javaScriptEnabled: false, locale: 'en-GB' });
  await page.goto(shop.centreUrl);
  await page.getByText('this company sends no text messages').waitFor();
  const settings = { provider: 'sandbox' } as const;
  const { inbox } = await shop.staff.call('addChannel', { body: { channel: 'sms', name: 'Text messages', settings } });
  const params = { inbox: inbox.id };
  const number = '+12025550143';
  await shop.staff.call('writeInSandbox', { params, body: { from: number, text: 'Which bulb fits?' } });
  const { person } = await eventually('the message is in', async () =>
    (await shop.staff.call('listConversations', { query: { view: 'open' } })).items.find((each) => each.inbox.channel === 'sms'),
  );
  await shop.staff.call('openRequest', { body: { person: person.id, kind: 'rectification', text: 'The shade is not blue.' } });
  await page.goto(shop.centreUrl);
  await page.getByText('Get the code by text message').click();
  await page.getByLabel('Phone number').fill('call me');
  await page.getByRole('button', { name: 'Send me a code' }).last().click();
  await page.getByRole('alert').getByText('This is not a phone number').waitFor();
  await page.getByLabel('Phone number').fill('+1 (202) 555-0143');
  await page.getByRole('button', { name: 'Send me a code' }).click();
  expect(page.url()).not.toContain('555');
  const code = await eventually(
    'the code',
    async () =>
      (await shop.staff.call('readSandbox', { params })).items.flatMap(({ to, text }) =>
        to === number ? (/^(\d{4} \d{4}) is your code/.exec(text)?.[1] ?? []) : [],
      )[0],
  );
  await page.getByLabel('Code from the text message').fill(code);
  await page.getByRole('button', { name: 'Open my page' }).click();
  await page.getByRole('link', { name: 'Requests', exact: true }).click();
  await page.getByText('The shade is not blue.').waitFor();
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
    await press('Choices', 'link');
    await press(answer, 'button');
    await page.getByText(outcome).first().waitFor();
    return clicks;
  };
  await page.goto(`${shop.centreUrl}/choices`);
  const [yes, no, ...more] = await looksOf(page, '[id="marketing.email"]');
  expect([no, more], 'before anything was said').toEqual([yes, []]);
  await paint(page, '.switch form+form button{opacity:.25}');
  const [loud, faint] = await looksOf(page, '[id="marketing.email"]');
  expect([loud, faint?.join()], 'planted: a no that hardly shows').toEqual([yes, expect.stringContaining('opacity: 0.25')]);
  const [give, withdraw] = [await steps('Yes', 'You said yes on'), await steps('No', 'You took it back on')];
  expect(withdraw).toBe(give);
});

test('following a signed link or a link in a message changes nothing; one press does', async () => {
  const email = 'carol.customer@example.com';
  const { link, person } = await customer(email, 'en');
  const { page, context } = await journey.open({ javaScriptEnabled: false });
  const standing = async () =>
    (await shop.staff.call('readConsents', { params: { person } })).states.find(
      ({ channel, purpose }) => channel === 'email' && purpose === 'marketing',
    )?.state;
  for (let scan = 0; scan < 3; scan++) await fetch(link);
  await page.goto(link);
  expect(await context.cookies()).toEqual([]);
  await enterByLink(page, link);
  await page.goto(`${shop.centreUrl}/choices`);
  await page.locator('[id="marketing.email"]').getByRole('button', { name: 'Yes' }).click();
  await page.getByText('It counts once it is confirmed').waitFor();
  const asked = await eventually('the question', async () =>
    (await shop.mailsTo(email)).find(({ subject }) => subject.startsWith('Please confirm')),
  );
  const confirm = /https?:\S+\/privacy\/confirm\/\S+/.exec(asked.text)?.[0] ?? '';
  for (let scan = 0; scan < 3; scan++) await fetch(confirm);
  expect(await standing()).toBe('pending');
  await page.goto(confirm);
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await page.getByText('Confirmed. It counts from now on.').waitFor();
  const inbox = (await shop.staff.call('listInboxes')).items.find((each) => each.channel === 'email')?.id ?? '';
  const body = { person, inbox, purpose: 'marketing', subject: 'Winter', text: 'The winter lamps are here.' };
  await shop.staff.call('startConversation', { body });
  const offer = await eventually('the offer', async () => (await shop.mailsTo(email)).find((mail) => mail.text.includes('winter lamps')));
  const preferences = /https?:\S+\/p\/\S+/.exec(offer.text)?.[0] ?? '';
  await fetch(preferences);
  const { page: mail } = await journey.open({ javaScriptEnabled: false });
  await mail.goto(preferences);
  await mail.getByText('At the moment you get “News and offers” by email.').waitFor();
  expect(await standing()).toBe('given');
  const answer = (name: 'Yes' | 'No') => mail.getByRole('button', { name, exact: true });
  const looks = async () => (await looksOf(mail, 'main')).map((look) => look.slice(0, -1)); // the line that says what was done moves them down
  const [yes, no] = await looksOf(mail, 'main');
  expect(yes?.at(-1), 'as large, and side by side').toBe(no?.at(-1));
  const before = await looks();
  await answer('No').click();
  await mail.getByText('Done. You said no').waitFor();
  expect(await looks(), 'the no that stands looks as the yes that stood').toEqual(before.toReversed());
  expect(await standing()).toBe('withdrawn');
  await answer('Yes').click();
  await mail.getByText('Done. You said yes').waitFor();
  expect(await standing()).toBe('given');
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

test('"this is not me" lets the data rest, and says so on the next page', async () => {
  const { link, person } = await customer('carol.other@example.com', 'en');
  const { page } = await journey.open({ javaScriptEnabled: false });
  await enterByLink(page, link);
  await page.getByRole('link', { name: 'My data', exact: true }).click();
  const row = page.locator('.rows li', { hasText: 'carol.other@example.com' });
  await row.getByText('This is not me', { exact: true }).click();
  await row.getByRole('button').click();
  await page.getByRole('status').getByText('A person of our team answers by').waitFor();
  expect((await shop.staff.call('readPerson', { params: { person } })).restricted).toBe(true);
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByText('Your data is on hold at the moment').waitFor();
});

test('no page threw, nothing left the machine', () => expect(journey.faults.filter((fault) => !fault.includes('data:'))).toEqual([]));
