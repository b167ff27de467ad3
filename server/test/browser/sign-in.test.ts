// Sign-in as a person does it, in Chromium with the virtual authenticator of its protocol (WebAuthn automation): nothing between page and server is replaced.
import { AxeBuilder } from '@axe-core/playwright';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Journey, openBrowser } from '#test/browser';
import { openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let journey: Journey;
beforeAll(async () => {
  house = await openHouse();
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await house?.stop();
});

type Authenticator = { cdp: CDPSession; id: string };
/** A device with a fingerprint reader on which the finger always fits, until told otherwise. */
async function withFinger(page: Page): Promise<Authenticator> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId: id } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id };
}

async function byPassword(page: Page): Promise<void> {
  await page.goto(`${house.url}/sign-in`);
  await page.locator('input[name=email]').fill(house.admin.email);
  await page.locator('input[name=password]').fill(house.admin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test('carol adds a passkey in her settings, signs out, and comes back with a finger and no address', { timeout: 120_000 }, async () => {
  const { page } = await journey.open();
  const { cdp, id } = await withFinger(page);
  await byPassword(page);
  await page.goto(`${house.url}/security`);
  await page.getByText('No passkey yet.').waitFor();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await clean(page);
  await page.getByLabel('Name').fill('Carol’s laptop');
  await page.keyboard.press('Enter');
  await page.getByText('Passkey added.').waitFor();
  await page.getByText('not used yet').waitFor();
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: id });
  expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }]);

  await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: id, enabled: false }); // or the page would sign in by itself
  await page.context().clearCookies();
  await page.goto(`${house.url}/sign-in?next=/security`);
  expect(await page.locator('input[name=email]').getAttribute('autocomplete')).toBe('username webauthn');
  await clean(page);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: id, enabled: true });
  await page.waitForURL('**/security');
  await page.getByText('last used').waitFor();

  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await clean(page);
  await page.getByRole('button', { name: 'Remove', exact: true }).last().click();
  await page.getByText('Passkey removed.').waitFor();
  await page.getByText('No passkey yet.').waitFor();
  await page.context().close();
  expect(journey.faults).toEqual([]);
});
