import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { answer } from './centre.ts';
import { certificatePage } from './pages/certificate.ts';
import { choicesPage, choose } from './pages/choices.ts';
import { enterByCode, enterByLink, leave, linkPage, sendCode } from './pages/enter.ts';
import { askForErasure, erasePage } from './pages/erase.ts';
import { helpPage } from './pages/help.ts';
import { homePage, noticePage } from './pages/home.ts';
import { mePage } from './pages/me.ts';
import { preferencesPage, stopMessages } from './pages/preferences.ts';
import { requestsPage } from './pages/requests.ts';
import type { Incoming } from './request.ts';
import { fakeApi, problem, request, shown } from './test/api.ts';

const inside = { cookie: 'session-1' };
function visit(handle: Parameters<typeof answer>[2], incoming: Incoming, over: Record<string, unknown> = {}) {
  const api = fakeApi(over);
  const options = { client: () => api.client, publicUrl: 'https://talk.example.com', secureCookies: true };
  return answer(options, incoming, handle).then((page) => ({ ...page, text: shown(page), calls: api.calls }));
}
const formOf = (text: string) => /name="form" value="([^"]*)"/.exec(text)?.[1] ?? '';

test('what comes from outside is never markup, on any page', async () => {
  for (const [handle, more] of [
    [homePage, {}],
    [noticePage, {}],
    [helpPage, {}],
    [mePage, inside],
    [choicesPage, inside],
  ] as const) {
    const { text, status } = await visit(handle, request('/privacy/ck', more));
    expect(status).toBe(200);
    expect(text).toContain('Lantern &#38; &#60;Loom&#62;');
    expect(text).not.toMatch(/<Loom>|<two>|Ada <b>/);
  }
});

test('nothing can run, load or frame: the policy allows this one style sheet and forms to ourselves', async () => {
  const { headers, text } = await visit(homePage, request('/privacy/ck'));
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(text).not.toMatch(/<script|onclick|style="|src="|javascript:/);
});

test('every page is far below 30 kB', async () => {
  const pages = [homePage, noticePage, helpPage, mePage, choicesPage, requestsPage, erasePage];
  for (const handle of pages) expect((await visit(handle, request('/privacy/ck', inside))).text.length).toBeLessThan(30_000);
  expect(gzipSync((await visit(noticePage, request('/privacy/ck'))).text).length).toBeLessThan(8_000);
});

test('nothing is stored on the device before somebody enters', async () => {
  for (const handle of [homePage, noticePage, helpPage, linkPage]) {
    expect((await visit(handle, request('/privacy/ck'))).headers['set-cookie']).toBeUndefined();
  }
  const asked = await visit(sendCode, request('/privacy/ck/code', { method: 'POST', form: { email: 'ada@example.com' } }));
  expect(asked.headers['set-cookie']).toBeUndefined();
});

