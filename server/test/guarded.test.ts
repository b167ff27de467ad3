// A card, a password, a key and an illness go in by every door. Then the secrets are looked for in every place where words lie, with the seals opened; and who may open
// what is asked of an agent, a supervisor, a privacy officer and the live stream.
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { permitOrThrow } from '#gate';
import { holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import type { browserOf } from '#test/browser-of';
import { colleagueOf } from '#test/colleague';
import { eventually, openHouse } from '#test/house';
import { listen } from '#test/listening';
import { tracesInDatabase, tracesInFiles } from '#test/traces';
import { declaredSeals } from '../src/keys/reencrypt/declared.ts';

type House = Awaited<ReturnType<typeof openHouse>>;
let house: House;
let carol: Awaited<ReturnType<House['staffClient']>>;
let boris: Awaited<ReturnType<typeof colleagueOf>>;
let admin: pg.Client;

const card = '4111 1111 1111 1111';
const secrets = ['4111 1111', '41111111', 'Kupfer7Amsel', 'sk_live_Q7hs82Kd0PzLm31x'];
const planted = `my card is ${card}, my password is Kupfer7Amsel, the key sk_live_Q7hs82Kd0PzLm31x`;
const masked = 'my card is •••• 1111, my password is [secret], the key [secret]';
const kinds = ['card', 'password', 'key'];
const all = { query: { view: 'all' } } as const;

beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
  boris = await colleagueOf(house, 'Boris', { role: 'agent' });
  admin = new pg.Client({ connectionString: house.adminUrl });
  await admin.connect();
  const facts = { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' };
  await carol.call('changeWorkspace', { body: facts });
  await carol.call('publishNotice', { body: {} });
  const settings = { address: 'support@shop.example.com', fromName: 'Shop' };
  await carol.call('addChannel', { body: { channel: 'email', name: 'Support', settings } });
});
afterAll(async () => {
  await admin.end();
  await house.stop();
});

async function visitOf() {
  const look = async () =>
    (await carol.call('listChannels')).items.find(({ inbox }) => inbox.channel === 'web-chat')?.snippet?.match(/data-key="([^"]+)"/)?.[1];
  const key = await eventually('the widget', look);
  const { notice } = await house.publicClient().call('readWidget', { params: { key } });
  const body = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  return house.visitorClient((await house.publicClient().call('startVisit', { params: { key }, body })).token);
}

/** Everything of everybody, as an access copy opens it. */
async function everythingOpened(): Promise<string> {
  const people = (await admin.query<{ id: PersonId }>('SELECT id FROM people')).rows.map(({ id }) => id);
  const found = await house.act(async (ctx) => {
    const fields = [...declaredSeals(holdings.of(ctx)).values.map(({ table, column }) => `${table}.${column}`), 'attachments.content'];
    const parts: unknown[] = [];
    for (const person of people) {
      const permit = await permitOrThrow(ctx, { act: 'export', person, purpose: 'rights-fulfilment', fields });
      for (const holding of holdings.of(ctx)) if (holding.about === 'person') parts.push(await holding.export?.(ctx, permit, [person]));
    }
    return parts;
  }, 'rights-fulfilment');
  return JSON.stringify(found, (_, value) => (value?.type === 'Buffer' ? Buffer.from(value.data).toString() : value));
}

const streamOf = ({ cookies }: ReturnType<typeof browserOf>) => listen(house.url, [...cookies].map((each) => each.join('=')).join('; '));

