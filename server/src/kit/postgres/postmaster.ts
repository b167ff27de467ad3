// Reads postmaster.pid, PostgreSQL's own lock and notice board: who holds the data folder, on which port, how far the start is.
// The lock is only ever removed when its process is certainly gone and nothing is attached to its shared memory.
import fs from 'node:fs';
import path from 'node:path';

export type Postmaster = { pid: number; port: number; shmid: number | undefined; status: string };

/** What postmaster.pid says, or undefined when there is no lock (or it is being written). `status` is starting, ready, stopping or ''. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const lines = readText(path.join(cluster, 'postmaster.pid'))?.split('\n');
  const pid = Number(lines?.[0]);
  if (!lines || !Number.isInteger(pid) || pid === 0) return undefined;
  const shmid = Number(lines[6]?.trim().split(/\s+/)[1]);
  return { pid: Math.abs(pid), port: Number(lines[3]), shmid: Number.isInteger(shmid) ? shmid : undefined, status: lines[7]?.trim() ?? '' };
}

/** Whether the process that wrote the lock still runs: not a zombie, and not a stranger who was given its number later. */
export function isRunning(cluster: string, { pid }: Postmaster): boolean {
  if (!processExists(pid)) return false;
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return true; // no /proc here: believe the number
  const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  if (state === 'Z' || state === 'X') return false;
  return (readText(`/proc/${pid}/cmdline`) ?? cluster).includes(cluster);
}

/** Removes a lock that PostgreSQL would respect forever (a zombie nobody reaps, a number given to a stranger). True when it did. */
export function clearDeadLock(cluster: string, postmaster: Postmaster): boolean {
  if (!processExists(postmaster.pid) || isRunning(cluster, postmaster)) return false; // PostgreSQL itself decides these rightly
  const segments = readText('/proc/sysvipc/shm');
  if (segments === undefined || isAttached(segments, postmaster.shmid)) return false; // its last children are still leaving
  fs.rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
  return true;
}

function isAttached(segments: string, shmid: number | undefined): boolean {
  const rows = segments.split('\n').slice(1);
  const row = rows.map((line) => line.trim().split(/\s+/)).find((columns) => Number(columns[1]) === shmid);
  return row !== undefined && Number(row[6]) > 0;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readText(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
