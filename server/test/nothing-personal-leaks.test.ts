// Personal values go in by every door, rightly and wrongly, also while the database fails; then each place that is no home for them is searched: the log, refusals
// and errors, queue payloads, what nodes tell each other, the ledger, the columns of the database, the files on disk.
import { connect } from 'node:net';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { log } from '#kit/log';
import { eventually, openHouse } from '#test/house';
import { nothingSpilt, type Spills, watchSpills } from '#test/spills';

type Client = Awaited<ReturnType<Awaited<ReturnType<typeof openHouse>>['staffClient']>>;
let house: Awaited<ReturnType<typeof openHouse>>;
let staff: Client;
let spills: Spills;

/** One word for each door, so that a trace tells by which it came in. */
const word = (door: string) => `Zinnober-${door}`;
const mail = (door: string) => `${word(door)}@example.com`;

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  spills = await watchSpills(house, ['zinnober']);
  const facts = { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' };
  await staff.call('changeWorkspace', { body: facts });
  await staff.call('publishNotice', { body: {} });
  const settings = { address: 'support@shop.example.com', fromName: 'Shop' };
  await staff.call('addChannel', { body: { channel: 'email', name: 'Support', settings } });
});
afterAll(async () => {
  await spills.stop();
  await house.stop();
});

async function refused(...asked: Parameters<Spills['refused']>): Promise<void> {
  const { status, headers } = await spills.refused(...asked);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(headers.get('content-type')).toMatch(/^(application\/problem\+json|text\/html)/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
}

async function openVisit() {
  const look = async () =>
    (await staff.call('listChannels')).items.find(({ inbox }) => inbox.channel === 'web-chat')?.snippet?.match(/data-key="([^"]+)"/)?.[1];
  const key = await eventually('the widget', look);
  const { notice } = await house.publicClient().call('readWidget', { params: { key } });
  const body = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  return house.publicClient().call('startVisit', { params: { key }, body });
}

/** A chat, a mail and what staff does with them, with a word in every field that takes text. */
async function everythingThatIsRight() {
  const { token, visitor } = await openVisit();
  const visit = house.visitorClient(token);
  const bytes = Buffer.from(word('file-content'));
  const file = await visit.call('uploadVisitAttachment', { bytes, type: 'text/plain', fileName: `${word('file-name')}.txt` });
  await visit.call('addVisitMessage', { body: { clientId: 'line-number-1', text: word('chat'), attachments: [file.id] } });
  await visit.call('giveEmail', { body: { email: mail('given') } });
  await createTransport({ host: '127.0.0.1', port: house.smtpPort, tls: { rejectUnauthorized: false } }).sendMail({
    from: `"${word('mail-name')}" <${mail('mail-from')}>`,
    to: 'support@shop.example.com',
    subject: word('mail-subject'),
    text: word('mail-text'),
    html: `<p>${word('mail-html')}</p>`,
    headers: { 'X-Planted': word('mail-header') },
    attachments: [{ filename: `${word('mail-file')}.txt`, content: word('mail-file-content') }],
  });
  const letter = await eventually('the mail', async () =>
    (await staff.call('listConversations', { query: { view: 'all' } })).items.find(({ subject }) => subject === word('mail-subject')),
  );
  const conversation = letter.id;
  await staff.call('addMessage', {
    params: { conversation },
    body: { text: word('reply'), kind: 'message', purpose: 'service-conversation', choices: [word('choice')] },
  });
  await staff.call('addMessage', { params: { conversation }, body: { text: word('note'), kind: 'note' } });
  await staff.call('invite', { body: { name: word('staff'), email: mail('staff'), role: 'agent' } });
  const request = await staff.call('openRequest', { body: { person: visitor, kind: 'rectification', text: word('request') } });
  await staff.call('fulfilRequest', { params: { request: request.id }, body: { note: word('fulfilled') } });
  await eventually('everything was told', async () => (await spills.admin.query('SELECT 1 FROM outbox WHERE NOT dead')).rowCount === 0);
  return { token, conversation };
}

