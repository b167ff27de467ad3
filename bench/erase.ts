// How soon an erased person cannot be read any more, anywhere: from the approval at one node to the first look that another node refuses, for somebody with two
// hundred thousand messages. Beside it stands what follows: everything deleted and probed, and the certificate. The baseline deletes the same rows of the plain
// program, which is all that such a program does. Nobody's erasure counts whose messages were not read at the other node just before.
import { randomUUID } from 'node:crypto';
import { receive } from '../server/src/conversations/conversations.ts';
import { type ConversationId, type InboxId, newId, type PersonId, type WorkspaceId } from '../server/src/kit/ids.ts';
import { act } from '../server/src/kit/pool.ts';
import type { Tools } from '../server/src/kit/tool.ts';
import { appendMany } from '../server/src/ledger/ledger.ts';
import { arrive } from '../server/src/people/people.ts';
import { type Figure, type Measured, median, oursOf, type Sides } from './figure.ts';
import { type Ground, query } from './frame/ground.ts';
import { openCaller } from './frame/load.ts';
import { openRooms } from './frame/node.ts';
import { type House, openHouse } from './frame/parley.ts';
import { openPlainDatabase } from './frame/plain.ts';
import { settle } from './frame/settle.ts';

const sizes = [100, 10_000, 200_000] as const;
const largest = 200_000;
const real = 250; // messages of each person that came in by the house's own verbs; the rest are rows like them that nobody opens
/** Above this the ledger holds no entry for each message here: putting so many into its tree takes longer than a bench may. */
const mostWithLedger = 10_000;
const patienceMs = 300_000;

export const erase: Figure = {
  name: 'erase',
  says: `from the approval of an erasure until another node refuses to read, for ${largest} messages, against a plain DELETE of the same rows`,
  unit: 'ms',
  better: 'less',
  open: openErase,
  aim: oursOf({ most: 50 }),
};

type Times = { readonly shredded: number; readonly probed: number; readonly certified: number };

async function openErase(ground: Ground): Promise<Sides> {
  const house = await openHouse(ground);
  const other = openCaller(await house.anotherNode(), 2);
  const { tools } = await openRooms(ground, house.databaseUrl, 4, ['conversations']);
  const inbox = (await house.staff.call('listInboxes')).items[0]?.id as InboxId;
  const plain = await openPlainDatabase(ground);
  const once = async (size: number, withLedger: boolean): Promise<Times> => {
    const planted = await plant(house, tools, inbox, size, withLedger);
    await settle(house.databaseUrl);
    return eraseAndWatch(house, other, planted);
  };
  const first = await once(sizes[0], true);
  const series = new Map<number, Times[]>(sizes.map((size) => [size, []]));
  return {
    ours: async (): Promise<Measured> => {
      for (const size of sizes) series.get(size)?.push(await once(size, size <= mostWithLedger));
      return { value: series.get(largest)?.at(-1)?.shredded ?? Number.NaN, n: largest };
    },
    baseline: () => deletePlain(plain),
    also: async () => ({
      [`the first after the start, ${sizes[0]} messages, ms`]: told([first]),
      ...Object.fromEntries(
        [...series].map(([size, times]) => [
          `${size} messages${size <= mostWithLedger ? ' with their ledger entries' : ''}, median of the rounds, ms`,
          told(times),
        ]),
      ),
    }),
    close: async () => other.close(),
  };
}

function told(times: readonly Times[]): string {
  const of = (step: keyof Times) => median(times.map((each) => each[step]));
  return `shredded ${of('shredded').toFixed(1)}, deleted and probed ${Math.round(of('probed'))}, certified ${Math.round(of('certified'))}`;
}

