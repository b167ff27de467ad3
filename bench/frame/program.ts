// A side as a process of its own, so that the one who measures does not take part in what is measured.
import { spawn } from 'node:child_process';

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