/** The same values where they are not taken: each door says no in its own way. */
async function everythingThatIsWrong(token: string, conversation: string) {
  const json = { 'content-type': 'application/json' };
  const visitor = { ...json, authorization: `Bearer ${token}` };
  const cookie = await fetch(`${house.url}/v1/sessions`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email: house.admin.email, password: house.admin.password }),
  });
  const carol = { ...json, cookie: cookie.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
  const attempt = { email: mail('sign-in'), password: word('password') };
  await refused('POST', '/v1/sessions', JSON.stringify(attempt), json);
  await refused('POST', '/v1/sessions', JSON.stringify({ ...attempt, [word('field')]: word('value') }), json);
  await refused('POST', '/v1/sessions', `{"email":"${mail('broken')}`, json);
  await refused('POST', '/v1/sessions', word('type'), { 'content-type': `text/${word('type')}` });
  await refused('POST', '/v1/visit/messages', JSON.stringify({ clientId: word('id'), text: 7 }), visitor);
  await refused('POST', '/v1/visit/messages', JSON.stringify({ clientId: `${word('id')} ü`, text: word('text') }), visitor);
  await refused('POST', '/v1/visit/email', JSON.stringify({ email: `${word('no-address')} at example.com` }), visitor);
  await refused('POST', `/v1/conversations/${conversation}/messages`, JSON.stringify({ text: word('kind'), kind: word('kind') }), carol);
  const centre = `/v1/centres/${(await staff.call('me')).workspace.centreKey}`;
  await refused('POST', `${centre}/codes`, JSON.stringify({ phone: word('number') }), json);
  await refused('POST', `${centre}/sessions`, JSON.stringify({ phone: word('typed'), code: word('x').slice(0, 12) }), json);
  const offer = { text: word('offer'), kind: 'message', choices: [`${word('twice')} `, word('twice')] };
  await refused('POST', `/v1/conversations/${conversation}/messages`, JSON.stringify(offer), carol);
  await refused('POST', '/v1/invitations', JSON.stringify({ name: word('twice'), email: word('no-mail'), role: word('role') }), carol);
  await refused('GET', `/v1/conversations/${word('path')}?q=${word('query')}`, undefined, carol);
  await refused('GET', `/v1/conversations?cursor=${word('cursor')}&view=${word('view')}`, undefined, carol);
  await refused('GET', `/${word('page')}/%E0%A4%A`, undefined, { 'user-agent': word('agent'), cookie: `parley_session=${word('cookie')}` });
  await refused('GET', `/v1/conversations/${word('long').repeat(100)}`, undefined, carol);
  await refused('GET', '/v1/visit/messages', undefined, { authorization: `Bearer ${word('token')}`, 'last-event-id': word('event') });
  await refused('POST', `/v1/handovers/${word('reception')}`, word('envelope'), { 'content-type': 'application/octet-stream' });
  await refused(
    'POST',
    `/v1/handovers/${word('reception')}/${word('number')}`,
    JSON.stringify({ word: word('note'), signer: word('signer') }),
    json,
  );
  await refused('POST', `/v1/unsubscribe/${word('link')}`, '', json);
  await refused('DELETE', `/v1/workspace?of=${word('method')}`, undefined, carol);
  await speakSmtp([
    `EHLO ${word('ehlo')}`,
    `MAIL FROM:<${mail('sender')}>`,
    `RCPT TO:<${mail('nobody')}@@>`,
    `RCPT TO:<${mail('nobody')}>`,
    `AUTH ${word('auth')}`,
  ]);
  // the worst day: what was said cannot be written, by a failure whose message quotes it
  await spills.admin.query(failText);
  await refused('POST', '/v1/visit/messages', JSON.stringify({ clientId: 'line-number-2', text: word('unlucky') }), visitor);
  await refused('POST', `/v1/conversations/${conversation}/messages`, JSON.stringify({ text: word('unlucky-note'), kind: 'note' }), carol);
  await spills.admin.query('DROP TRIGGER planted ON messages');
}

const failText = `
  CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'Zinnober-database: %', NEW.id USING DETAIL = 'Zinnober-detail', HINT = 'Zinnober-hint', ERRCODE = '22023'; END $$;
  CREATE TRIGGER planted BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION planted();`;

async function speakSmtp(lines: readonly string[]): Promise<void> {
  const socket = connect(house.smtpPort, '127.0.0.1');
  let said = '';
  socket.on('data', (bytes) => {
    said += bytes.toString('latin1');
  });
  const answered = (count: number) => eventually('an answer', async () => (said.match(/^\d{3} /gm)?.length ?? 0) >= count);
  await answered(1);
  for (const [number, line] of lines.entries()) {
    socket.write(`${line}\r\n`);
    await answered(number + 2);
  }
  socket.destroy();
}

it('nothing personal shows outside of its seals, whatever was done', { timeout: 90_000 }, async () => {
  const { token, conversation } = await everythingThatIsRight();
  await everythingThatIsWrong(token, conversation);
  expect(await spills.places()).toEqual(nothingSpilt);
  expect(spills.told.length).toBeGreaterThan(5);
  expect((await spills.admin.query('SELECT count(*)::int AS n FROM queue_seen')).rows[0]?.n).toBeGreaterThan(3);
  expect((await spills.admin.query('SELECT count(*)::int AS n FROM ledger_entries')).rows[0]?.n).toBeGreaterThan(10);
  expect(house.log.some((line) => line.includes('request.failed'))).toBe(true);
});

it('each place is searched: what is planted there is found', async () => {
  await spills.admin.query("INSERT INTO queue_seen VALUES ('wsp', 'Zinnober')");
  await spills.admin.query("SELECT pg_notify('parley_live', 'Zinnober')");
  log.of({ tools: house.tools })('info', 'planted.zinnober');
  spills.refusals.push('Zinnober');
  await eventually('the word is told', async () => spills.told.some((text) => text === 'Zinnober'));
  const found = await spills.places();
  expect(found.log).toHaveLength(1);
  expect(found.refusals).toHaveLength(1);
  expect(found.nodes).toHaveLength(1);
  expect(found.database).toEqual(['queue_seen.payload']);
});
