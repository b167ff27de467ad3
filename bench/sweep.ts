// How fast what has run out goes: rows a second (messages and conversations) that the sweeper deletes as it ships, with its turns, holds, figures, ledger entries and
// rests for writers, against one DELETE of the same rows in the plain program. A round counts only when every row that ran out is gone and every other is there.
import { randomUUID } from 'node:crypto';
import { type InboxId, newId, type PersonId, type WorkspaceId } from '../server/src/kit/ids.ts';
import { act } from '../server/src/kit/pool.ts';
import type { Tools } from '../server/src/kit/tool.ts';
import { arrive } from '../server/src/people/people.ts';
import { sweep as sweepHouse } from '../server/src/retention/retention.ts';
import type { Figure, Measured, Sides } from './figure.ts';
import { type Ground, query } from './frame/ground.ts';
import { openRooms } from './frame/node.ts';
import { openHouse } from './frame/parley.ts';
import { openPlainDatabase } from './frame/plain.ts';
import { settle } from './frame/settle.ts';

const conversations = 1000; // that run out, and as many that stay
const messagesEach = 20;
const people = 20;
const rows = conversations * (messagesEach + 1);

export const sweep: Figure = {
  name: 'sweep',
  says: `rows a second that retention deletes when their time is over, ${rows} of them, against a plain DELETE of the same rows`,
  unit: 'rows/s',
  better: 'more',
  open: openSweep,
};

async function openSweep(ground: Ground): Promise<Sides> {
  const house = await openHouse(ground);
  const workspace = house.workspace as WorkspaceId;
  const { tools } = await openRooms(ground, house.databaseUrl, 4, ['conversations', 'retention']);
  const inbox = (await house.staff.call('listInboxes')).items[0]?.id as InboxId;
  const known = await acquaint(tools, workspace);
  const plain = await openPlainDatabase(ground);
  return {
    ours: async (): Promise<Measured> => {
      await plant(house.databaseUrl, workspace, inbox, known, true);
      await settle(house.databaseUrl);
      const began = performance.now();
      const { failed } = await sweepHouse(tools, { again: true });
      const tookMs = performance.now() - began;
      if (failed > 0) throw new Error('a turn of the sweep failed');
      return { value: rows / (tookMs / 1000), n: await countGone(house.databaseUrl, workspace) };
    },
    baseline: async (): Promise<Measured> => {
      await plant(plain.databaseUrl, plain.workspace, plain.inbox, known, false);
      const began = performance.now();
      await query(plain.databaseUrl, plainMessages, [plain.workspace]);
      await query(plain.databaseUrl, plainConversations, [plain.workspace]);
      const tookMs = performance.now() - began;
      return { value: rows / (tookMs / 1000), n: await countGone(plain.databaseUrl, plain.workspace) };
    },
    close: async () => undefined,
  };
}

/** People who came today, and so stay whatever becomes of their conversations. */
async function acquaint(tools: Tools, workspace: WorkspaceId): Promise<PersonId[]> {
  const scope = { workspace, actor: { kind: 'system', id: 'bench' } as const, purpose: 'service-conversation' };
  const known: PersonId[] = [];
  for (let number = 0; number < people; number += 1)
    known.push(
      (await act(tools, scope, (ctx) => arrive(ctx, { kind: 'visitor', value: `visitor-${randomUUID()}`, proof: 'device' }))).person,
    );
  return known;
}

/** Half of it three years old, half of today. */
async function plant(databaseUrl: string, workspace: string, inbox: string, known: readonly PersonId[], isSealed: boolean): Promise<void> {
  await query(databaseUrl, 'DELETE FROM messages WHERE workspace_id = $1', [workspace]);
  await query(databaseUrl, 'DELETE FROM conversations WHERE workspace_id = $1', [workspace]);
  for (const age of ['3 years', '1 hour']) {
    const ids = Array.from({ length: conversations }, () => newId('cnv'));
    const owners = ids.map((_, at) => known[at % known.length]);
    await query(databaseUrl, conversationsText, [workspace, inbox, ids, owners, age, messagesEach]);
    await query(databaseUrl, isSealed ? messagesText : plainText, [workspace, ids, owners, age, messagesEach]);
  }
  await query(databaseUrl, 'ANALYZE messages');
  await query(databaseUrl, 'ANALYZE conversations');
}

async function countGone(databaseUrl: string, workspace: string): Promise<number> {
  const [found] = await query<{ old: number; young: number }>(databaseUrl, leftText, [workspace]);
  if (found?.old !== 0 || found.young !== conversations * messagesEach)
    throw new Error(`after the sweep ${found?.old} messages that ran out and ${found?.young} others were there`);
  return rows;
}

const conversationsText = `INSERT INTO conversations (workspace_id, id, inbox_id, person_id, status, last_sequence, last_message_at, created_at)
  SELECT $1, id, $2, person, 'open', $6::int, now() - $5::interval, now() - $5::interval FROM unnest($3::text[], $4::text[]) AS each (id, person)`;
const messagesText = `INSERT INTO messages (workspace_id, id, conversation_id, person_id, sequence, kind, direction, author_kind, author_id, purpose, body, delivery, at)
  SELECT $1::text, 'msg_' || replace(gen_random_uuid()::text, '-', ''), each.id, each.person, number, 'message', 'in', 'person', each.person, 'service-conversation',
  decode(repeat(md5(number::text), 8), 'hex'), 'received', now() - $4::interval FROM unnest($2::text[], $3::text[]) AS each (id, person)
  CROSS JOIN generate_series(1, $5::int) AS number`;
const plainText = messagesText.replace("decode(repeat(md5(number::text), 8), 'hex')", 'repeat(md5(number::text), 4)');
const over = `SELECT id FROM conversations WHERE workspace_id = $1 AND last_message_at < now() - interval '2 years'`;
const plainMessages = `DELETE FROM messages WHERE workspace_id = $1 AND conversation_id IN (${over})`;
const plainConversations = `DELETE FROM conversations WHERE workspace_id = $1 AND id IN (${over})`;
const leftText = `SELECT count(*) FILTER (WHERE at < now() - interval '2 years')::int AS old, count(*) FILTER (WHERE at > now() - interval '1 year')::int AS young
  FROM messages WHERE workspace_id = $1`;