it('no secret rests, by whichever door it came', async () => {
  const visit = await visitOf();
  const file = await visit.call('uploadVisitAttachment', { bytes: Buffer.from('x'), type: 'text/plain', fileName: `card ${card}.txt` });
  expect(file.name).toBe('card •••• 1111.txt');
  const first = await visit.call('addVisitMessage', { body: { clientId: 'visit-line-1', text: planted, attachments: [file.id] } });
  const second = await visit.call('addVisitMessage', { body: { clientId: 'visit-line-2', text: planted } });
  for (const said of [first, second]) expect(said).toMatchObject({ text: masked, masked: kinds });
  expect((await visit.call('listVisitMessages', { query: {} })).items.map(({ masked: found }) => found)).toEqual([kinds, kinds]);

  const markup = `<p>card 4111 <b>1111</b> 1111 1111, password: Kupfer7Amsel</p><p title="sk_live_Q7hs82Kd0PzLm31x">Kirschholz</p>`;
  await createTransport({ host: '127.0.0.1', port: house.smtpPort, tls: { rejectUnauthorized: false } }).sendMail({
    from: '"Ada" <ada@example.com>',
    to: 'support@shop.example.com',
    subject: `Kirschholz ${card}`,
    text: `${planted}\n\n> quoted: ${planted}`,
    html: markup,
    attachments: [{ filename: 'sk_live_Q7hs82Kd0PzLm31x.txt', content: 'x' }],
  });
  const letter = await eventually('the mail', async () =>
    (await carol.call('listConversations', all)).items.find(({ subject }) => subject?.startsWith('Kirschholz')),
  );
  expect(letter).toMatchObject({ subject: 'Kirschholz •••• 1111', class: 'ordinary', guarded: null });
  const conversation = letter.id;
  expect(await carol.call('lookThrough', { body: { text: planted } })).toEqual({ text: masked, masked: kinds });
  const reply = await carol.call('addMessage', { params: { conversation }, body: { kind: 'message', text: planted } });
  const note = await carol.call('addMessage', { params: { conversation }, body: { kind: 'note', text: planted } });
  for (const said of [reply, note]) expect(said).toMatchObject({ text: masked, masked: kinds });
  const [mail] = (await carol.call('listMessages', { params: { conversation }, query: {} })).items;
  expect(mail).toMatchObject({ text: expect.stringContaining(masked), hasHtml: true, attachments: [{ name: '[secret].txt' }] });

  const { person } = await carol.call('readConversation', { params: { conversation } });
  const asked = await carol.call('openRequest', { body: { person: person.id, kind: 'rectification', text: planted } });
  expect((await carol.call('readRequest', { params: { request: asked.id } })).text).toBe(masked);
  await carol.call('placeHold', {
    body: {
      conversation,
      ground: 'legal-claims',
      reason: planted,
      reviewOn: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
    },
  });

  await eventually('everything was told', async () => (await admin.query('SELECT 1 FROM outbox WHERE NOT dead')).rowCount === 0);
  const opened = await everythingOpened();
  for (const word of ['Kirschholz', '•••• 1111', '<pre']) expect(opened).toContain(word);
  for (const secret of secrets) {
    expect(opened).not.toContain(secret);
    expect(house.log.join('\n')).not.toContain(secret);
  }
  expect(await tracesInDatabase(house.adminUrl, secrets)).toEqual([]);
  expect(tracesInFiles(house.folder, secrets)).toEqual([]);
  const { rows } = await admin.query<{ facts: object }>(
    "SELECT payload->'facts' AS facts FROM ledger_payloads WHERE payload::text LIKE '%\"found%'",
  );
  expect(rows.map(({ facts }) => facts)).toContainEqual(
    expect.objectContaining({ sequence: 2, foundCard: 1, foundPassword: 1, foundKey: 1 }),
  );
  const counts = await admin.query("SELECT sum((found->>'card')::int)::int AS cards FROM messages WHERE found IS NOT NULL");
  expect(counts.rows[0]?.cards).toBeGreaterThanOrEqual(6);
});