test('the answer to an address is the same whether it is known or not, and never in an address line', async () => {
  const { text, status, calls } = await visit(
    sendCode,
    request('/privacy/ck/code', { method: 'POST', form: { email: ' ada@example.com ' } }),
  );
  expect(status).toBe(200);
  expect(text).toContain('If we know ada@example.com');
  expect(calls.find(([name]) => name === 'requestCode')?.[1]).toMatchObject({ body: { email: 'ada@example.com' } });
  expect([...text.matchAll(/(?:href|action)="([^"]*)"/g)].filter(([, to]) => to?.includes('ada'))).toEqual([]);
});

test('the session cookie is for this centre alone, strict, hidden from scripts, secure', async () => {
  const { status, headers } = await visit(
    enterByCode,
    request('/privacy/ck/session', { method: 'POST', form: { email: 'ada@example.com', code: '12 34 56' } }),
  );
  expect(status).toBe(303);
  expect(headers['location']).toBe('/privacy/ck/me');
  expect(headers['set-cookie']).toMatch(/^parley_person=session-1; Path=\/privacy\/ck; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/);
});

test('a wrong code asks again and keeps the address', async () => {
  const over = { startPersonSession: problem(401, 'wrong-code') };
  const { status, text } = await visit(
    enterByCode,
    request('/privacy/ck/session', { method: 'POST', form: { email: 'ada@example.com', code: '1' } }),
    over,
  );
  expect(status).toBe(422);
  expect(text).toContain('This code is not right');
  expect(text).toContain('value="ada@example.com"');
});

test('following a signed link changes nothing; pressing its button enters', async () => {
  const seen = await visit(linkPage, request('/privacy/ck/enter', { query: { link: 'l1' } }));
  expect(seen.calls.map(([name]) => name)).toEqual(['readCentre']);
  expect(seen.text).toContain('name="link" value="l1"');
  const entered = await visit(enterByLink, request('/privacy/ck/enter', { method: 'POST', form: { link: 'l1' } }));
  expect(entered.headers['location']).toBe('/privacy/ck/me');
});

test('a form without the token of this session, or from another page, does nothing', async () => {
  for (const more of [{ form: { given: 'yes' } }, { form: { given: 'yes', form: 'guessed' } }]) {
    const { status, calls } = await visit(choose, request('/privacy/ck/choices', { method: 'POST', ...inside, ...more }));
    expect(status).toBe(403);
    expect(calls.some(([name]) => name === 'changeMyConsent')).toBe(false);
  }
  const foreign = request('/privacy/ck/code', {
    method: 'POST',
    form: { email: 'ada@example.com' },
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect((await visit(sendCode, foreign)).status).toBe(403);
});

test('giving and withdrawing are one press each, alike, and neither is chosen beforehand', async () => {
  const { text } = await visit(choicesPage, request('/privacy/ck/choices', inside));
  const buttons = [...text.matchAll(/<button name="given" value="(yes|no)" aria-pressed="(\w+)">/g)].map(([, value, pressed]) => [
    value,
    pressed,
  ]);
  expect(buttons).toEqual([
    ['yes', 'false'],
    ['no', 'false'],
  ]);
  expect(text).not.toMatch(/checked|type="checkbox"/);
  for (const given of ['yes', 'no']) {
    const form = { purpose: 'marketing', channel: 'email', given, form: formOf(text) };
    const { status, headers, calls } = await visit(choose, request('/privacy/ck/choices', { method: 'POST', ...inside, form }));
    expect(status).toBe(303);
    expect(headers['location']).toBe('/privacy/ck/choices?saved=marketing.email#marketing.email');
    expect(calls.at(-1)).toEqual([
      'changeMyConsent',
      { body: { purpose: 'marketing', channel: 'email', given: given === 'yes', language: 'en' } },
    ]);
  }
});

test('what is kept shows in our words where we have some, else in the words that came along', async () => {
  const { text } = await visit(mePage, request('/privacy/ck/me', { ...inside, query: { lang: 'de' } }));
  expect(text).toContain('12 Einträge');
  expect(text).toContain('Ihnen antworten');
  expect(text).toContain('Something new');
  expect(text).toContain('for a week');
});

test('the language chosen goes along in every link and form', async () => {
  const { text } = await visit(mePage, request('/privacy/ck/me', { ...inside, query: { lang: 'fr' } }));
  expect(text).toContain('<html lang="fr">');
  const inner = [...text.matchAll(/(?:href|action)="(\/privacy[^"]*)"/g)].map(([, to]) => to ?? '');
  expect(inner.length).toBeGreaterThan(8);
  expect(inner.filter((to) => !to.includes('lang='))).toEqual([]);
});

test('looking at the erasure page asks for nothing; both answers look alike; pressing twice is one request', async () => {
  const seen = await visit(erasePage, request('/privacy/ck/erase', inside));
  expect(seen.calls.some(([name]) => name === 'openMyRequest')).toBe(false);
  expect(seen.text).toMatch(/<a class="button" href="[^"]*\/me">No, keep it<\/a>/);
  expect(seen.text).toMatch(/<button class="">Yes, erase me<\/button>/);
  const once = /name="once" value="([^"]+)"/.exec(seen.text)?.[1];
  const form = { form: formOf(seen.text), once: once ?? '' };
  const asked = await visit(askForErasure, request('/privacy/ck/erase', { method: 'POST', ...inside, form }));
  expect(asked.calls.at(-1)).toEqual(['openMyRequest', { body: { kind: 'erasure' }, idempotencyKey: once }]);
});

test('a preference link shows before it does anything, and then stops one thing', async () => {
  const params = { token: 't1' };
  const seen = await visit(preferencesPage, request('/privacy/preferences/t1', { params }));
  expect(seen.calls.some(([name]) => name === 'unsubscribe')).toBe(false);
  expect(seen.text).toContain('You get “News and offers” by email.');
  const stopped = await visit(stopMessages, request('/privacy/preferences/t1', { method: 'POST', params }));
  expect(stopped.headers['location']).toBe('/privacy/preferences/t1?done=stopped');
});

test('somebody whose session is over, or who was erased, is told kindly and the cookie goes', async () => {
  const over = await visit(mePage, request('/privacy/ck/me', inside), { readMe: problem(401, 'not-signed-in') });
  expect(over.status).toBe(401);
  expect(over.text).toContain('Please open your page again');
  expect(over.text).toContain('name="email"');
  expect(over.headers['set-cookie']).toMatch(/Max-Age=0/);
  const erased = await visit(mePage, request('/privacy/ck/me', inside), { readMe: problem(410, 'erased') });
  expect(erased.text).toContain('This data was erased');
});

test('a certificate asked for a moment too early says when to come back', async () => {
  const params = { token: 't1' };
  const page = await visit(certificatePage, request('/privacy/certificates/t1', { params }), {
    readCertificateByLink: problem(404, 'not-found'),
  });
  expect(page.status).toBe(404);
  expect(page.text).toContain('open this link again in a minute');
});

test('whatever breaks becomes a page with words, without a trace of the fault', async () => {
  const { status, text } = await visit(mePage, request('/privacy/ck/me', inside), { readMe: new Error('secret detail') });
  expect(status).toBe(500);
  expect(text).toContain('Something went wrong on our side');
  expect(text).not.toContain('secret detail');
  const nowhere = await visit(homePage, request('/privacy/xx'), { readCentre: problem(404, 'not-found') });
  expect(nowhere.status).toBe(404);
  expect(nowhere.text).toContain('There is nothing here');
});

test('leaving ends the session at the server too, even when it is over already', async () => {
  const { text } = await visit(mePage, request('/privacy/ck/me', inside));
  const left = await visit(leave, request('/privacy/ck/leave', { method: 'POST', ...inside, form: { form: formOf(text) } }), {
    endPersonSession: problem(401, 'not-signed-in'),
  });
  expect(left.headers['location']).toBe('/privacy/ck?left=1');
  expect(left.headers['set-cookie']).toMatch(/Max-Age=0/);
});
