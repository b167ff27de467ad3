// The ground under the first rooms: a migrated database and the kit's tools, without any room. For tests of ledger and keys, on which every other room stands.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Config, config, readConfig } from '#kit/config';
import type { Actor, Ctx } from '#kit/ctx';
import { openPool } from '#kit/db';
import { newId, type WorkspaceId } from '#kit/ids';
import { live, openLive } from '#kit/live';
import { log, openLog } from '#kit/log';
import { appLogin, migrate } from '#kit/migrate';
import { listeners, wake } from '#kit/outbox';
import { act, clock, pool } from '#kit/pool';
import type { Room } from '#kit/room';
import type { Tools } from '#kit/tool';
import { freshDatabase } from './postgres.ts';

export type Ground = {
  readonly tools: Tools;
  readonly workspace: WorkspaceId;
  readonly settings: Config;
  readonly lines: string[];
  ctx<T>(work: (ctx: Ctx) => Promise<T>, who?: { workspace?: WorkspaceId; actor?: Actor; purpose?: string }): Promise<T>;
  /** Tools of a second node over the same database and key folder. */
  node(): Promise<Tools>;
  setTime(at: Date): void;
  /** Runs statements as the superuser, past every protection. */
  admin<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
};

/** Opens the ground and starts the given rooms on it; time stands at 2026-11-24T09:00:00Z until `setTime`. */
export async function openGround(rooms: readonly Room[]): Promise<Ground> {
  const database = await freshDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-ground-'));
  const settings = readConfig({ PARLEY_DATA: folder, PARLEY_POOL: '8' });
  await migrate(database.adminUrl);
  const appUrl = await appLogin(database.adminUrl, 'ground');
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  let time = new Date('2026-11-24T09:00:00Z');
  const lines: string[] = [];
  const nodes: Tools[] = [];
  const stops: (() => Promise<void>)[] = [];
  const node = async () => {
    const tools: Tools = new Map();
    const now = () => new Date(time);
    config.set(tools, settings);
    clock.set(tools, now);
    log.set(
      tools,
      openLog((line) => void lines.push(line), now),
    );
    pool.set(
      tools,
      openPool(appUrl, settings.poolSize, () => undefined),
    );
    live.set(
      tools,
      openLive((events) => {
        for (const other of nodes)
          if (other !== tools) for (const { workspace, event } of events) live.of({ tools: other }).deliver(workspace, event);
      }),
    );
    listeners.set(tools, new Map());
    wake.set(tools, () => undefined);
    nodes.push(tools);
    for (const room of rooms) {
      const stop = await room.start?.(tools);
      if (stop) stops.push(stop);
    }
    return tools;
  };
  const tools = await node();
  const workspace = newId('wsp');
  return {
    tools,
    workspace,
    settings,
    lines,
    node,
    ctx: (work, who = {}) =>
      act(
        tools,
        {
          workspace: who.workspace ?? workspace,
          actor: who.actor ?? { kind: 'system', id: 'test' },
          purpose: who.purpose ?? 'service-conversation',
        },
        work,
      ),
    setTime: (at) => {
      time = at;
    },
    admin: async <Row>(sql: string, values?: unknown[]) => (await admin.query(sql, values)).rows as Row[],
    stop: async () => {
      for (const stop of stops.reverse()) await stop();
      for (const each of nodes) await pool.of({ tools: each }).end();
      await admin.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
