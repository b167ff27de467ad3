// The rights of somebody inside, walked through the real pages over the stand-in API: few steps, said what happens next and by when, never asked twice.
import { ProblemError } from '@parley/sdk';
import { expect, test } from 'vitest';
import { aRequest, fakeApi, purposes } from './test/api.ts';
import { presses, type Seen, visitor } from './test/visitor.ts';

async function inside(over: Record<string, unknown> = {}) {
  const api = fakeApi(over);
  const visit = visitor(api.client);
  const door = await visit.open('/privacy/ck/enter?link=l1');
  const home = await visit.press(presses(door).find(({ form }) => form?.has('link')) as never);
  const press = (seen: Seen, label: string, own: Record<string, string> = {}) => {
    const found = presses(seen).find((one) => one.label.startsWith(label));
    if (!found) throw new Error(`nothing to press: ${label}`);
    for (const [name, value] of Object.entries(own)) found.form?.set(name, value);
    return visit.press(found);
  };
  const asked = () => api.calls.filter(([name]) => name === 'openMyRequest').map(([, input]) => (input as { body: unknown }).body);
  return { api, visit, home, press, asked };
}

test('the home has every task, each with its words, and says what is open', async () => {
  const { home, visit, api } = await inside();
  const labels = presses(home).map(({ to }) => to);
  for (const to of ['data', 'choices', 'requests', 'correct', 'object', 'restrict', 'erase', 'help', 'leave'])
    expect(labels).toContain(`/privacy/ck/${to}`);
  expect(home.text).toContain('Hello Ada &#60;b&#62;.');
  api.state.requests.push(aRequest);
  expect((await visit.open('/privacy/ck/me')).text).toContain('1 request is open. We answer by 2 April 2026.');
});

test('the copy is asked for with one press from the home, and not a second time', async () => {
  const ready = { ...aRequest, id: 'req_9', kind: 'access', state: 'fulfilled', closedAt: '2026-03-02T10:00:00Z', text: null };
  const { home, press, asked, visit, api } = await inside();
  const done = await press(home, 'Give me my data');
  expect(asked()).toEqual([{ kind: 'access' }]);
  expect(done.text).toContain('You find your copy here by 2 April 2026.');
  api.state.requests.splice(0, 1, ready);
  const again = await press(await visit.open('/privacy/ck/me'), 'Give me my data');
  expect(asked()).toHaveLength(1);
  expect(again.text).toContain('href="/privacy/ck/requests/req_9/archive"');
  api.state.requests.splice(0, 1, { ...ready, kind: 'portability' });
  const along = (await visit.open('/privacy/ck/requests?opened=req_9')).text;
  for (const said of [
    'My data to take along',
    'as JSON and CSV',
    'href="/privacy/ck/requests/req_9/archive"',
    'noted about you by itself is not in it',
  ])
    expect(along).toContain(said);
  api.state.requests.splice(0, 1, { ...ready, outcome: 'nothing-held' });
  expect((await visit.open('/privacy/ck/requests')).text).not.toContain('/archive"');
  await press(await visit.open('/privacy/ck/me'), 'Give me my data');
  expect(asked(), 'nothing lies there, so it is asked for').toHaveLength(2);
});

test('name and language change at once; an emptied name is forgotten', async () => {
  const { home, press, api } = await inside();
  const form = await press(home, 'Correct something');
  const saved = await press(form, 'Save', { name: ' Ada ', language: 'fr' });
  expect(saved.text).toContain('Saved.');
  await press(form, 'Save', { name: '', language: 'de' });
  expect(api.calls.filter(([name]) => name === 'correctMe').map(([, input]) => input)).toEqual([
    { body: { name: 'Ada', language: 'fr' } },
    { body: { name: null, language: 'de' } },
  ]);
});

test('anything else is corrected in own words, which must say something; coming back shows what is open', async () => {
  const { home, press, asked } = await inside();
  const form = await press(home, 'Correct something');
  const empty = await press(form, 'Send', { text: '  ' });
  expect(empty.text).toContain('Please write what is wrong');
  expect(asked()).toEqual([]);
  const sent = await press(form, 'Send', { text: 'My street is wrong: <Musterweg>' });
  expect(asked()).toEqual([{ kind: 'rectification', text: 'My street is wrong: <Musterweg>' }]);
  expect(sent.text).toContain('corrects it, or tells you why not, by 2 April 2026.');
  expect(sent.text).toContain('My street is wrong: &#60;Musterweg&#62;');
  const again = await press(sent, 'Overview').then((seen) => press(seen, 'Correct something'));
  expect(again.text).toContain('You have asked for this already');
  expect(again.text).toContain('Is it about something else?');
});

test('advertising ends with one press and no question; other purposes may be argued about, and each says why it is used', async () => {
  const { home, press, asked } = await inside();
  const form = await press(home, 'Object');
  expect(form.text).toContain('You need not say why.');
  expect(form.text).toContain('a reason of our own that we weighed');
  expect(form.text.match(/<textarea/g)).toHaveLength(1);
  expect(form.text).not.toContain(' required');
  const buttons = presses(form).filter(({ label }) => label === 'Object');
  expect(buttons.map(({ form: fields }) => [fields?.get('purpose'), fields?.has('text')])).toEqual([
    ['marketing', false],
    ['survey', true],
  ]);
  await press(form, 'Object');
  expect(asked()).toEqual([{ kind: 'objection', purpose: 'marketing' }]);
});

test('what was objected to shows as such, and there is nothing left to press', async () => {
  const items = purposes.map((purpose) => ({ ...purpose, objected: true }));
  const { home, press } = await inside({ listMyPurposes: { items, restricted: true } });
  expect(home.text).toContain('Your data is on hold at the moment');
  const seen = await press(home, 'Object');
  expect(presses(seen).filter(({ label }) => label === 'Object')).toEqual([]);
  expect(seen.text).toContain('You have objected.');
});

