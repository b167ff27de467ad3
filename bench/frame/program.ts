// A side as a process of its own, so that the one who measures does not take part in what is measured.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import readline from 'node:readline';
import type { Ground } from './ground.ts';

export type Program = { /** What it had written when it was ready. */ readonly said: string; readonly pid: number; stop(): Promise<void> };

/** Starts a script with this Node and resolves once its output matches `ready`; an early end or a minute of silence is an error with its last words. */
export async function startProgram(
  script: string,
  args: readonly string[],
  environment: Record<string, string>,
  ready: RegExp,
): Promise<Program> {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  let said = '';
  const isReady = await new Promise<boolean>((resolve) => {
    const patience = setTimeout(() => resolve(false), 60_000);
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (!ready.test(said)) return;
      clearTimeout(patience);
      resolve(true);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then(() => {
      clearTimeout(patience);
      resolve(false);
    });
  });
  if (isReady) return { said, pid: child.pid ?? 0, stop };
  await stop();
  throw new Error(`${script} did not start: ${said.slice(-2000)}`);
}

/** Memory of a process that lies in RAM, in kB; NaN where the system does not say it this way. */
export function residentKb(pid: number): number {
  const status = fs.existsSync(`/proc/${pid}/status`) ? fs.readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN);
}

/** The most that lay in RAM since `settledPeak`, in kB. */
export function peakKb(pid: number): number {
  const status = fs.existsSync(`/proc/${pid}/status`) ? fs.readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN);
}

/** Begins to count the peak anew (proc(5): clear_refs 5), where the system knows that. */
export function settledPeak(pid: number): void {
  if (fs.existsSync(`/proc/${pid}/clear_refs`)) fs.writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** A script that takes `opening` as its first line, says when it is ready, and then answers each line it is told with one line of JSON; it ends with the ground. */
export async function startTold<Said>(ground: Ground, script: string, opening: object): Promise<{ tell(what: object): Promise<Said> }> {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  ground.atEnd(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = (await lines.next()) as { value: string | undefined; done?: boolean };
    if (done || value === undefined) throw new Error(`${script} ended`);
    return value;
  };
  const say = (what: object) => child.stdin.write(`${JSON.stringify(what)}\n`);
  say(opening);
  await next();
  return {
    tell: async (what) => {
      say(what);
      return JSON.parse(await next()) as Said;
    },
  };
}
