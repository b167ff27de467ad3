// The main job by hand, as a newcomer would do it: chat in the shop, answer in the console, mail that joins once the address is proved, marketing refused,
// agreed to, sent, withdrawn; the copy of the data; erasure, its certificate, and no trace afterwards.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWidget } from '#http';
import { type Journey, openBrowser } from '#test/browser';
import { temporaryFolder } from '#test/folder';
import { eventually, openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let staff: Awaited<ReturnType<(typeof house)['staffClient']>>;
let journey: Journey;
let shop: Page;
let desk: Page;
let centre: Page;
let centreUrl = '';

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  await staff.call('changeWorkspace', {
    body: {
      address: 'Musterweg 1, 10115 Berlin',
      contactEmail: 'hello@shop.example.org',
      dpoContact: 'privacy@shop.example.org',
      authority: 'Berliner Beauftragte für Datenschutz',
    },
  });
  await staff.call('addChannel', {
    body: { channel: 'email', name: 'Support mail', settings: { address: 'support@shop.example.org', fromName: 'Lantern & Loom' } },
  });
  const marketing = (await staff.call('listPurposes')).items.find((purpose) => purpose.code === 'marketing');
  await staff.call('changePurpose', {
    params: { purpose: marketing?.id ?? '' },
    body: { active: true, reason: 'A newsletter for those who ask for it' },
  });
  await staff.call('publishNotice', { body: {} });
  const key = await eventually(
    'the widget',
    async () => (await staff.call('listChannels')).items.flatMap((each) => each.snippet?.match(/data-key="([^"]+)"/)?.[1] ?? [])[0],
  );
  demoWidget.set(house.tools, { key });
  centreUrl = `${house.url}/privacy/${(await staff.call('me')).workspace.centreKey}`;
  journey = await openBrowser();
  shop = (await journey.open()).page;
  desk = (await journey.open()).page;
  centre = (await journey.open({ javaScriptEnabled: false })).page;
});
afterAll(async () => {
  await journey?.close();
  await house?.stop();
});

const line = 'Do you still have the amber table lamp?';
const answerLine = 'Yes, two of them are left.';
const mailLine = 'Here is the sketch of the amber lamp corner.';
const offer = 'The winter lamps are here.';

async function codeMail(): Promise<string> {
  return eventually('a code by mail', async () =>
    (await staff.call('listCaptured')).items
      .find((mail) => mail.to.includes('ada@example.com'))
      ?.text.match(/\b(\d{4}) ?(\d{4})\b/)
      ?.slice(1)
      .join(''),
  );
}

async function mailFromAda(): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: house.smtpPort, tls: { rejectUnauthorized: false } });
  await transport.sendMail({
    from: '"Ada Example" <ada@example.com>',
    to: 'support@shop.example.org',
    subject: 'The sketch',
    text: mailLine,
    html: `<style>p { display: none }</style><p style="color: rgb(138, 75, 42)">${mailLine}</p>`,
    attachments: [{ filename: 'sketch.txt', content: 'a corner, a lamp, a chair' }],
  });
}

async function offerByMail(): Promise<void> {
  await desk.getByRole('button', { name: 'New message' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: /Purpose/ }).click();
  await desk.getByRole('menuitemradio', { name: /News and offers/ }).click();
  await dialog.getByRole('textbox').last().fill(offer);
}

