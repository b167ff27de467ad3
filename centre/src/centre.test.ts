import { expect, test } from 'vitest';
import { languages } from './language.ts';
import { choicesPage, choose } from './pages/choices.ts';
import { dataPage } from './pages/data.ts';
import { enterByCode, enterByLink, leave, linkPage, sendCode } from './pages/enter.ts';
import { helpPage } from './pages/help.ts';
import { homePage, noticePage } from './pages/home.ts';
import { mePage } from './pages/me.ts';
import { choosePreference, contestByLink, preferencesPage } from './pages/preferences.ts';
import { company, problem, request } from './test/api.ts';
import { visit } from './test/visit.ts';
import { words } from './words.ts';

const inside = { cookie: 'session-1' };
const formOf = (text: string) => /name="form" value="([^"]*)"/.exec(text)?.[1] ?? '';

test('what comes from outside is never markup, on any page', async () => {
  for (const [handle, more] of [
    [homePage, {}],
    [noticePage, {}],
    [helpPage, {}],
    [mePage, inside],
    [dataPage, inside],
    [choicesPage, inside],
  ] as const) {
    const { text, status } = await visit(handle, request('/privacy/ck', more));
    expect(status).toBe(200);
    expect(text).toContain('Lantern &#38; &#60;Loom&#62;');
    expect(text).not.toMatch(/<Loom>|<two>|<Berlin>|Ada <b>/);
  }
});

test('nothing can run, load or frame: the policy allows this one style sheet and forms to ourselves', async () => {
  const { headers, text } = await visit(homePage, request('/privacy/ck'));
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
  );
  expect(text).not.toMatch(/<script|onclick|style="|src="|javascript:/);
});

test('the logo stands in a box of fixed size; only a path of our own is loaded', async () => {
  const logo = async (path: string | null) =>
    (await visit(homePage, request('/privacy/ck'), { readCentre: { ...company, logo: path, language: 'en' } })).text;
  expect(await logo('/v1/centres/ck/logo')).toContain('<img class="logo" src="/v1/centres/ck/logo" alt="" width="44" height="44">');
  for (const other of [null, 'https://tracker.example.com/logo.png', '//tracker.example.com/logo.png']) {
    expect(await logo(other)).toContain('<span class="mark" aria-hidden="true">L</span>');
    expect(await logo(other)).not.toContain('<img');
  }
});

test('what a browser asks is said back on every page, as far as it counts there', async () => {
  const from = { ip: '192.0.2.1', userAgent: 'test', signal: true };
  for (const language of languages) {
    const { signal } = words[language];
    const pages = [
      [homePage, request('/privacy/ck', { from, query: { lang: language } }), signal.unknown],
      [choicesPage, request('/privacy/ck/choices', { from, query: { lang: language }, ...inside }), signal.known],
      [preferencesPage, request('/privacy/preferences/t', { from, query: { lang: language } }), signal.byLink],
    ] as const;
    for (const [handle, incoming, counts] of pages) {
      const { text } = await visit(handle, incoming);
      expect(text).toContain(`<p class="pale" id="signal">${signal.asks} ${counts}</p>`);
      expect((await visit(handle, { ...incoming, from: { ...from, signal: false } })).text).not.toContain('id="signal"');
    }
  }
});

test('what ends soon is asked with neither answer pressed, and what changed stands beside what it was', async () => {
  const asked = {
    company: 'x',
    centreKey: 'ck',
    basis: 'consent',
    pending: false,
    explicit: false,
    ages: [],
    accent: '#8a5a2b',
    logo: null,
  };
  const choice = { purpose: 'marketing', purposeName: 'News', description: 'New things.', channel: 'email', wording: 'Yes, please.' };
  const page = async (language: string, more: object) =>
    (
      await visit(preferencesPage, request('/privacy/preferences/t', { query: { lang: language } }), {
        readPreferences: { ...asked, ...choice, ...more },
      })
    ).text;
  for (const language of languages) {
    const ends = await page(language, { active: true, endsOn: '2028-11-24', before: null });
    expect(ends).toContain('2028');
    expect(ends).not.toContain('aria-pressed="true"');
    const stands = await page(language, { active: true, endsOn: null, before: null });
    expect(stands.match(/aria-pressed="true"/g)).toHaveLength(1);
    const changed = await page(language, { active: false, endsOn: null, before: { description: 'Old <things>.', wording: 'As it was.' } });
    expect(changed).toContain(words[language].preferences.changed);
    expect(changed).toContain('Old &#60;things&#62;. <q>As it was.</q>');
  }
});

