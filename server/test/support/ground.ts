// The ground under the first rooms: a migrated database and the kit's tools with ledger and keys alone, for tests of these two, on which every other room stands.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Config, readConfig } from '#kit/config';
import type { Actor, Ctx } from '#kit/ctx';
import { newId, type WorkspaceId } from '#kit/ids';
import { live } from '#kit/live';
import { appLogin } from '#kit/login';
import { act } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { type Node, openNode } from './node.ts';
import { keyDatabase, migratedDatabase } from './postgres.ts';

export type Ground = {
  readonly tools: Tools;
  readonly workspace: WorkspaceId;
  readonly settings: Config;
  readonly appUrl: string;
  readonly adminUrl: string;
  readonly lines: string[];
  ctx<T>(work: (ctx: Ctx) => Promise<T>, who?: { workspace?: WorkspaceId; actor?: Actor; purpose?: string; tools?: Tools }): Promise<T>;
  /** Tools of another node over the same database and key folder; what one publishes the others hear. */
  node(): Promise<Tools>;
  setTime(at: Date): void;
  /** Runs statements as the superuser, past every protection. */
  admin<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
};

/** Opens the ground and starts the ledger, and the keys unless told otherwise, `apart` in a database of their own; time stands at 2026-11-24T09:00:00Z until `setTime`. */
export async function openGround({ keys = true, apart = false } = {}): Promise<Ground> {
  const database = await migratedDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-ground-'));
  const ofKeys = await keyDatabase(apart);
  const settings = readConfig({ PARLEY_DATA: folder, PARLEY_POOL: '8', ...ofKeys.environment });
  const appUrl = await appLogin(database.adminUrl, 'ground');
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  let time = new Date('2026-11-24T09:00:00Z');
  const lines: string[] = [];
  const nodes: Node[] = [];
  const node = async () => {
    const made = await openNode({
      settings,
      appUrl,
      keys,
      now: () => new Date(time),
      write: (line) => void lines.push(line),
      carry(from, events) {
        const others = nodes.filter((other) => other.tools !== from);
        for (const { tools } of others) for (const { workspace, event } of events) live.of({ tools }).deliver(workspace, event);
      },
    });
    nodes.push(made);
    return made.tools;
  };
  const first = await node();
  const workspace = newId('wsp');
  return {
    tools: first,
    workspace,
    settings,
    appUrl,
    adminUrl: database.adminUrl,
    lines,
    node,
    ctx: (work, { tools = first, purpose = 'service-conversation', ...who } = {}) =>
      act(tools, { workspace, actor: { kind: 'system', id: 'test' }, purpose, ...who }, work),
    setTime: (at) => {
      time = at;
    },
    admin: async <Row>(sql: string, values?: unknown[]) => (await admin.query(sql, values)).rows as Row[],
    stop: async () => {
      for (const each of nodes.reverse()) await each.stop();
      await admin.end();
      await database.drop();
      await ofKeys.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