/** Somebody with so many messages in one inbox; gives them and the conversation that can be read. */
async function plant(
  house: House,
  tools: Tools,
  inbox: InboxId,
  size: number,
  withLedger: boolean,
): Promise<{ person: PersonId; conversation: ConversationId }> {
  const workspace = house.workspace as WorkspaceId;
  const scope = { workspace, actor: { kind: 'system', id: 'bench' } as const, purpose: 'service-conversation' };
  const planted = await act(tools, scope, async (ctx) => {
    const { person } = await arrive(ctx, { kind: 'visitor', value: `visitor-${randomUUID()}`, name: 'Ada', proof: 'device' });
    let conversation: ConversationId | undefined;
    for (let number = 0; number < Math.min(real, size); number += 1) {
      const text = `Is lamp ${randomUUID()} still to be had in the warm finish?`;
      conversation = (await receive(ctx, { inbox, person, conversation, text })).conversation;
    }
    return { person, conversation: conversation as ConversationId };
  });
  const rest = size - Math.min(real, size);
  if (rest === 0) return planted;
  const older = newId('cnv');
  await query(house.databaseUrl, conversationText, [workspace, older, inbox, planted.person]);
  await query(house.databaseUrl, messagesText, [workspace, older, planted.person, rest]);
  await query(house.databaseUrl, 'ANALYZE messages'); // rows that came one by one would have been counted by now; a sight of the unfinished statement misleads the planner
  for (let from = 0; withLedger && from < rest; from += 5000)
    await act(tools, scope, (ctx) =>
      appendMany(
        ctx,
        Array.from({ length: Math.min(5000, rest - from) }, () => ({
          kind: 'message.received',
          subject: planted.person,
          facts: { conversation: older, channel: 'web-chat' },
        })),
      ),
    );
  return planted;
}

async function eraseAndWatch(
  house: House,
  other: ReturnType<typeof openCaller>,
  { person, conversation }: { person: PersonId; conversation: ConversationId },
): Promise<Times> {
  const read = async () =>
    (await other.call({ method: 'GET', path: `/v1/conversations/${conversation}/messages?limit=1`, headers: { cookie: house.cookie } }))
      .status;
  const request = (await house.staff.call('openRequest', { body: { person, kind: 'erasure' } })).id;
  if ((await read()) !== 200) throw new Error('the messages could not be read before the erasure');
  const began = Date.now();
  const start = performance.now();
  const approval = house.staff.call('approveRequest', { params: { request } });
  while ((await read()) === 200) if (performance.now() - start > patienceMs) throw new Error('the other node goes on reading');
  const shredded = performance.now() - start;
  await approval;
  for (;;) {
    const { state } = await house.staff.call('readRequest', { params: { request } });
    if (state === 'fulfilled') break;
    if (performance.now() - start > patienceMs) throw new Error(`the erasure stands at ${state}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const certified = performance.now() - start;
  const { probedAt } = await house.staff.call('readCertificate', { params: { request } });
  return { shredded, probed: Date.parse(probedAt) - began, certified };
}

/** One statement, as a plain program would; the rows are put there again each time. */
async function deletePlain(plain: Awaited<ReturnType<typeof openPlainDatabase>>): Promise<Measured> {
  const [person, conversation] = [newId('per'), newId('cnv')];
  await query(plain.databaseUrl, plainConversationText, [plain.workspace, conversation, plain.inbox, person]);
  await query(plain.databaseUrl, plainMessagesText, [plain.workspace, conversation, person, largest]);
  await query(plain.databaseUrl, 'ANALYZE messages');
  const began = performance.now();
  await query(plain.databaseUrl, 'DELETE FROM messages WHERE workspace_id = $1 AND person_id = $2', [plain.workspace, person]);
  return { value: performance.now() - began, n: largest };
}

const conversationText = `INSERT INTO conversations (workspace_id, id, inbox_id, person_id, status, last_message_at, created_at)
  VALUES ($1, $2, $3, $4, 'open', now() - interval '1 day', now() - interval '1 day')`;
const messagesText = `INSERT INTO messages (workspace_id, id, conversation_id, person_id, sequence, kind, direction, author_kind, author_id, purpose, body, delivery, at)
  SELECT $1::text, 'msg_' || replace(gen_random_uuid()::text, '-', ''), $2, $3::text, number, 'message', 'in', 'person', $3::text, 'service-conversation',
  decode(repeat(md5(number::text), 8), 'hex'), 'received', now() - interval '1 day' + number * interval '1 ms' FROM generate_series(1, $4::int) AS number`;
const plainConversationText = conversationText;
const plainMessagesText = messagesText.replace("decode(repeat(md5(number::text), 8), 'hex')", 'repeat(md5(number::text), 4)');
