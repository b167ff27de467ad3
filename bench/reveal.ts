// What it costs to look: a conversation of fifty messages opened by staff. Ours asks the gate, opens fifty seals and has the look in the ledger, durable,
// before the first byte leaves; the plain program looks up the session and reads the same rows. Both answer the same texts, and that is checked each time.
import { randomUUID } from 'node:crypto';
import { type Figure, type Measured, ratioOf, type Sides } from './figure.ts';
import { type Ground, query } from './frame/ground.ts';
import { openCaller, press, type Request } from './frame/load.ts';
import { type House, openHouse } from './frame/parley.ts';
import { openPlain, type Plain } from './frame/plain.ts';
import { settle } from './frame/settle.ts';

const messages = 50;
const conversations = 8;
const seconds = 3;

export const reveal: Figure = {
  name: 'reveal',
  says: `opening a conversation of ${messages} messages, sealed and recorded in the ledger, against the same rows unsealed and unrecorded`,
  unit: 'ms',
  better: 'less',
  open: openReveal,
  aim: ratioOf(0.85),
};

type Thread = { readonly id: string; readonly texts: readonly string[] };

async function openReveal(ground: Ground): Promise<Sides> {
  const house = await openHouse(ground);
  const plain = await openPlain(ground);
  const ours = await Promise.all(Array.from({ length: conversations }, (_, number) => talk(house, number)));
  const theirs = await Promise.all(ours.map((thread) => copy(plain, thread)));
  await settle(house.databaseUrl);
  const ourCaller = openCaller(house.url, 1);
  const plainCaller = openCaller(plain.url, 1);
  return {
    ours: async () => {
      const before = await looks(house.databaseUrl);
      const measured = await round(ourCaller, ours, ({ id }) => ({
        method: 'GET',
        path: `/v1/conversations/${id}/messages?limit=${messages}`,
        headers: { cookie: house.cookie },
      }));
      const recorded = (await looks(house.databaseUrl)) - before;
      if (recorded < measured.n) throw new Error(`${measured.n} looks, but only ${recorded} in the ledger`);
      await settle(house.databaseUrl);
      return measured;
    },
    baseline: () =>
      round(plainCaller, theirs, ({ id }) => ({
        method: 'GET',
        path: `/conversations/${id}/messages`,
        headers: { authorization: `Bearer ${plain.token}` },
      })),
    close: async () => {
      ourCaller.close();
      plainCaller.close();
    },
  };
}

/** Milliseconds per opening, one after another. */
async function round(
  caller: ReturnType<typeof openCaller>,
  threads: readonly Thread[],
  ask: (thread: Thread) => Request,
): Promise<Measured> {
  let next = 0;
  const load = await press(1, seconds, async () => {
    const thread = threads[next++ % threads.length] as Thread;
    const answer = await caller.call(ask(thread));
    const { items } = JSON.parse(answer.body) as { items?: { text: string }[] };
    if (answer.status !== 200 || items?.map(({ text }) => text).join('\n') !== thread.texts.join('\n'))
      throw new Error(`an opening answered ${answer.status} or other words than were written`);
    return true;
  });
  return { value: (load.seconds * 1000) / load.done.length, n: load.done.length };
}

/** A visitor and an agent in turns, three to one. */
async function talk(house: House, number: number): Promise<Thread> {
  const visitor = await house.arrive(number);
  const client = house.visitorClient(visitor);
  const texts: string[] = [];
  let conversation = '';
  for (let at = 0; at < messages; at += 1) {
    const text = `Line ${at} of the talk about the brass reading lamp, order ${randomUUID()}, in the warm finish.`;
    texts.push(text);
    if (at % 4 === 3) await house.staff.call('addMessage', { params: { conversation }, body: { kind: 'message', text } });
    else await client.call('addVisitMessage', { body: { clientId: randomUUID(), text } });
    conversation ||= await house.conversationOf(visitor);
  }
  return { id: conversation, texts };
}

async function copy(plain: Plain, { texts }: Thread): Promise<Thread> {
  const [visitor] = await plain.arrive(1);
  if (!visitor) throw new Error('nobody arrived');
  const { conversation, person } = visitor;
  await query(plain.databaseUrl, copyText, [plain.workspace, conversation, person, plain.staff, texts, randomUUID()]);
  return { id: conversation, texts };
}

const copyText = `INSERT INTO messages (workspace_id, id, conversation_id, person_id, sequence, kind, direction, author_kind, author_id, purpose, body, delivery, at)
  SELECT $1, 'msg_' || $6 || at, $2, $3, at, 'message', CASE WHEN at % 4 = 0 THEN 'out' ELSE 'in' END, CASE WHEN at % 4 = 0 THEN 'staff' ELSE 'person' END,
         CASE WHEN at % 4 = 0 THEN $4 ELSE $3 END, 'service-conversation', text, 'received', now()
  FROM unnest($5::text[]) WITH ORDINALITY AS line(text, at)`;

async function looks(databaseUrl: string): Promise<number> {
  const [row] = await query<{ count: string }>(databaseUrl, "SELECT count(*) AS count FROM ledger_entries WHERE kind = 'data.revealed'");
  return Number(row?.count);
}