test('who is told to wait is told how long, to the browser as well', async () => {
  const { status, headers } = await visit(homePage, request('/privacy/ck'), { readCentre: problem(429, 'too-many', 7) });
  expect([status, headers['retry-after']]).toEqual([429, '7']);
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

test('a number is taken as well, by a form of its own that needs no script, and asks for the code by the same page', async () => {
  const { text: home } = await visit(homePage, request('/privacy/ck', { query: { lang: 'de' } }));
  expect(home).toMatch(/<details ><summary>Den Code per SMS bekommen<\/summary>/);
  expect(home).toMatch(/<input type="tel" id="phone" name="phone" autocomplete="tel" inputmode="tel" required maxlength="40"/);
  expect(home).toContain('eine Nummer aus diesem Land: Deutschland');
  const form = { phone: ' 030 1234567 ' };
  const { text, status, calls } = await visit(sendCode, request('/privacy/ck/code', { method: 'POST', form }));
  expect(status).toBe(200);
  expect(text).toContain('If we know 030 1234567, a code is on its way to it by text message.');
  expect(text).toMatch(/name="phone" value="030 1234567">\n<label for="code">Code from the text message/);
  expect(calls.at(-1)).toEqual(['requestCode', { params: { key: 'ck' }, body: { phone: '030 1234567', language: 'en' } }]);
  expect([...text.matchAll(/(?:href|action)="([^"]*)"/g)].filter(([, to]) => to?.includes('1234567'))).toEqual([]);
  const entered = { phone: '030 1234567', code: '1234 5678' };
  const seen = await visit(enterByCode, request('/privacy/ck/session', { method: 'POST', form: entered }));
  expect(seen.headers['location']).toBe('/privacy/ck/me');
  expect(seen.calls.at(-1)).toMatchObject(['startPersonSession', { body: { phone: '030 1234567', code: '12345678' } }]);
});

test('what is no number is asked for again, and who sends no texts says so and where to a person', async () => {
  const asked = request('/privacy/ck/code', { method: 'POST', form: { phone: 'call <me>' } });
  const again = await visit(sendCode, asked, { requestCode: problem(422, 'invalid') });
  expect(again.status).toBe(422);
  expect(again.text).toMatch(
    /<details open><summary>[\s\S]*value="call &#60;me&#62;" aria-invalid="true"[\s\S]*This is not a phone number/,
  );
  const none = { readCentre: { ...company, texts: false, language: 'en' } };
  for (const page of [
    await visit(homePage, request('/privacy/ck'), none),
    await visit(sendCode, asked, { ...none, requestCode: problem(409, 'conflict') }),
  ]) {
    expect(page.text).toMatch(/this company sends no text messages[\s\S]*<a href="[^"]*\/help/);
    expect(page.text).not.toContain('type="tel"');
  }
});

test('the session cookie is for this centre alone, strict, hidden from scripts, secure', async () => {
  const { status, headers } = await visit(
    enterByCode,
    request('/privacy/ck/session', { method: 'POST', form: { email: 'ada@example.com', code: '12 34 56' } }),
  );
  expect(status).toBe(303);
  expect(headers['location']).toBe('/privacy/ck/me');
  expect(headers['set-cookie']).toMatch(/^__Host-parley_person_ck=session-1; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/);
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
  expect(text, 'who cannot prove it reaches a human').toMatch(/<a href="[^"]*\/help[^"]*">Talk to a person<\/a>/);
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
  const { text } = await visit(dataPage, request('/privacy/ck/data', { ...inside, query: { lang: 'de' } }));
  expect(text).toContain('12 Einträge');
  expect(text).toMatch(/Was wir zu Ihnen vermerkt haben[\s\S]*Shelf[\s\S]*für „Ihnen antworten“, bis 2\. Februar 2028[\s\S]*#other/);
  expect(text).toContain('Ihnen antworten');
  expect(text).toContain('Something new');
  expect(text).toContain('7 Tage nach der Erhebung');
});

test('the language chosen goes along in every link and form', async () => {
  const { text } = await visit(mePage, request('/privacy/ck/me', { ...inside, query: { lang: 'fr' } }));
  expect(text).toContain('<html lang="fr">');
  const inner = [...text.matchAll(/(?:href|action)="(\/privacy[^"]*)"/g)].map(([, to]) => to ?? '');
  expect(inner.length).toBeGreaterThan(8);
  expect(inner.filter((to) => !to.includes('lang='))).toEqual([]);
});

test('a link in a message shows before it does anything; either answer is one press, also for who was only asked', async () => {
  const params = { token: 't1' };
  const seen = await visit(preferencesPage, request('/privacy/preferences/t1', { params }));
  expect(seen.calls.some(([name]) => name === 'changePreference')).toBe(false);
  expect(seen.text).toContain('“News and offers” by email: yes or no?');
  expect(seen.text).toContain('Yes, please.');
  for (const given of ['yes', 'no']) {
    const form = { given };
    const pressed = await visit(choosePreference, request('/privacy/preferences/t1', { method: 'POST', params, form }));
    expect(pressed.headers['location']).toBe(`/privacy/preferences/t1?done=${given}`);
    expect(pressed.calls.at(-1)).toEqual(['changePreference', { params, body: { given: given === 'yes', language: 'en' } }]);
  }
  const answers = {
    active: true,
    pending: false,
    ages: [],
    countries: [],
    explicit: false,
    wording: '',
    ...{ description: '', endsOn: null, before: null },
    company: 'x',
    centreKey: 'ck',
    accent: '#8a5a2b',
    logo: null,
  };
  const of = async (more: object) =>
    (
      await visit(preferencesPage, request('/privacy/preferences/t1', { params }), {
        readPreferences: { ...answers, purpose: 'service-conversation', purposeName: 'Answering you', channel: 'email', ...more },
      })
    ).text;
  expect(await of({ basis: 'other' })).toMatch(/At the moment you get “Answering you”[\s\S]*Send me no more of this here/);
  expect(await of({ basis: 'other', active: false })).not.toContain('name="given"');
  expect(await of({ basis: 'law' })).not.toContain('name="given"');
  const neither = await visit(choosePreference, request('/privacy/preferences/t1', { method: 'POST', params }));
  expect([neither.status, neither.calls.some(([name]) => name === 'changePreference')]).toEqual([422, false]);
});

test('who is not meant says so by one press at the link, and is shown no choices of anybody', async () => {
  const params = { token: 't1' };
  const shown = (query: Readonly<Record<string, string>>, more = {}) =>
    visit(preferencesPage, request('/privacy/preferences/t1', { params, query }), more);
  for (const language of languages) {
    const { text } = await shown({ lang: language });
    expect(text).toContain(`action="/privacy/preferences/t1/contest?lang=${language}"`);
    expect(text).toContain(words[language].notMeant.yes);
  }
  const pressed = await visit(contestByLink, request('/privacy/preferences/t1/contest', { method: 'POST', params }));
  expect(pressed.headers['location']).toBe('/privacy/preferences/t1?contested=2026-04-02');
  expect(pressed.headers['set-cookie']).toBeUndefined();
  expect(pressed.calls).toEqual([['disownByLink', { params }]]);
  const after = await shown({ contested: '2026-04-02' });
  expect(after.text).toContain('A person of our team looks at it by 2 April 2026.');
  expect(after.text).not.toMatch(/name="given"|News and offers/);
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
