// One server for the whole run: the embedded one in a throw-away folder without fsync, or the one DATABASE_URL_TEST names (a superuser's
// URL); on it one migrated database to copy. Workers learn of both by `inject`. A run that was killed leaves a server behind: the next run ends it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '#kit/postgres';
import { migrate } from '../../src/kit/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServerUrl: string;
    testTemplate: string;
  }
}

const prefix = 'parley-test-postgres-';
const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '300' };
type Server = { url: string; stop(): Promise<void> };
let shared: Promise<Server & { template: string }> | undefined;
let users = 0;

/** Vitest calls this once per project; the projects of one run share one server, and the last to end stops it. */
// biome-ignore lint/style/noDefaultExport: vitest reads the default export of a global set-up
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  users += 1;
  shared ??= start().then(withTemplate);
  const server = await shared;
  project.provide('testServerUrl', server.url);
  project.provide('testTemplate', server.template);
  return async () => {
    users -= 1;
    if (users === 0) await server.stop();
  };
}

async function start(): Promise<Server> {
  const given = process.env['DATABASE_URL_TEST'];
  if (given) return { url: given, stop: async () => {} };
  await sweep();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), `${prefix}${process.pid}-`));
  fs.chmodSync(dataDir, 0o711);
  const server = await startPostgres({ dataDir, log: () => {}, settings });
  const stop = async () => {
    await server.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
  return { url: server.adminUrl, stop };
}

async function withTemplate(server: Server): Promise<Server & { template: string }> {
  const template = `parley_test_template_${process.pid}`;
  const url = new URL(server.url);
  url.pathname = `/${template}`;
  await onServer(server.url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await onServer(server.url, `CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8'`);
  await migrate(url.href);
  const stop = async () => {
    await onServer(server.url, `DROP DATABASE ${template} WITH (FORCE)`);
    await server.stop();
  };
  return { ...server, template, stop };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

async function sweep(): Promise<void> {
  for (const name of fs.readdirSync(os.tmpdir()).filter((found) => found.startsWith(prefix))) {
    const dataDir = path.join(os.tmpdir(), name);
    if (isAlive(Number(name.slice(prefix.length).split('-')[0]))) continue;
    try {
      if (fs.existsSync(path.join(dataDir, 'cluster', 'postmaster.pid'))) await (await startPostgres({ dataDir, log: () => {} })).stop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    } catch {
      // another user's folder, or another run sweeps it at this moment
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
