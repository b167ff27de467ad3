// The bill of materials: what is installed, by package-lock.json, as CycloneDX JSON. npm itself writes it; what npm cannot know is added: the runtime, and what a package brings along inside.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '#kit/problem';

type Component = {
  type: string;
  name: string;
  version?: string;
  purl?: string;
  description?: string;
  'bom-ref'?: string;
  components?: Component[];
};
export type Sbom = { bomFormat: string; specVersion: string; metadata: { component?: Component }; components: Component[] };

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../../../..');
const lockFile = path.join(root, 'package-lock.json');
const mostBytes = 32 * 1024 * 1024;
const waitMs = 60_000;
const failureKeptMs = 600_000; // npm that is not there is not asked anew by everybody who looks
const bills = remembering(make, failureKeptMs);

/** The bill of what package-lock.json names now, made once per lock file. Problem `not-ready` where npm is not there to write it, and for ten minutes more. */
export function readSbom(): Promise<Sbom> {
  return bills(createHash('sha256').update(readFileSync(lockFile)).digest('hex').slice(0, 16));
}

/** Makes once for each name and remembers the newest: what was made for good, a failure for so many milliseconds. */
export function remembering<T>(
  makeOne: (name: string) => Promise<T>,
  keptMs: number,
  now = () => performance.now(),
): (name: string) => Promise<T> {
  let newest: { name: string; result: Promise<T>; until: number } | undefined;
  return (name) => {
    if (newest?.name === name && now() < newest.until) return newest.result;
    const made = { name, result: makeOne(name), until: Number.POSITIVE_INFINITY };
    newest = made;
    made.result.catch(() => {
      made.until = now() + keptMs;
    });
    return made.result;
  };
}

/** Codes of what is wrong with the list of components. */
export async function componentFaults(read: () => Promise<Sbom> = readSbom): Promise<string[]> {
  const sbom = await read().catch(() => undefined);
  if (!sbom) return ['bill-missing'];
  const unnamed = sbom.components.filter((each) => !each.version || !each.purl);
  return [...(sbom.components.length === 0 ? ['bill-empty'] : []), ...unnamed.map(() => 'component-without-version')];
}

async function make(lock: string): Promise<Sbom> {
  const file = path.join(root, '.runtime', `sbom-${lock}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Sbom;
  const sbom = completed(JSON.parse(await fromNpm()) as Sbom);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const part = `${file}.${process.pid}.part`;
    writeFileSync(part, JSON.stringify(sbom, null, 2));
    renameSync(part, file); // whoever reads beside us finds all of it or nothing
  } catch {
    // a folder that may not be written: it stays in memory
  }
  return sbom;
}

/** With what is needed to build and test, which npm marks so. Constant words, no shell, nothing from outside; the lock file alone is read, no registry is asked. */
async function fromNpm(): Promise<string> {
  const script = process.env['npm_execpath'];
  const [program, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const words = [...first, 'sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  try {
    return (await run(program, words, { cwd: root, maxBuffer: mostBytes, timeout: waitMs })).stdout;
  } catch {
    throw new Problem('not-ready', { detail: 'npm is needed to write the bill of materials, and was not to be had.' });
  }
}

/** Node.js with the libraries inside it, and the OpenSSL that lies beside the embedded database, where it serves loopback alone. */
function completed(sbom: Sbom): Sbom {
  const { node, openssl, v8, uv, zlib, sqlite } = process.versions;
  const inside = Object.entries({ openssl, v8, libuv: uv, zlib, sqlite }).flatMap(([name, version]) =>
    version ? [{ type: 'library', name, version, 'bom-ref': `node-${name}` }] : [],
  );
  const runtime: Component = {
    type: 'platform',
    name: 'node',
    version: node,
    purl: `pkg:generic/node@${node}`,
    'bom-ref': 'node',
    components: inside,
  };
  const components = sbom.components.map((each) =>
    each.purl?.startsWith('pkg:npm/%40embedded-postgres/')
      ? {
          ...each,
          description: 'PostgreSQL with an OpenSSL of its own, which is not used: the embedded database speaks on loopback without TLS.',
        }
      : each,
  );
  const product = { ...sbom.metadata.component, name: 'parley' }; // npm names it by the folder it happens to lie in
  return { ...sbom, metadata: { ...sbom.metadata, component: product as Component }, components: [...components, runtime] };
}
