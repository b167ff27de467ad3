import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

// A project of its own with nothing to install, so that these tests never touch the real node_modules.
const project = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-launch-'));
fs.cpSync(import.meta.dirname, path.join(project, 'scripts'), { recursive: true });
fs.mkdirSync(path.join(project, 'node_modules'));
fs.writeFileSync(path.join(project, 'package.json'), '{ "name": "empty", "version": "1.0.0", "type": "module", "private": true }');
writeLock('package-lock.json', {});
writeLock('node_modules/.package-lock.json', {});
const program = `
  if (process.argv[2] === 'wait') setInterval(() => {}, 1000);
  process.on('SIGTERM', () => console.log('asked to end') ?? process.exit(7));
  process.on('SIGINT', () => process.exit(8));
  console.log(JSON.stringify(process.argv.slice(2)));
  if (process.argv[2] === 'exit') process.exit(Number(process.argv[3]));`;
fs.writeFileSync(path.join(project, 'program.ts'), program);
const launcher = path.join(project, 'scripts/launch.mjs');

afterAll(() => fs.rmSync(project, { recursive: true }));

test('arguments and the exit code pass through', () => {
  const { status, stdout } = launch(['exit', '42', '--', '--flag']);
  expect(status).toBe(42);
  expect(stdout).toBe('["exit","42","--","--flag"]\n');
});

test.each([
  ['SIGTERM', 7],
  ['SIGINT', 8],
] as const)('%s reaches the program, whose answer is the exit code', async (signal, code) => {
  const { child } = await waiting();
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([code, null]);
});

test('a killed launcher takes its program along, in order', async () => {
  const { child, output } = await waiting();
  child.kill('SIGKILL');
  await once(child, 'close'); // the program holds the output open until it ends
  expect(output()).toContain('asked to end');
});

test('what the lock file asks for and node_modules lacks is installed first', () => {
  writeLock('package-lock.json', { 'node_modules/absent': { version: '1.0.0', integrity: 'sha512-none' } });
  const npm = path.join(project, 'npm.js');
  fs.writeFileSync(
    npm,
    `require('fs').writeFileSync('asked', process.argv.slice(2).join(' '));`.replace('require', 'process.getBuiltinModule'),
  );
  const first = launch(['exit', '0'], { npm_execpath: npm });
  expect(first.stderr).toBe('parley: installing the dependencies of package-lock.json (npm ci)\n');
  expect(fs.readFileSync(path.join(project, 'asked'), 'utf8')).toMatch(/^ci .*--ignore-scripts/);
  writeLock('node_modules/.package-lock.json', { 'node_modules/absent': { version: '1.0.0', integrity: 'sha512-none' } });
  expect(launch(['exit', '0'], { npm_execpath: npm }).stderr).toBe('');
});

test('a lock left by a killed launch does not stop the next one', () => {
  fs.mkdirSync(path.join(project, '.runtime'), { recursive: true });
  const { pid } = spawnSync('true');
  const lock = path.join(project, '.runtime/lock');
  fs.writeFileSync(lock, String(pid));
  fs.utimesSync(lock, 0, 0);
  writeLock('node_modules/.package-lock.json', {});
  writeLock('package-lock.json', { 'node_modules/other': { version: '1.0.0' } });
  const npm = path.join(project, 'npm.js');
  fs.writeFileSync(npm, '');
  expect(launch(['exit', '5'], { npm_execpath: npm }).status).toBe(5);
  expect(fs.existsSync(lock)).toBe(false);
});

function launch(args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [launcher, 'program.ts', ...args], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

async function waiting() {
  const child = spawn(process.execPath, [launcher, 'program.ts', 'wait'], { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  await once(child.stdout, 'data');
  return { child, output: () => said };
}

function writeLock(file: string, packages: Record<string, object>): void {
  fs.writeFileSync(path.join(project, file), JSON.stringify({ packages }));
}
