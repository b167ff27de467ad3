// What PostgreSQL does with no program before it: its own pgbench writes into the plain program's tables, one message or many in a transaction.
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { query } from './ground.ts';

const program = 'pgbench';
const connections = 16;
const seconds = 4;

/** Messages per second with one and with `batch` in a transaction; undefined where there is no pgbench. */
export async function pgbench(
  databaseUrl: string,
  folder: string,
  batch: number,
): Promise<{ singly: number; inBatches: number } | undefined> {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  await query(databaseUrl, numberThreads);
  const [row] = await query<{ count: string }>(databaseUrl, 'SELECT count(*) FROM threads');
  const perConnection = Math.floor(Number(row?.count) / connections);
  const run = async (size: number): Promise<number> => {
    const script = path.join(folder, `pgbench-${size}.sql`);
    fs.writeFileSync(script, scriptOf(size, perConnection));
    const args = ['-n', '-M', 'prepared', '-c', String(connections), '-j', '1', '-T', String(seconds), '-f', script, databaseUrl];
    const { stdout } = await promisify(execFile)(program, args);
    return Math.round(Number(/tps = ([\d.]+)/.exec(stdout)?.[1]) * size);
  };
  return { singly: await run(1), inBatches: await run(Math.min(batch, perConnection)) };
}

const numberThreads = `CREATE TABLE threads AS SELECT row_number() OVER (ORDER BY id) AS n, workspace_id, id, person_id FROM conversations;
  ALTER TABLE threads ADD PRIMARY KEY (n); ANALYZE`;

/** Each connection writes in threads of its own, so that none waits for another. */
const scriptOf = (
  size: number,
  perConnection: number,
): string => `\\set at :client_id * ${perConnection} + random(1, ${perConnection - size + 1})
BEGIN;
WITH taken AS (UPDATE conversations c SET last_sequence = last_sequence + 1, last_message_at = now(), unread = unread + 1, status = 'open' FROM threads t WHERE t.n BETWEEN :at AND :at + ${size - 1} AND c.workspace_id = t.workspace_id AND c.id = t.id RETURNING c.workspace_id, c.id, c.person_id, c.last_sequence) INSERT INTO messages (workspace_id, id, conversation_id, person_id, sequence, kind, direction, author_kind, author_id, purpose, body, client_key, delivery, at) SELECT workspace_id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), id, person_id, last_sequence, 'message', 'in', 'person', person_id, 'service-conversation', repeat('x', 130), gen_random_uuid()::text, 'received', now() FROM taken;
COMMIT;
`;
