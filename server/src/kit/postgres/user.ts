// PostgreSQL refuses to run as root. As root it runs as `postgres` or `nobody`; where that is not possible (no such account, no right
// to change user, a data folder others cannot enter) in a user namespace in which root looks like an ordinary user.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';

export type RunAs = {
  readonly how: 'self' | 'account' | 'namespace';
  /** Gives a file or folder (and all in it) to the user the server runs as; does nothing where it is theirs already. */
  own(path: string): void;
  start(command: string, args: string[], options: SpawnOptions): ChildProcess;
};

const namespace = ['-U', '--map-user=1000', '--map-group=1000'];

/** Decides as whom the server runs so that it can enter `home`; throws with advice when root finds no way. */
export function chooseUser(home: string): RunAs {
  if (process.getuid?.() !== 0) return { how: 'self', own: () => {}, start: spawn };
  const account = accounts().find((found) => canEnter(home, found));
  if (account) {
    return {
      how: 'account',
      own: (path) => ownTree(path, account.uid, account.gid),
      start: (command, args, options) => spawn(command, args, { ...options, ...account }),
    };
  }
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) {
    return {
      how: 'namespace',
      own: (path) => ownTree(path, 0, 0), // inside, uid 1000 stands for root outside
      start: (command, args, options) => spawn('unshare', [...namespace, command, ...args], options),
    };
  }
  throw new Error(
    `PostgreSQL does not run as root, and no other user can enter ${home}: start Parley as an ordinary user, ` +
      'set PARLEY_DATA to a folder below one that others may enter (such as /var/lib/parley), or set DATABASE_URL',
  );
}

function accounts(): { uid: number; gid: number }[] {
  const rows = fs.existsSync('/etc/passwd') ? fs.readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  return ['postgres', 'nobody'].flatMap((name) => {
    const row = rows.find((line) => line.startsWith(`${name}:`))?.split(':');
    return row ? [{ uid: Number(row[2]), gid: Number(row[3]) }] : [];
  });
}

function canEnter(home: string, account: { uid: number; gid: number }): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', home], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

function ownTree(root: string, uid: number, gid: number): void {
  if (fs.statSync(root).uid === uid) return;
  const inside = fs.statSync(root).isDirectory() ? fs.readdirSync(root, { recursive: true, encoding: 'utf8' }) : [];
  for (const name of inside) fs.lchownSync(`${root}/${name}`, uid, gid);
  fs.chownSync(root, uid, gid); // last: an interrupted change starts over
}
