// A migrated database with every room started but no doors open: for tests of one room's verbs.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorkspace } from '#access';
import { type Config, readConfig } from '#kit/config';
import type { Actor, Ctx } from '#kit/ctx';
import type { StaffId, WorkspaceId } from '#kit/ids';
import { act, pool, triesPool, urgentPool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { invite } from '../../src/access/invitations.ts';
import { openTools, startRooms } from '../../src/main.ts';
import { rooms } from '../../src/rooms.ts';
import { keyDatabase, migratedDatabase } from './postgres.ts';

export type TestRoom = {
  readonly tools: Tools;
  readonly workspace: WorkspaceId;
  readonly adminUrl: string;
  readonly settings: Config;
  readonly log: string[];
  /** Runs work in one transaction of the workspace; purpose service-conversation and a system actor unless told. */
  ctx<T>(work: (ctx: Ctx) => Promise<T>, who?: { purpose?: string; actor?: Actor; workspace?: WorkspaceId }): Promise<T>;
  /** A second company in the same database. */
  anotherWorkspace(): Promise<WorkspaceId>;
  /** A colleague of carol's, invited as an agent. */
  colleague(name: string): Promise<StaffId>;
  setTime(at: Date | string): void;
  stop(): Promise<void>;
};

/** Opens the rooms up to and with `last` (all when left out) over a fresh database, with the keys `apart` over two; time stands at 2026-11-24T09:00:00Z until `setTime`. */
export async function openRoom(last?: string, { apart = false } = {}): Promise<TestRoom> {
  const database = await migratedDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-room-'));
  let time = new Date('2026-11-24T09:00:00Z');
  const log: string[] = [];
  const ofKeys = await keyDatabase(apart);
  const settings = readConfig({
    PARLEY_DATA: folder,
    PARLEY_POOL: '8',
    PARLEY_SMTP_PORT: '0',
    PARLEY_URL: 'http://localhost:8080',
    ...ofKeys.environment,
  });
  mkdirSync(settings.keys, { mode: 0o700 });
  const { tools } = await openTools(settings, database.adminUrl, { clock: () => new Date(time), writeLog: (line) => void log.push(line) });
  const stop = await startRooms(
    tools,
    last === undefined ? undefined : rooms.slice(0, rooms.findIndex((room) => room.name === last) + 1).map((room) => room.name),
  );
  const create = async (name: string) =>
    (
      await createWorkspace(tools, {
        company: name,
        language: 'en',
        country: 'DE',
        staff: { name: 'Carol', email: `carol@${name}.example.com`, password: 'a long pass phrase 42' },
      })
    ).workspace;
  const workspace = await create('lantern');
  return {
    tools,
    workspace,
    adminUrl: database.adminUrl,
    settings,
    log,
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
    anotherWorkspace: () => create('loom'),
    colleague: (name) =>
      act(tools, { workspace, actor: { kind: 'system', id: 'test' } }, async (ctx) => {
        const { staff } = await invite(ctx, { name, email: `${name.toLowerCase()}@lantern.example.com`, role: 'agent' });
        return staff.id;
      }),
    setTime: (at) => {
      time = new Date(at);
    },
    stop: async () => {
      await stop();
      await Promise.all([pool, urgentPool, triesPool].map((each) => each.of({ tools }).end()));
      await database.drop();
      await ofKeys.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