describe('the main job', () => {
  it('keeps the visitor’s device and line untouched until the chat is opened', async () => {
    const asked: string[] = [];
    shop.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await shop.goto(`${house.url}/demo`);
    await shop.getByRole('button', { name: 'Chat with us' }).waitFor();
    await shop.waitForTimeout(500);
    expect(asked.filter((url) => url.startsWith('/v1/'))).toEqual([]);
    expect(await shop.evaluate('[document.cookie, localStorage.length, sessionStorage.length]')).toEqual(['', 0, 0]);
  });

  it('lets ada chat after a short notice, and carol answer', async () => {
    await shop.getByRole('button', { name: 'Chat with us' }).click();
    await shop.getByRole('button', { name: 'Start chat' }).click();
    await shop.getByLabel('Your message').fill(line);
    await shop.keyboard.press('Enter');
    await shop.getByText(line).waitFor();
    await desk.goto(house.url);
    await desk.getByLabel(/email/i).fill(house.admin.email);
    await desk.locator('input[name=password]').fill(house.admin.password);
    await desk.keyboard.press('Enter');
    await desk.getByText(line).first().click();
    await desk.locator('[data-composer]').fill(answerLine);
    await desk.getByRole('button', { name: 'Add choices' }).click();
    await desk.getByLabel('Choice 1', { exact: true }).fill('Keep one for me');
    await desk.keyboard.press('Enter');
    await desk.getByLabel('Choice 2', { exact: true }).fill('Not now');
    await desk.locator('[data-composer]').press('Control+Enter');
    await shop.getByText(answerLine).waitFor();
    await shop.reload();
    await shop
      .getByRole('button', { name: /Chat with us|Close chat/ })
      .first()
      .click();
    await shop.getByText(answerLine).waitFor();
    expect(await shop.getByText(line).count()).toBe(1);
    await shop.getByRole('button', { name: 'Keep one for me' }).click();
    await eventually('what was tapped', async () =>
      (await staff.call('listConversations', { query: { view: 'all' } })).items.some(
        (each) => each.excerpt === 'Keep one for me' && each.excerptOf === 'in',
      ),
    );
    expect(await shop.getByRole('button', { name: 'Not now' }).count()).toBe(0); // it was answered
  });

  it('joins ada’s mail to the timeline once the address is proved', async () => {
    await mailFromAda();
    await eventually('the mail', async () =>
      (await staff.call('listConversations', { query: { view: 'all' } })).items.some((each) => each.subject === 'The sketch'),
    );
    await shop.getByRole('button', { name: 'Options' }).click();
    await shop.getByText('Get answers by email').click();
    await shop.getByLabel('Email address').fill('ada@example.com');
    await shop.getByRole('button', { name: 'Send code' }).click();
    await shop.getByLabel('Code').fill(await codeMail());
    await shop.getByRole('button', { name: 'Confirm' }).click();
    await shop.getByText('Confirmed.', { exact: false }).waitFor();
    const { items } = await staff.call('listConversations', { query: { view: 'all' } });
    const roots = await Promise.all(items.map((each) => staff.call('readPerson', { params: { person: each.person.id } })));
    expect(new Set(roots.map((root) => root.id)).size).toBe(1);
    const timeline = await staff.call('readTimeline', { params: { person: items[0]?.person.id ?? '' } });
    expect(new Set(timeline.items.map((item) => item.channel).filter(Boolean))).toEqual(new Set(['web-chat', 'email']));
  });

  it('shows the mail as it was formatted, by its own attributes and no sheet of its own', async () => {
    const { items } = await staff.call('listConversations', { query: { view: 'all' } });
    const page = await desk.context().newPage();
    await page.goto(`${house.url}/inbox/${items.find((each) => each.subject === 'The sketch')?.id}`);
    await page.getByRole('button', { name: 'Show formatting' }).click();
    const words = page.frameLocator('iframe').getByText(mailLine);
    const colour = words.evaluate(
      (node) => (globalThis as unknown as { getComputedStyle(of: unknown): { color: string } }).getComputedStyle(node).color,
    );
    expect(await colour).toBe('rgb(138, 75, 42)');
    await page.close();
  });

  it('refuses marketing, with the article, until ada agrees on her privacy page', async () => {
    await desk.reload();
    await desk.getByText('News and offers').first().waitFor();
    await offerByMail();
    await desk
      .getByRole('dialog')
      .getByText(/Art\. 6\(1\)\(a\)|6\(1\)\(a\)/)
      .first()
      .waitFor();
    const { items } = await staff.call('listConversations', { query: { view: 'all' } });
    const mailInbox = items.find((each) => each.inbox.channel === 'email')?.inbox.id ?? '';
    const body = { person: items[0]?.person.id ?? '', inbox: mailInbox, purpose: 'marketing', subject: 'Winter', text: offer };
    await expect(staff.call('startConversation', { body })).rejects.toMatchObject({
      code: 'gate-refused',
      problem: { article: expect.stringMatching(/6\(1\)\(a\)|7/) },
    });
    await desk.keyboard.press('Escape');

    await centre.goto(centreUrl);
    await centre.getByLabel('Email address').fill('ada@example.com');
    await centre.getByRole('button', { name: 'Send me a code' }).click();
    await centre.getByLabel('Code from the email').fill(await codeMail());
    await centre.getByRole('button', { name: 'Open my page' }).click();
    await centre.getByRole('heading', { name: 'Your privacy page' }).waitFor();
    await centre.goto(`${centreUrl}/choices`);
    await centre.locator('[id="marketing.email"]').getByRole('button', { name: 'Yes' }).click();
    await centre.getByRole('status').getByText('It counts once it is confirmed', { exact: false }).waitFor();
    const question = await eventually('the question to confirm', async () =>
      (await staff.call('listCaptured')).items.find(({ subject }) => subject.startsWith('Please confirm')),
    );
    await centre.goto(/https?:\S+\/privacy\/confirm\/\S+/.exec(question.text)?.[0] ?? '');
    await centre.getByRole('button', { name: 'Yes', exact: true }).click();
    await centre.getByText('Confirmed. It counts from now on.').waitFor();
    const sent = await staff.call('startConversation', { body });
    await eventually('the offer is sent', async () =>
      (await staff.call('listMessages', { params: { conversation: sent.conversation.id } })).items.some(
        (message) => message.delivery === 'sent',
      ),
    );
    const mail = (await staff.call('listCaptured')).items.find((each) => each.text.includes(offer));
    const headers = new Map(mail?.headers.map(([name, value]) => [name.toLowerCase(), value]));
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(headers.get('dkim-signature')).toMatch(/list-unsubscribe-post/i);
    const link = headers.get('list-unsubscribe')?.match(/<(https?:[^>]+)>/)?.[1] ?? '';
    expect((await fetch(link)).status).not.toBe(500); // a scanner follows links: nothing may change
    expect(
      (await staff.call('readConsents', { params: { person: body.person } })).states.find(
        (state) => state.channel === 'email' && state.purpose === 'marketing',
      )?.state,
    ).toBe('given');
    const posted = await fetch(link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
      redirect: 'error',
    });
    expect(posted.status).toBe(200);
    await expect(staff.call('startConversation', { body })).rejects.toMatchObject({
      code: 'gate-refused',
      problem: { because: 'consent-withdrawn' },
    });
  });

  it('gives ada her data, then erases her and certifies it', async () => {
    await centre.goto(`${centreUrl}/me`);
    await centre.getByRole('button', { name: /Give me my data/ }).click();
    const [download] = await Promise.all([
      centre.waitForEvent('download'),
      centre.getByRole('link', { name: 'Download my data (ZIP)' }).first().click(),
    ]);
    const archive = readFileSync(await download.path());
    expect(archive.subarray(0, 2).toString()).toBe('PK');
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'a.zip'), archive);
    const unzip = await promisify(execFile)('python3', [
      '-c',
      'import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print("\\n".join(z.namelist())); print(z.read("data.json").decode())',
      path.join(folder, 'a.zip'),
    ]);
    expect(unzip.stdout).toContain(line);
    expect(unzip.stdout).toContain(mailLine);
    expect(unzip.stdout).toContain('sketch.txt');

    await centre.goto(`${centreUrl}/erase`);
    await centre.getByRole('button', { name: 'Yes, erase me' }).click();
    const request = await eventually('the request', async () =>
      (await staff.call('listRequests', { query: { state: 'open' } })).items.find((each) => each.kind === 'erasure'),
    );
    expect(request.daysLeft).toBeGreaterThan(27);
    await desk.goto(`${house.url}/requests`);
    await staff.call('approveRequest', { params: { request: request.id } });
    const answer = await eventually('the answer by mail', async () =>
      (await staff.call('listCaptured')).items.find((mail) => /erased/i.test(mail.subject)),
    );
    const link = answer.text.match(/https?:\S+\/privacy\/certificates\/\S+/)?.[0] ?? '';
    await eventually('the certificate', () => staff.call('readCertificate', { params: { request: request.id } }).catch(() => undefined));
    await centre.goto(link);
    await centre.getByRole('heading', { name: 'Your data was erased' }).waitFor();
    expect((await staff.call('listConversations', { query: { view: 'all' } })).items).toEqual([]);
    await shop.getByText('Your data was erased').waitFor(); // the open page heard of it by itself, and forgot
    expect(await shop.evaluate('localStorage.length')).toBe(0);
  });

  it('saw no page throw and no request leave the machine', () => expect(journey.faults).toEqual([]));
});
