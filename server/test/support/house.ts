// A whole Parley on free ports over a fresh database: for tests that come in by the doors, as browsers, mail servers and API clients do.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { personRoutes, publicRoutes, staffRoutes, visitorRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import { createWorkspace } from '#access';
import { readConfig } from '#kit/config';
import type { WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { type Parley, startParley } from '../../src/main.ts';
import { keyDatabase, migratedDatabase } from './postgres.ts';
import { proving } from './proving.ts';

const admin = { name: 'Carol', email: 'carol@example.org', password: 'a long pass phrase 42' };

/** Starts a house with one workspace ("Lantern & Loom") and one administrator, carol; real time unless `time` is given. */
export async function openHouse(options: { environment?: Record<string, string>; empty?: boolean } = {}) {
  const database = await migratedDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-house-'));
  const ofKeys = await keyDatabase();
  const log: string[] = [];
  let shift = 0;
  const smtpPort = await freePort();
  const environment = {
    PORT: '0',
    PARLEY_DATA: folder,
    PARLEY_POOL: '10',
    PARLEY_SMTP_PORT: String(smtpPort),
    DATABASE_URL: database.adminUrl,
    ...ofKeys.environment,
    ...options.environment,
  };
  const settings = readConfig(environment);
  const others: Parley[] = [];
  const parley: Parley = await startParley(settings, {
    clock: () => new Date(Date.now() + shift),
    writeLog: (line) => void log.push(line),
  });
  const made = options.empty
    ? undefined
    : await createWorkspace(parley.tools, { company: 'Lantern & Loom', language: 'en', country: 'DE', staff: admin });
  return {
    url: parley.url,
    port: parley.port,
    tools: parley.tools,
    adminUrl: database.adminUrl,
    folder,
    log,
    smtpPort,
    admin,
    workspace: made?.workspace as WorkspaceId,
    publicClient: () => createClient({ routes: publicRoutes, baseUrl: parley.url }),
    visitorClient: (token: string) => createClient({ routes: visitorRoutes, baseUrl: parley.url, token: () => token }),
    personClient: (token: string) => createClient({ routes: personRoutes, baseUrl: parley.url, token: () => token }),
    /** Signs in by password, as the console does, and keeps the cookie; at another node where its address is given. */
    staffClient: async (who: { email: string; password: string } = admin, at = parley.url) => {
      let cookie = '';
      const withCookie = async (url: string, init: RequestInit) => {
        const answer = await fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) } });
        const set = answer.headers.getSetCookie().find((each) => each.startsWith('parley_session='));
        if (set) cookie = set.split(';')[0] ?? '';
        return answer;
      };
      const client = createClient({
        routes: { ...publicRoutes, ...staffRoutes },
        baseUrl: at,
        fetch: proving(withCookie, at, who.password),
      });
      await client.call('signIn', { body: { email: who.email, password: who.password } });
      return client;
    },
    act: <T>(work: Parameters<typeof act<T>>[2], purpose = 'service-conversation') =>
      act(parley.tools, { workspace: made?.workspace as WorkspaceId, actor: { kind: 'system', id: 'test' }, purpose }, work),
    /** A second process' worth of Parley over the same database and keys, configured otherwise by `more`; gives its address. */
    anotherNode: async (more: Record<string, string> = {}) => {
      const other = readConfig({ ...environment, PARLEY_SMTP_PORT: String(await freePort()), ...more });
      others.push(await startParley(other, { clock: () => new Date(Date.now() + shift), writeLog: (line) => void log.push(line) }));
      return others.at(-1)?.url ?? '';
    },
    /** Moves the clock of the house by so many milliseconds. */
    passTime: (ms: number) => {
      shift += ms;
    },
    /** The tools of those nodes. */
    toolsElsewhere: () => others.map(({ tools }) => tools),
    stop: async () => {
      for (const other of others) await other.stop();
      await parley.stop();
      await database.drop();
      await ofKeys.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until `look` gives something; fails with `what` after twenty seconds, or so many milliseconds. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined | false>, ms = 20_000): Promise<T> {
  for (const until = Date.now() + ms; Date.now() < until; ) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${ms / 1000} seconds in vain: ${what}`);
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