test('restriction and erasure are two presses from the home; looking asks for nothing', async () => {
  const { home, press, asked } = await inside();
  const restrict = await press(home, 'Put my data on hold');
  const erase = await press(home, 'Have me erased');
  expect(asked()).toEqual([]);
  expect(erase.text).toMatch(/<a class="button" href="[^"]*\/me">No, keep it<\/a>/);
  expect(erase.text).toMatch(/<button class="">Yes, erase me<\/button>/);
  await press(restrict, 'Put it on hold');
  const done = await press(erase, 'Yes, erase me');
  expect(asked()).toEqual([{ kind: 'restriction' }, { kind: 'erasure' }]);
  expect(done.text).toContain('carries it out by 2 April 2026');
});

test('"this is not me" stands beside each identity, says what it does, and names the day of the answer', async () => {
  const { home, press, api } = await inside();
  const data = await press(home, 'See what you know about me');
  expect(data.text).toContain('aria-label="This is not me: ada@example.com"');
  const done = await press(data, 'This is not me: put it on hold');
  expect(api.calls.find(([name]) => name === 'disownIdentity')?.[1]).toEqual({ params: { identity: 'idn_1' } });
  expect(done.text).toContain('A person of our team answers by 2 April 2026.');
});

test('a day in the address line that is none shows no confirmation', async () => {
  const { visit } = await inside();
  for (const day of ['', '2026-13-45', '<b>', 'soon']) {
    const { text, status } = await visit.open(`/privacy/ck/data?contested=${encodeURIComponent(day)}`);
    expect([status, text.includes('role="status"')]).toEqual([200, false]);
  }
});

test('a request shows what was asked and what was answered, with ground and the way to complain; lateness is owned', async () => {
  const refused = {
    ...aRequest,
    state: 'refused',
    closedAt: '2026-03-05T10:00:00Z',
    outcome: 'data-accurate',
    reason: 'It is <right>.',
    recipients: [
      { name: 'Carrier <Ltd>', duty: '19', state: 'told', on: '2026-03-04' },
      { name: 'Lamp Makers', duty: '26', state: 'open', on: null },
    ],
  };
  const late = { ...aRequest, id: 'req_2', daysLeft: -3 };
  const { visit } = await inside({ listMyRequests: { items: [refused, late] } });
  const { text } = await visit.open('/privacy/ck/requests');
  for (const words of ['Carrier &#60;Ltd&#62;: told on 4 March 2026', 'you may also turn to each of them', 'Lamp Makers: not told yet'])
    expect(text).toContain(words);
  for (const words of ['I moved to &#60;Bonn&#62;.', 'It is &#60;right&#62;.', 'We checked it', 'You may complain', 'We are late.'])
    expect(text).toContain(words);
  expect(text).not.toMatch(/\(\)|-3 days/);
});

test('a kind that is none is refused and asks for nothing', async () => {
  const { home, press, asked } = await inside();
  const { status } = await press(home, 'Give me my data', { kind: 'toString' });
  expect([status, asked()]).toEqual([422, []]);
});

test('what was asked back is answered on the page, and who asked for somebody is said', async () => {
  const asked = { kind: 'question', at: '2026-03-03T10:00:00Z', text: 'Which <order>?' };
  const { visit, press, api } = await inside({ answerMyRequest: { id: 'req_1' } });
  api.state.requests.push({
    ...aRequest,
    paused: { ground: 'identity', since: '2026-03-03T10:00:00Z', wroteSince: null },
    added: [asked],
    onBehalf: 'parent',
  });
  const page = await visit.open('/privacy/ck/requests');
  expect(page.text).toContain('Which &#60;order&#62;?');
  expect(page.text).toContain('Somebody who says they are your parent asked for this.');
  const done = await press(page, 'Send my answer', { answer: ' Order 17. ' });
  expect(api.calls.filter(([name]) => name === 'answerMyRequest').map(([, input]) => input)).toEqual([
    { params: { request: 'req_1' }, body: { answer: 'Order 17.' } },
  ]);
  expect(done.text).toContain('Thank you.');
});

test('who cannot show that it is them reaches a human: while they are asked, once they were refused, and where nothing is given out meanwhile', async () => {
  const human = /<a href="[^"]*\/help[^"]*">Talk to a person<\/a>/g;
  const links = async (more: object, over: Record<string, unknown> = {}) => {
    const { visit, api } = await inside(over);
    api.state.requests.push({ ...aRequest, ...more });
    return (await visit.open('/privacy/ck/requests')).text.match(human)?.length ?? 0;
  };
  const asked = { since: '2026-03-03T10:00:00Z', wroteSince: null };
  const always = await links({});
  expect(await links({ paused: { ground: 'identity', ...asked } })).toBe(always + 1);
  expect(await links({ paused: { ground: 'clarification', ...asked } })).toBe(always);
  const closed = { state: 'refused', closedAt: '2026-03-20T10:00:00Z' };
  expect(await links({ ...closed, outcome: 'not-identified' })).toBe(always + 1);
  expect(await links({ ...closed, outcome: 'manifestly-excessive' })).toBe(always);
  const doubted = new ProblemError({ type: 'urn:parley:problem:conflict', title: 'x', status: 409, because: 'doubted' });
  const { visit } = await inside({ listMyRequests: doubted });
  const page = await visit.open('/privacy/ck/requests');
  expect(page.text).toContain('Talk to a person first');
  expect(page.text.match(human)?.length).toBe(always + 1);
});
