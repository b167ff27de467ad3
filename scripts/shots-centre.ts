// Pictures of the privacy centre: somebody who wrote in the chat, agreed to one thing and asked for two, as a customer sees it.
import { publicRoutes, visitorRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import type { Page } from 'playwright-core';
import { signIn } from '../server/src/cli/demo.ts';

type Shoot = (name: string, fullPage?: boolean) => Promise<void>;
export type Customer = { readonly enter: string; readonly preferences: string };

const outside = ['', 'notice', 'help', 'accessibility', 'nowhere'];
const inside = ['me', 'data', 'choices', 'requests', 'correct', 'object', 'restrict', 'erase'];

/** Somebody new with a proved address, who was asked for a consent; gives the links that lead them to their pages. */
export async function newCustomer(url: string, language: 'en' | 'de', email: string): Promise<Customer> {
  const visitors = createClient({ routes: publicRoutes, baseUrl: url });
  const key = /data-key="([^"]+)"/.exec(await (await fetch(`${url}/demo`)).text())?.[1] ?? '';
  const { notice } = await visitors.call('readWidget', { params: { key }, query: { language } });
  const begin = { language, noticeId: notice.id, noticeHash: notice.hash };
  const { token } = await visitors.call('startVisit', { params: { key }, body: begin });
  const visitor = createClient({ routes: visitorRoutes, baseUrl: url, token: () => token });
  await visitor.call('addVisitMessage', { body: { clientId: 'shots-line-1', text: 'Does the brass lamp come with a longer cable?' } });
  const office = await signIn(url);
  const conversation = (await office.call('listConversations', { query: { view: 'open', limit: 1 } })).items[0]?.id ?? '';
  await visitor.call('giveEmail', { body: { email } });
  const mails = async () => (await office.call('listCaptured')).items.filter((mail) => mail.to.includes(email));
  const code = await until(async () => (await mails()).map(({ text }) => /\b(\d{4}) (\d{4})\b/.exec(text)).find(Boolean));
  await visitor.call('proveEmail', { body: { code: `${code[1]}${code[2]}` } });
  const ask = { purpose: 'marketing', channel: 'email' } as const;
  const { text } = await office.call('askConsent', { params: { conversation }, body: ask });
  return {
    enter: (await visitor.call('privacyLink')).url,
    preferences: /http\S+\/p\/[\w.~-]+/.exec(text ?? '')?.[0] ?? '',
  };
}

/** Takes a picture of each page of the centre, whole. */
export async function shootCentre(page: Page, home: string, { enter, preferences }: Customer, shoot: Shoot): Promise<void> {
  const shootAt = async (place: string, name: string) => {
    await page.goto(place);
    await shoot(`privacy-${name}`, true);
  };
  for (const place of outside) await shootAt(`${home}${place && `/${place}`}`, place || 'home');
  await shootAt(preferences, 'preferences');
  await page.locator('button[value=no]').click();
  await shoot('privacy-preferences-no', true);
  await shootAt(home, 'home');
  await page.locator('input[type=email]').fill('ada@example.com');
  await page.locator('main button').click();
  await shoot('privacy-code', true);
  await shootAt(enter, 'link');
  await page.locator('main button').click();
  await page.locator('button.tile').waitFor();
  await shoot('privacy-me-first', true);
  await fill(page, home);
  for (const place of inside) await shootAt(`${home}/${place}`, place);
  await page.goto(`${home}/data`);
  await page.locator('details summary').first().click();
  await shoot('privacy-data-not-me', true);
  await page.goto(`${home}/choices`);
  await page.locator('details summary').click();
  await shoot('privacy-choices-history', true);
}

/** A name, a yes, and two requests, so that the pages have something to show. */
async function fill(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/correct`);
  await page.locator('input[name=name]').fill('Ada Example');
  await page.locator('input[name=name] >> xpath=ancestor::form >> button').click();
  await page.goto(`${home}/choices`);
  await page.locator('button[value=yes]').first().click();
  await page.goto(`${home}/correct`);
  await page.locator('textarea').fill('My street is Musterweg 11, not 1. Please write it so on the invoice as well.');
  await page.locator('textarea >> xpath=ancestor::form >> button').click();
  await page.goto(`${home}/me`);
  await page.locator('button.tile').click();
}

async function until<T>(find: () => Promise<T | undefined | null>): Promise<T> {
  for (let round = 0; round < 100; round++) {
    const found = await find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('nothing came');
}
