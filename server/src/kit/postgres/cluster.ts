// The data folder of the embedded server: created whole or not at all (initdb works on a draft that is renamed when it is done).
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { RunAs } from './user.ts';

const major = '18';

/** The cluster folder under `home`, created by initdb when there is none; scram with `secret`, C.UTF-8, checksums. */
export async function ensureCluster(home: string, engine: string, user: RunAs, secret: string): Promise<string> {
  const cluster = path.join(home, 'cluster');
  if (fs.existsSync(path.join(cluster, 'PG_VERSION'))) {
    const found = fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
    if (found !== major)
      throw new Error(`the data in ${cluster} is of PostgreSQL ${found}, this Parley brings ${major}: restore a backup instead`);
    return cluster;
  }
  const draft = fs.mkdtempSync(path.join(home, 'draft-'));
  const secretFile = path.join(draft, 'secret');
  const data = path.join(draft, 'cluster');
  fs.writeFileSync(secretFile, `${secret}\n`, { mode: 0o600 });
  user.own(draft);
  user.own(secretFile);
  await initdb(engine, user, [`--pgdata=${data}`, `--pwfile=${secretFile}`]);
  try {
    fs.renameSync(data, cluster);
  } catch (cause) {
    // Two first starts at once: the quicker one's cluster has the same secret, so it serves both.
    if (!fs.existsSync(path.join(cluster, 'PG_VERSION'))) throw new Error(`${cluster} holds no database: move it away`, { cause });
  }
  fs.rmSync(draft, { recursive: true });
  return cluster;
}

/** The superuser's password, random, in a file only its owner may read; made on the first start. */
export function ensureSecret(home: string): string {
  const file = path.join(home, 'superuser.secret');
  if (!fs.existsSync(file)) {
    if (fs.existsSync(path.join(home, 'cluster'))) throw new Error(`${file} is missing: without it the database cannot be opened`);
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
    if (!fs.existsSync(file)) fs.linkSync(draft, file); // a link never replaces: of two first starts one wins and both read it
    fs.rmSync(draft);
  }
  return fs.readFileSync(file, 'utf8').trim();
}

/** The environment of the server's programs: their own libraries, English, UTC, and nothing of ours. */
export function programEnvironment(engine: string): NodeJS.ProcessEnv {
  const inherited = process.platform === 'win32' ? process.env : { PATH: process.env['PATH'] };
  return { ...inherited, LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: path.join(engine, 'lib') };
}

async function initdb(engine: string, user: RunAs, where: string[]): Promise<void> {
  const args = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--data-checksums'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const child = user.start(path.join(engine, 'bin', 'initdb'), [...where, ...args, ...locale], {
    cwd: process.platform === 'win32' ? engine : '/',
    env: programEnvironment(engine),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`initdb failed: ${said.slice(-600)}`);
}
