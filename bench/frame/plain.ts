// The other side: the plain program over its own database on the same server, with the same number of connections.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { newId } from '../../server/src/kit/ids.ts';
import { type Ground, query } from './ground.ts';
import { poolSize } from './parley.ts';
import { startProgram } from './program.ts';

const folder = path.join(import.meta.dirname, '../baselines');

export type Plain = Awaited<ReturnType<typeof openPlain>>;

/** A database with the plain program's tables, one inbox and one signed-in member of staff. */
export async function openPlainDatabase(ground: Ground) {
  const databaseUrl = await ground.database('plain');
  await query(databaseUrl, fs.readFileSync(path.join(folder, 'plain.sql'), 'utf8'));
  const [workspace, inbox, staff, token] = [newId('wsp'), newId('inb'), newId('stf'), randomBytes(24).toString('base64url')];
  const hash = createHash('sha256').update(token).digest();
  await query(databaseUrl, 'INSERT INTO inboxes VALUES ($1, $2, $3)', [workspace, inbox, 'Website chat']);
  await query(databaseUrl, 'INSERT INTO staff VALUES ($1, $2)', [staff, 'Carol']);
  await query(databaseUrl, "INSERT INTO sessions VALUES ($1, $2, now() + interval '1 day')", [hash, staff]);
  return { databaseUrl, workspace, inbox, staff, token };
}

/** How the plain program is started over such a database. */
export function plainProgram(database: { readonly databaseUrl: string; readonly workspace: string }) {
  const secret = randomBytes(24).toString('base64url');
  const environment = { DATABASE_URL: database.databaseUrl, POOL: String(poolSize), TOKEN_SECRET: secret, WORKSPACE: database.workspace };
  return { script: path.join(folder, 'plain.ts'), secret, environment };
}

/** Starts the plain program; it ends with the ground. */
export async function openPlain(ground: Ground) {
  const database = await openPlainDatabase(ground);
  const { script, secret, environment } = plainProgram(database);
  const program = await startProgram(script, [], environment, /answers at \S+/);
  ground.atEnd(() => program.stop());
  return {
    ...database,
    url: /answers at (\S+)/.exec(program.said)?.[1] ?? '',
    /** So many visitors, each with an empty conversation and the token they write with. */
    arrive: async (count: number) => {
      const visitors = Array.from({ length: count }, () => ({ conversation: newId('cnv'), person: newId('per') }));
      const row = [database.workspace, database.inbox, visitors.map((each) => each.conversation), visitors.map((each) => each.person)];
      await query(database.databaseUrl, addVisitors, row);
      return visitors.map((visitor) => {
        const payload = Buffer.from(JSON.stringify({ workspace: database.workspace, ...visitor })).toString('base64url');
        return { ...visitor, token: `${payload}.${createHmac('sha256', secret).update(payload).digest('base64url')}` };
      });
    },
  };
}

const addVisitors = `WITH visitor AS (SELECT * FROM unnest($3::text[], $4::text[]) AS each(conversation, person)),
  known AS (INSERT INTO people SELECT $1, person, 'Ada' FROM visitor)
  INSERT INTO conversations (workspace_id, id, inbox_id, person_id, status, last_message_at, created_at)
  SELECT $1, conversation, $2, person, 'open', now(), now() FROM visitor`;
