// Pages of a kiosk over a stand-in for the API: who may press, what the browser is told to keep, and that nothing from outside is markup.
import { expect, test } from 'vitest';
import { languages } from '../language.ts';
import { company, fakeApi, problem, request, shown as seen } from '../test/api.ts';
import { device, face, seated, sitting, visit } from '../test/kiosk.ts';
import { words } from '../words.ts';
import { storePage } from './page.ts';

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
  for (const place of [
    'ask',
    'next',
    'phone',
    'reach',
    'code',
    'choices',
    'data',
    'wish?kind=rectification',
    'wish?kind=human-review',
    'object',
    'notice',
    'done',
  ])
    for (const lang of languages) {
      const { headers, text } = await visit('GET', `/kiosk/${place}${place.includes('?') ? '&' : '?'}lang=${lang}`, { headers: seated });
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
    expect(said).toMatchObject({ status: 303, headers: { location: '/kiosk/done?saved=pending' } });
    expect(said.calls.filter((name) => name === 'chooseAtKiosk')).toHaveLength(1);
  }
});

const over = { readSitting: problem(401, 'not-signed-in') };
test('whoever’s time is over is told so by every page and every press, and nothing begins in their name', async () => {
  for (const [method, place] of [
    ['GET', '/kiosk/next'],
    ['GET', '/kiosk/reach'],
    ['POST', '/kiosk/reach'],
    ['POST', '/kiosk/ask'],
    ['POST', '/kiosk/choices'],
    ['POST', '/kiosk/alive'],
  ] as const) {
    const told = await visit(method, place, { headers: seated, over, body: { text: 'Hello', value: 'ada@example.com', seated: '1' } });
    expect(told, place).toMatchObject({ status: 410, calls: expect.not.arrayContaining(['startSitting']) });
    expect(told.text, place).toContain('Your time here was over');
    expect(told.headers['set-cookie'], place).toMatch(/^__Host-parley_sitting=; .*Max-Age=0/);
  }
  const dropped = await visit('POST', '/kiosk/reach', { headers: device, body: { value: 'ada@example.com', seated: '1' } });
  expect(dropped).toMatchObject({ status: 410, calls: expect.not.arrayContaining(['startSitting']) });
  expect((await visit('GET', '/kiosk/reach', { headers: seated })).text).toContain('name="seated" value="1"');
  expect((await visit('GET', '/kiosk/reach', { headers: device })).text).not.toContain('name="seated"');
});

test('done is over: the token is worth nothing from there on', async () => {
  const { calls, headers } = await visit('GET', '/kiosk/done?saved=pending.no', { headers: seated });
  expect(calls).toContain('endSitting');
  expect(headers['set-cookie']).toMatch(/^__Host-parley_sitting=; .*Max-Age=0/);
});

test('the last page says of each choice what became of it', async () => {
  const told = async (saved: string) => (await visit('GET', `/kiosk/done?saved=${saved}`, { headers: seated })).text;
  expect(await told('no')).not.toContain('Please confirm it');
  expect(await told('stood')).toContain('You had said yes before');
  expect(await told('pending.no')).toMatch(/that we have just sent you.*Your no is written down/s);
  for (const [state, isNew, saved] of [
    ['given', true, 'given'],
    ['given', false, 'stood'],
    ['pending', false, 'waits'],
    ['withdrawn', true, 'no'],
  ] as const) {
    const answers = { chooseAtKiosk: { answers: [{ purpose: 'marketing', channel: 'email', state, isNew }] } };
    const body = { 'answer:marketing:email': 'yes' };
    const { location } = (await visit('POST', '/kiosk/choices', { headers: seated, body, over: answers })).headers;
    expect(location).toBe(`/kiosk/done?saved=${saved}`);
  }
});

test('words that are no longer in force are asked anew, and nothing is saved', async () => {
  const body = { 'answer:marketing:email': 'yes' };
  const again = await visit('POST', '/kiosk/choices', { headers: seated, body, over: { chooseAtKiosk: problem(409, 'conflict') } });
  expect(again).toMatchObject({ status: 409 });
  expect(again.text).toContain('Nothing was saved');
});

test('where no codes go by text a number is no way to their data, and another is named', async () => {
  const over = {
    readKiosk: { ...face, texts: true, language: 'en' },
    readSitting: { ...sitting, address: { kind: 'phone', proved: true } },
  };
  const { text } = await visit('GET', '/kiosk/data', { headers: seated, over });
  expect(text).toContain('/kiosk/reach?kind=email&#38;back=data');
  expect(text).toContain('No codes are sent by text message here');
  for (const none of ['Erase my data', 'kind=phone']) expect(text).not.toContain(none);
  expect((await visit('GET', '/kiosk/reach?kind=phone&back=data', { headers: seated, over })).text).toContain('type="email"');
  const open = { ...over, readKiosk: { ...over.readKiosk, textsOpen: true } };
  expect((await visit('GET', '/kiosk/data', { headers: seated, over: open })).text).toContain('Erase my data');
});