it('an illness closes a conversation to whoever may not open its class, and a privacy officer lowers it with a reason', async () => {
  const visit = await visitOf();
  await visit.call('addVisitMessage', { body: { clientId: 'visit-line-3', text: 'Hello, Zirbenholz' } });
  const agent = await boris.client();
  const open = await eventually('the chat', async () =>
    (await agent.call('listConversations', all)).items.find(({ excerpt }) => excerpt.includes('Zirbenholz')),
  );
  const params = { conversation: open.id };
  await agent.call('changeConversation', { params, body: { assignee: boris.id } });
  await agent.call('listMessages', { params, query: {} });
  const heard = await streamOf(boris.browser);
  const told = await visit.call('addVisitMessage', { body: { clientId: 'visit-line-4', text: 'I have diabetes and need it soon' } });
  expect(told).toMatchObject({ text: 'I have diabetes and need it soon', masked: [] });
  await visit.call('addVisitMessage', { body: { clientId: 'visit-line-5', text: 'by Friday' } });
  await eventually('that something moved', async () => heard.text.split(`"conversation":"${open.id}"`).length > 2);

  // the agent in whose hands it was may not open it: it waits for somebody who may
  const closed = await agent.call('readConversation', { params });
  expect(closed).toMatchObject({ class: 'special', guarded: { ask: ['Carol'] }, assignee: null, excerpt: '', subject: null });
  const listed = (await agent.call('listConversations', all)).items.find(({ id }) => id === open.id);
  expect(listed).toMatchObject({ excerpt: '', guarded: { ask: ['Carol'] } });
  const timeline = await agent.call('readTimeline', { params: { person: open.person.id }, query: {} });
  expect(JSON.stringify(timeline)).not.toMatch(/diabetes|Zirbenholz/);
  const refused = { code: 'guarded' };
  await expect(agent.call('listMessages', { params, query: {} })).rejects.toMatchObject(refused);
  await expect(agent.call('addMessage', { params, body: { kind: 'message', text: 'Hello' } })).rejects.toMatchObject(refused);
  await expect(agent.call('readPresence', { params })).rejects.toMatchObject(refused);
  expect(heard.text).not.toContain(told.id);
  heard.stop();
  await expect(carol.call('changeConversation', { params, body: { assignee: boris.id } })).rejects.toMatchObject({ code: 'invalid' });

  // whoever holds the permission answers, keeps it, and may hand on the class only by lowering it
  const seen = await carol.call('listMessages', { params, query: {} });
  expect(seen.items.map(({ text }) => text)).toContain('I have diabetes and need it soon');
  const mine = await carol.call('changeConversation', {
    params,
    body: { assignee: (await carol.call('listStaff')).items.find(({ name }) => name === 'Carol')?.id ?? null },
  });
  await visit.call('addVisitMessage', { body: { clientId: 'visit-line-6', text: 'my cancer is back' } });
  expect((await carol.call('readConversation', { params })).assignee).toEqual(mine.assignee);
  await expect(agent.call('lowerClass', { params, body: { reason: 'not-special' } })).rejects.toMatchObject({ code: 'not-permitted' });
  await carol.call('lowerClass', { params, body: { reason: 'not-special' } });
  await expect(carol.call('lowerClass', { params, body: { reason: 'not-special' } })).rejects.toMatchObject({ code: 'conflict' });
  expect(await agent.call('readConversation', { params })).toMatchObject({ class: 'ordinary', guarded: null });
  const acts = await admin.query<{ kind: string; facts: object }>(
    "SELECT e.kind, p.payload->'facts' AS facts FROM ledger_entries e JOIN ledger_payloads p ON p.entry_id = e.id WHERE e.kind LIKE 'conversation.class%' ORDER BY e.id",
  );
  expect(acts.rows).toEqual([
    {
      kind: 'conversation.class-raised',
      facts: { conversation: open.id, class: 'special', assignee: null, decider: 'detection', version: 1 },
    },
    { kind: 'conversation.class-lowered', facts: { conversation: open.id, class: 'ordinary', reason: 'not-special' } },
  ]);

  // which of Art. 9 it was, is such data itself, and stands nowhere unsealed
  const kept = await admin.query('SELECT found::text AS words FROM messages UNION ALL SELECT payload::text FROM ledger_payloads');
  expect(JSON.stringify(kept.rows)).toMatch(/foundSpecial/);
  expect(JSON.stringify(kept.rows)).not.toMatch(/health/i);

  // an agent's own words raise it too, and are not lost: what they wrote stays open to them by itself
  const own = await agent.call('addMessage', { params, body: { kind: 'note', text: 'she has diabetes' } });
  expect(own.text).toBe('she has diabetes');
  await expect(agent.call('listMessages', { params, query: {} })).rejects.toMatchObject(refused);
});
