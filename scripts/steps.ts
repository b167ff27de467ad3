// Runs the steps of check and test: two at a time, all of them even if one fails, each with its time. A step is a tool of node_modules
// run by this very Node (the shell's own may be older); a vitest step also tells how many tests passed and failed.
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type Step = {
  name: string;
  /** Path of the tool's JavaScript under node_modules, and its arguments. */
  tool: string;
  args: string[];
  env?: Record<string, string>;
  /** The tool is vitest: count its tests. */
  counts?: boolean;
};
export type Result = { name: string; ok: boolean; passed: number; failed: number };

export const root = path.dirname(import.meta.dirname);

const running = new Set<ChildProcess>();
process.once('SIGTERM', () => {
  for (const child of running) child.kill('SIGTERM'); // a run that is stopped leaves no tool (and no test server) behind
  process.exitCode = 143;
});

/** Runs the steps `width` at a time in their order; prints a line per step and the output of those that fail. */
export async function runSteps(steps: readonly Step[], width = 2): Promise<Result[]> {
  const waiting = [...steps];
  const results: Result[] = [];
  const lane = async () => {
    for (let step = waiting.shift(); step && process.exitCode !== 143; step = waiting.shift()) results.push(await runStep(step));
  };
  await Promise.all(Array.from({ length: width }, lane));
  return results;
}

/** A step of vitest over the projects named. */
export function vitest(name: string, projects: string[], more: { args?: string[]; env?: Record<string, string> } = {}): Step {
  const chosen = projects.flatMap((project) => ['--project', project]);
  const args = ['run', ...chosen, '--reporter=default', ...(more.args ?? [])];
  return { name, tool: 'vitest/vitest.mjs', args, env: more.env ?? {}, counts: true };
}

/** Adds the results up: a failing step without a failing test counts as one failure. */
export function total(results: readonly Result[]): { passed: number; failed: number } {
  const sum = (of: (result: Result) => number) => results.reduce((all, result) => all + of(result), 0);
  return { passed: sum((result) => result.passed), failed: sum((result) => result.failed) };
}

async function runStep(step: Step): Promise<Result> {
  const began = performance.now();
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'parley-step-')), 'report.json');
  const counting = step.counts ? ['--reporter=json', `--outputFile.json=${report}`] : [];
  const { code, output } = await run(path.join(root, 'node_modules', step.tool), [...step.args, ...counting], step.env ?? {});
  const { passed, failed } = step.counts ? readCounts(report) : { passed: 0, failed: 0 };
  fs.rmSync(path.dirname(report), { recursive: true });
  const found = !step.counts || passed + failed > 0; // a step that finds no tests cannot fail, so it does
  const ok = code === 0 && failed === 0 && found;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const tests = step.counts ? ` (${passed} of ${passed + failed} tests)` : '';
  console.log(`${ok ? '✓' : '✗'} ${step.name} ${seconds} s${tests}`);
  if (!ok) console.log(output.trimEnd().replace(/^/gm, '    '));
  return { name: step.name, ok, passed, failed: ok ? 0 : Math.max(failed, 1) };
}

async function run(file: string, args: string[], env: Record<string, string>): Promise<{ code: number; output: string }> {
  // what one process compiled the next need not: tests start a hundred of them
  const NODE_COMPILE_CACHE = path.join(root, 'node_modules/.cache/parley');
  const options = { cwd: root, env: { NODE_COMPILE_CACHE, ...process.env, ...env } };
  const child = spawn(process.execPath, [file, ...args], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      resolve(1);
    });
    child.once('close', (status) => resolve(status ?? 1));
  });
  running.delete(child);
  return { code, output };
}

type Report = { numPassedTests: number; testResults: { status: string; assertionResults: { status: string }[] }[] };

/** Counts failing tests, and files that failed outside any test (an import that throws) as one each. */
function readCounts(file: string): { passed: number; failed: number } {
  if (!fs.existsSync(file)) return { passed: 0, failed: 0 };
  const report = JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
  const perFile = report.testResults.map(({ status, assertionResults }) => {
    const failing = assertionResults.filter((test) => test.status === 'failed').length;
    return status === 'failed' ? Math.max(failing, 1) : failing;
  });
  return { passed: report.numPassedTests, failed: perFile.reduce((all, one) => all + one, 0) };
}
