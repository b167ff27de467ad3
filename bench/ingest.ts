// How many messages a second come in and are safe. What is counted was acknowledged, and afterwards re-read through the staff's door, decrypted, and
// found to be the very text that was sent; an acknowledged message that is not found is no slow figure but a failed bench.
import { randomUUID } from 'node:crypto';
import { type Figure, type Measured, ratioOf, type Sides } from './figure.ts';
import { type Ground, query } from './frame/ground.ts';
import { openCaller, pressAndFind } from './frame/load.ts';
import { type House, openHouse, type Visitor } from './frame/parley.ts';
import { pgbench } from './frame/pgbench.ts';
import { openPlain } from './frame/plain.ts';
import { settle } from './frame/settle.ts';

const inFlight = 64;
const seconds = 4;
const batch = 32; // what one commit of ours holds with so many in flight
const visitors = 2048; // a visitor may write forty messages a minute

export const ingest: Figure = {
  name: 'ingest',
  says: `messages through the HTTP API at ${inFlight} in flight: gate, seal, ledger, durable commit, against a plain program that stores plaintext`,
  unit: 'messages/s',
  better: 'more',
  open: openIngest,
  aim: ratioOf(2),
};

type Sent = { readonly visitor: number; readonly text: string };
type Writer = { readonly path: string; readonly headers: Readonly<Record<string, string>> };

async function openIngest(ground: Ground): Promise<Sides> {
  const house = await openHouse(ground);
  const people: Visitor[] = [];
  for (let number = 0; number < visitors; number += 16)
    people.push(...(await Promise.all(Array.from({ length: 16 }, (_, at) => begin(house, number + at)))));
  await settle(house.databaseUrl);
  const plain = await openPlain(ground);
  const threads = await plain.arrive(visitors);
  for (const { databaseUrl } of [house, plain]) await query(databaseUrl, 'ANALYZE'); // what a server knows of its tables after its first minutes
  const ourCaller = openCaller(house.url, inFlight);
  const plainCaller = openCaller(plain.url, inFlight);
  const ourWriters = people.map(({ token, address }) => ({
    path: '/v1/visit/messages',
    headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address },
  }));
  const plainWriters = threads.map(({ token }) => ({ path: '/messages', headers: { authorization: `Bearer ${token}` } }));
  const backlogs: number[] = [];
  return {
    ours: async () => {
      const measured = await round(ourCaller, ourWriters, (sent) => missingFromOurs(house, people, sent));
      backlogs.push(await settle(house.databaseUrl));
      return measured;
    },
    baseline: () => round(plainCaller, plainWriters, async (sent) => missingFromPlain(plain.databaseUrl, sent)),
    also: async () => {
      const bare = await pgbench(plain.databaseUrl, ground.folder, batch);
      return {
        'seconds until announcements and ledger had caught up, at most': Number(Math.max(...backlogs).toFixed(1)),
        ...(bare && {
          'pgbench, plaintext, messages/s singly': bare.singly,
          [`pgbench, plaintext, messages/s ${batch} at a time`]: bare.inBatches,
        }),
      };
    },
    close: async () => {
      ourCaller.close();
      plainCaller.close();
    },
  };
}

/** Somebody who has a conversation already, as everybody has on the other side. */
async function begin(house: House, number: number): Promise<Visitor> {
  const visitor = await house.arrive(number);
  await house.visitorClient(visitor).call('addVisitMessage', { body: { clientId: randomUUID(), text: 'Hello' } });
  return visitor;
}

async function round(
  caller: ReturnType<typeof openCaller>,
  writers: readonly Writer[],
  missing: (sent: readonly Sent[]) => Promise<number>,
): Promise<Measured> {
  const turns: number[] = [];
  const perLane = Math.floor(writers.length / inFlight);
  const write = async (lane: number): Promise<Sent | undefined> => {
    const turn = (turns[lane] ?? 0) + 1; // one message at a time, and each visitor in turn
    turns[lane] = turn;
    const visitor = lane * perLane + (turn % perLane);
    const writer = writers[visitor] as Writer;
    const text = `Hello, is the brass reading lamp still to be had in the warm finish? My order number is ${randomUUID()}.`;
    const answer = await caller.call({ method: 'POST', ...writer, body: JSON.stringify({ clientId: randomUUID(), text }) });
    return answer.status === 201 ? { visitor, text } : undefined;
  };
  return pressAndFind({ lanes: inFlight, seconds }, write, missing);
}

/** Reads every conversation through the staff's door (under a Permit, decrypted) and counts the sent texts that are not in it exactly once. */
async function missingFromOurs(house: House, people: readonly Visitor[], sent: readonly Sent[]): Promise<number> {
  const conversations = await house.conversations();
  let missing = 0;
  for (const [number, texts] of Map.groupBy(sent, ({ visitor }) => visitor)) {
    const conversation = conversations.get(people[number]?.person ?? '') ?? '';
    const found = new Map<string, number>();
    for (let before: number | undefined, wanted = texts.length; wanted > 0; wanted -= 200) {
      const page = await house.staff.call('listMessages', { params: { conversation }, query: { limit: 200, ...(before && { before }) } });
      for (const { text } of page.items) found.set(text, (found.get(text) ?? 0) + 1);
      before = page.items[0]?.sequence;
    }
    missing += texts.filter(({ text }) => found.get(text) !== 1).length;
  }
  return missing;
}

async function missingFromPlain(databaseUrl: string, sent: readonly Sent[]): Promise<number> {
  const rows = await query<{ body: string }>(databaseUrl, 'SELECT body FROM messages');
  const found = new Map(
    Map.groupBy(rows, ({ body }) => body)
      .entries()
      .map(([body, all]) => [body, all.length]),
  );
  return sent.filter(({ text }) => found.get(text) !== 1).length;
}