test('from their data somebody proves an address and comes back to it, and erasure is asked for twice', async () => {
  const proving = { ...sitting, address: { kind: 'email', proved: false } };
  const first = await visit('GET', '/kiosk/data', { headers: seated, over: { readSitting: proving } });
  expect(first.text).toContain('/kiosk/reach?kind=email&#38;back=data');
  expect(first.text).not.toContain('kind=phone');
  const body = { kind: 'email', value: 'ada@example.com', back: 'data' };
  expect((await visit('POST', '/kiosk/reach', { headers: seated, body })).headers['location']).toBe('/kiosk/code?back=data');
  expect((await visit('GET', '/kiosk/code?back=data', { headers: seated })).text).toContain('name="back" value="data"');
  const proved = { proveAddressAtKiosk: { proved: true } };
  const there = await visit('POST', '/kiosk/code', { headers: seated, body: { code: '12345678', back: 'data' }, over: proved });
  expect(there.headers['location']).toBe('/kiosk/data');
  expect((await visit('GET', '/kiosk/data', { headers: seated })).text).toContain('Erase my data');
  const slip = await visit('POST', '/kiosk/request', { headers: seated, body: { kind: 'erasure' } });
  expect(slip.calls).not.toContain('requestAtKiosk');
  const sure = await visit('POST', '/kiosk/request', { headers: seated, body: { kind: 'erasure', sure: '1' } });
  expect(sure).toMatchObject({ headers: { location: '/kiosk/done?asked=1' }, calls: expect.arrayContaining(['requestAtKiosk']) });
});

test('a correction and a decision by a person are asked for in words, an objection by the use it is against, and the rest by one press', async () => {
  const press = (body: Record<string, string>, over = {}) => visit('POST', '/kiosk/request', { headers: seated, body, over });
  for (const kind of ['rectification', 'human-review']) {
    expect(await press({ kind, text: ' ' })).toMatchObject({ status: 422, calls: expect.not.arrayContaining(['requestAtKiosk']) });
    const away = await press({ kind, text: 'It is <Muster>.' }, { requestAtKiosk: problem(429, 'too-many') });
    expect(away.text).toContain('It is &#60;Muster&#62;.</textarea>');
  }
  const bare = await press({ kind: 'objection' });
  expect([bare.headers['location'], bare.calls.includes('requestAtKiosk')]).toEqual(['/kiosk/object', false]);
  const asked = [
    { kind: 'access' },
    { kind: 'portability' },
    { kind: 'restriction' },
    { kind: 'rectification', text: 'Muster' },
    { kind: 'objection', purpose: 'x' },
  ];
  for (const body of asked)
    expect(await press(body)).toMatchObject({
      headers: { location: '/kiosk/done?asked=1' },
      calls: expect.arrayContaining(['requestAtKiosk']),
    });
  expect((await press({ kind: 'everything' })).calls).not.toContain('requestAtKiosk');
});

test('what was typed is still there when it could not be sent', async () => {
  const body = { text: 'Two lines\r\nof a question' };
  const refused = await visit('POST', '/kiosk/ask', { headers: seated, body, over: { askAtKiosk: problem(429, 'too-many') } });
  expect(refused.text).toContain('Two lines\nof a question</textarea>');
});

test('a device that is out of service forgets that it was one', async () => {
  const out = await visit('GET', '/kiosk', { headers: device, over: { readKiosk: problem(401, 'not-signed-in') } });
  expect(out.headers['set-cookie']).toMatch(/^__Host-parley_kiosk=; .*Max-Age=0/);
});

test('the page behind a poster says what a browser asks, in every language', async () => {
  const poster = {
    ...{ store: 'Mitte', company: 'x', accent: '#8a5a2b', centreKey: 'ck', widgetKey: 'wk', address: '', hours: '' },
    languages,
  };
  for (const language of languages) {
    const { client } = fakeApi({ readStorePage: { ...poster, language, notice: company.notice } });
    const options = { client: () => client, publicUrl: 'https://talk.example.com', qr: () => '', secureCookies: true };
    const page = async (signal: boolean) =>
      seen(await storePage(options, request('/s/x', { from: { ip: '192.0.2.1', userAgent: 'test', signal } })));
    expect(await page(true)).toContain(`${words[language].signal.asks} ${words[language].signal.inChat}`);
    expect(await page(false)).not.toContain('id="signal"');
  }
});

test('a messenger that does not answer leaves every other way, and its code is shown to nobody who does not ask for it', async () => {
  const place = `/kiosk/messenger?inbox=${sitting.messengers[0]?.inbox}`;
  for (const [status, code] of [
    [503, 'not-ready'],
    [429, 'too-many'],
  ] as const) {
    const told = await visit('GET', place, { headers: seated, over: { goOnByMessenger: problem(status, code) } });
    expect(told).toMatchObject({ status: 503, calls: expect.not.arrayContaining(['endSitting']) });
    expect(told.text).toMatch(/WhatsApp does not answer now.*\/kiosk\/phone.*kind=email/s);
  }
  const goOnByMessenger = { channel: 'whatsapp', code: '23456-789AB', url: 'https://wa.me/15550100?text=23456-789AB' };
  const { text } = await visit('GET', place, { headers: seated, over: { goOnByMessenger } });
  expect(text).toMatch(/data-watched.*<details><summary>I cannot scan it<\/summary>(?:(?!<\/details>).)*23456-789AB/s);
  expect(text.split('<details>')[0]).not.toContain('23456-789AB');
  const over = await visit('GET', '/kiosk/over?inbox=inb_x', { headers: seated });
  expect(over.text).toContain('If it was not you who sent the code');
});
