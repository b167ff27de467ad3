// Real Chromium for journeys: one browser per test file, pages that fail the test when they log an error or throw.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export type Journey = {
  readonly browser: Browser;
  readonly faults: string[];
  open(options?: Parameters<Browser['newContext']>[0]): Promise<{ page: Page; context: BrowserContext }>;
  close(): Promise<void>;
};

// what a page's policy refused: heard by the page itself, and for frames that may run no script (a mail's) said by the browser
const listen = `document.addEventListener('securitypolicyviolation', (event) =>
  window.refusedByPolicy?.(event.effectiveDirective + ' ' + event.blockedURI + ' at ' + location.pathname))`;
const refusal = /Content[ -]Security[ -]Policy/i;

/** Starts Chromium (PARLEY_CHROMIUM or Debian's); `faults` collects what pages threw, what their policy refused and requests that left this machine. */
export async function openBrowser(): Promise<Journey> {
  const browser = await chromium.launch({
    executablePath: process.env['PARLEY_CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
    args: flags,
  });
  const faults: string[] = [];
  return {
    browser,
    faults,
    async open(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options });
      await context.exposeFunction('refusedByPolicy', (what: string) => void faults.push(`refused by the policy: ${what}`));
      await context.addInitScript(listen);
      context.on('console', (said) => void (refusal.test(said.text()) && faults.push(`refused by the policy: ${said.text()}`)));
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('request', (request) => {
        if (!/^(http:\/\/(localhost|127\.0\.0\.1)[:/]|data:|blob:)/.test(request.url())) faults.push(`left the machine: ${request.url()}`);
      });
      return { page, context };
    },
    close: () => browser.close(),
  };
}
