// Which Parley process stops the embedded server: the one that started or adopted it. A second one (an operator's command, a start
// that finds its port taken) uses the server and leaves it running.
import fs from 'node:fs';
import path from 'node:path';

/** Makes this process the owner unless another living one is; true when it is the owner now. */
export function claimOwnership(home: string): boolean {
  if (isOwnedByOther(home)) return false;
  const draft = path.join(home, `owner.${process.pid}`);
  fs.writeFileSync(draft, identity(process.pid));
  fs.renameSync(draft, path.join(home, 'owner'));
  return true;
}

/** Whether this process is the owner still; after it gave up or another took over it is not. */
export function isOwner(home: string): boolean {
  return readOwner(home) === identity(process.pid);
}

/** Ends the ownership of this process. */
export function giveUpOwnership(home: string): void {
  if (isOwner(home)) fs.rmSync(path.join(home, 'owner'), { force: true });
}

function isOwnedByOther(home: string): boolean {
  const owner = readOwner(home);
  const pid = Number(owner?.split(' ')[0]);
  if (!owner || !pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return identity(pid) === owner;
}

function readOwner(home: string): string | undefined {
  const file = path.join(home, 'owner');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

/** The number and, where /proc tells, the start time: numbers are given again. A zombie counts as gone. */
function identity(pid: number): string {
  const file = `/proc/${pid}/stat`;
  if (!fs.existsSync(file)) return `${pid} `;
  const stat = fs.readFileSync(file, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? `${pid} gone` : `${pid} ${fields[19]}`;
}
