// Pages of a kiosk over a stand-in for the API: who may press, what the browser is told to keep, and that nothing from outside is markup.
import { expect, test } from 'vitest';
import type { Host } from '../host.ts';
import { languages } from '../language.ts';
import { company, fakeApi, problem } from '../test/api.ts';
import { mountStores } from './stores.ts';

type Handler = Parameters<Host['route']>[0]['handler'];
const face = {
  ...{
    company: company.company,
    accent: company.accent,
    logo: null,
    centreKey: 'ck',
    notice: { id: 'ntc_1', hash: 'h', ...company.notice },
  },
  ...{ store: 'Mitte <1>', languages, restSeconds: 60, texts: false, pageUrl: 'https://talk.example.com/s/x' },
  ...{ centreUrl: 'https://talk.example.com/privacy/ck' },
};
const sitting = {
  asked: true,
  address: { kind: 'email', proved: true },
  handOverUrl: 'https://talk.example.com/s/x#h=t',
  choices: [choice()],
};

function choice() {
  const words = { purposeName: 'News <b>', description: 'New things.', wording: 'Yes, please.' };
  return { purpose: 'marketing', channel: 'email', state: 'none', ...words };
}

async function visit(method: string, url: string, more: { headers?: Record<string, string>; body?: object; over?: object } = {}) {
  const mounted = new Map<string, Handler>();
  const route: Host['route'] = ({ method, url, handler }) => mounted.set(`${method} ${url}`, handler);
  const answers = {
    readKiosk: { ...face, language: /lang=(\w\w)/.exec(url)?.[1] ?? 'en' },
    readSitting: sitting,
    startSitting: { token: 'seat' },
    enrolKiosk: { token: 'device' },
    ...more.over,
  };
  const { client, calls } = fakeApi(answers);
  mountStores({ route }, { client: () => client, publicUrl: 'https://talk.example.com', qr: () => '<svg></svg>', secureCookies: true });
  const { pathname, searchParams } = new URL(url, 'https://talk.example.com');
  const got = { status: 0, headers: {} as Record<string, string>, text: '' };
  const reply = {
    code: (status: number) => Object.assign(got, { status }) && reply,
    headers: (headers: Record<string, string>) => Object.assign(got, { headers }) && reply,
    send: (text: unknown) => Object.assign(got, { text: String(text) }),
  };
  const headers = { 'sec-fetch-site': 'same-origin', ...more.headers };
  const request = { method, url, ip: '192.0.2.1', headers, params: {}, query: Object.fromEntries(searchParams), body: more.body };
  await mounted.get(`${method} ${pathname}`)?.(request, reply);
  return { ...got, calls: calls.map(([name]) => name) };
}
const device = { cookie: '__Host-parley_kiosk=device' };
const seated = { cookie: '__Host-parley_kiosk=device; __Host-parley_sitting=seat' };

test('a browser that is no kiosk is asked for a code, and keeps what it is given where no script can read it', async () => {
  expect((await visit('GET', '/kiosk')).text).toContain('Set up this device');
  const enrolled = await visit('POST', '/kiosk/enrol', { body: { code: 'ABCDE-FGHJK' } });
  expect(enrolled.headers['set-cookie']).toMatch(/^__Host-parley_kiosk=device; Path=\/; Secure; Max-Age=\d+; HttpOnly; SameSite=Strict$/);
  const wrong = await visit('POST', '/kiosk/enrol', { body: { code: 'x' }, over: { enrolKiosk: problem(422, 'wrong-code') } });
  expect(wrong).toMatchObject({ status: 422 });
});

test('no other page can press anything here', async () => {
  for (const place of ['/kiosk/ask', '/kiosk/end', '/kiosk/choices', '/kiosk/enrol'])
    expect(await visit('POST', place, { headers: { ...seated, 'sec-fetch-site': 'cross-site' }, body: {} })).toMatchObject({
      status: 403,
      calls: expect.not.arrayContaining(['askAtKiosk', 'endSitting', 'chooseAtKiosk', 'enrolKiosk']),
    });
});

test('the first page and the last press end the sitting, and the browser drops its token', async () => {
  for (const [method, place] of [
    ['GET', '/kiosk'],
    ['POST', '/kiosk/end'],
  ] as const) {
    const { headers, calls } = await visit(method, place, { headers: seated });
    expect(calls).toContain('endSitting');
    expect(headers['set-cookie']).toMatch(/^__Host-parley_sitting=; .*Max-Age=0/);
  }
  expect((await visit('POST', '/kiosk/end', { headers: seated })).headers['clear-site-data']).toBe('"cache", "storage"');
});

test('every page is kept by nobody, runs one script by its hash, fills in nothing by itself, and shows no markup of others', async () => {
  for (const place of ['ask', 'next', 'phone', 'reach', 'code', 'choices', 'data', 'notice', 'done'])
    for (const lang of languages) {
      const { headers, text } = await visit('GET', `/kiosk/${place}?lang=${lang}`, { headers: seated });
      expect(headers['cache-control'], place).toBe('no-store');
      expect(headers['content-security-policy'], place).toMatch(
        /^default-src 'none'; style-src 'sha256-[^ ]+'; script-src 'sha256-[^ ]+';/,
      );
      expect(text, place).toContain(`<html lang="${lang}">`);
      expect(text.match(/<h1>/g), place).toHaveLength(1);
      expect(text, place).not.toMatch(/<Loom>|News <b>|Mitte <1>|\schecked|\son\w+="|style="|\{(?:version|store)\}/);
      for (const form of text.match(/<form[^>]*>(?=(?:(?!<\/form>).)*<(?:input(?! type="hidden")|textarea))/gs) ?? [])
        expect(form, place).toContain('autocomplete="off"');
    }
});

test('only what was answered is said, and yes and no alike', async () => {
  const none = await visit('POST', '/kiosk/choices', { headers: seated, body: {} });
  expect(none.calls).not.toContain('chooseAtKiosk');
  for (const given of ['yes', 'no']) {
    const said = await visit('POST', '/kiosk/choices', { headers: seated, body: { 'answer:marketing:email': given } });
    expect(said).toMatchObject({ status: 303, headers: { location: '/kiosk/done?saved=1' } });
    expect(said.calls.filter((name) => name === 'chooseAtKiosk')).toHaveLength(1);
  }
});

test('whoever’s time is over finds the first page, and a device that is out of service forgets that it was one', async () => {
  const over = await visit('GET', '/kiosk/next', { headers: seated, over: { readSitting: problem(401, 'not-signed-in') } });
  expect(over).toMatchObject({ status: 303, headers: { location: '/kiosk' } });
  const out = await visit('GET', '/kiosk', { headers: device, over: { readKiosk: problem(401, 'not-signed-in') } });
  expect(out.headers['set-cookie']).toMatch(/^__Host-parley_kiosk=; .*Max-Age=0/);
});
