// The laws of the house as functions over source texts, so that each can be shown a planted violation.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { unsteady } from './constant-time.ts';

export type Source = { readonly file: string; readonly text: string };
const root = path.join(import.meta.dirname, '../src');

/** Room names in order, read from rooms.ts itself. */
export function roomsInOrder(): string[] {
  const list = readFileSync(path.join(root, 'rooms.ts'), 'utf8').split('rooms: readonly Room[] = [')[1] ?? '';
  return [...list.matchAll(/^\s+(\w+)Room,$/gm)].map((found) => found[1] ?? '');
}

const importsOf = (text: string) => [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((found) => found[1] ?? '');
const roomOf = (file: string, rooms: readonly string[]) => rooms.find((room) => file.startsWith(`${room}/`));

/** Imports that lean on a later room, reach past a door, leave their room by a relative path, or bring the domain into kit. */
export function breaches(sources: readonly Source[], rooms: readonly string[]): string[] {
  return sources.flatMap(({ file, text }) =>
    importsOf(text).flatMap((target) => {
      const own = roomOf(file, rooms);
      const named = target.startsWith('#') ? target.slice(1) : undefined;
      const door = named === undefined ? -1 : rooms.indexOf(named);
      const say = (what: string) => [`${file} → ${target}: ${what}`];
      if (own !== undefined && door > rooms.indexOf(own)) return say('leans on a later room');
      const isShared = file.includes('/testing/') && named?.startsWith('test/'); // what tests share may use what tests have
      if (named !== undefined && own !== undefined && door < 0 && !named.startsWith('kit/') && !isShared)
        return say('is no door of an earlier room');
      if (file.startsWith('kit/') && named !== undefined && !named.startsWith('kit/')) return say('kit knows nothing of the domain');
      const resolved = target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : undefined;
      if (own !== undefined && resolved !== undefined && !resolved.startsWith(`${own}/`)) return say('leaves its room');
      return [];
    }),
  );
}

/** Files that use a word although only some may: minting permits, sending by an adapter, writing SQL. */
export function misuses(sources: readonly Source[], word: RegExp, mayUse: (file: string) => boolean, what: string): string[] {
  return sources.filter(({ file, text }) => !mayUse(file) && word.test(text)).map(({ file }) => `${file}: ${what}`);
}

/** What calls this machine only, where the certificate is our own and may name another host. */
const asksOurselves = [
  'monitoring/self/observe.ts',
  'monitoring/self/ask.ts',
  'channels/adapters/sms/call-back.ts',
  'channels/adapters/meta/emulator/call-back.ts',
  'channels/adapters/email/test-channel.ts',
  'cli/demo.ts',
];

/** Who may open a line without TLS, having looked at where it leads: to this machine. A message centre's and a receiver's settings are refused otherwise. */
const opensPlainLines = [...asksOurselves, 'ledger/follow/send.ts', 'channels/adapters/sms/smpp/session.ts'];
/** A module as a whole, or what of it begins a line; what only answers or looks at addresses is let be. */
const wholly = (module: string) =>
  String.raw`(?:import (?:\* as )?(?!type\b)\w+(?:, ?\{[^}]*\})? from |\b(?:import|require)\()'(?:node:)?${module}'`;
const partly = (module: string, names: string) => String.raw`import \{(?:[^}]*,)?\s*(?:${names})\b[^}]*\} from '(?:node:)?${module}'`;
const plainLine = new RegExp(
  [
    wholly('net'),
    partly('net', 'connect|createConnection|Socket'),
    wholly('http'),
    partly('http', 'request|get|Agent|ClientRequest'),
    wholly('dgram'),
  ].join('|'),
);

export const laws = (sources: readonly Source[], rooms: readonly string[]): string[] => [
  ...breaches(sources, rooms),
  ...misuses(sources, /\bmintPermit\b/, (file) => /^(keys|gate|access)\//.test(file), 'only gate and access mint permits'),
  ...misuses(
    sources,
    /\b(adapter|adapterOf\([^)]*\))\.send\(/,
    (file) => file === 'channels/deliver.ts' || file === 'channels/notice.ts' || file === 'channels/adapter-suite.ts',
    'only delivery calls an adapter',
  ),
  ...misuses(
    sources,
    /\bstatement(<|\()|\bfrom 'pg'/,
    (file) => /(^|\/)([\w-]*store|checks|sql)\.ts$|^kit\/|^worker\/|^main\.ts|^cli\/|\/store\//.test(file),
    'SQL belongs in the store',
  ),
  ...misuses(
    sources,
    /\b(console\.(log|error|warn|info)|process\.stdout)\b/,
    (file) => /^cli(\/|\.ts)/.test(file),
    'speak through kit/log',
  ),
  ...misuses(
    sources,
    /new Date\(\)|Date\.now\(\)/,
    (file) => /^(kit\/(ids|postgres.*|pool)|main|cli.*)\b|postgres\//.test(file),
    'time comes from ctx.now',
  ),
  ...misuses(
    sources,
    /from '#(?:gate|consent|people)'/,
    (file) => !file.startsWith('channels/adapters/') || file.startsWith('channels/adapters/web-chat/'),
    'an adapter knows nothing of people, consent and the gate',
  ),
  ...misuses(
    sources,
    /\brejectUnauthorized\b(?!['"\]]*\s*[:=]\s*true\b)|\bcheckServerIdentity\b|NODE_TLS_REJECT_UNAUTHORIZED/,
    (file) => asksOurselves.includes(file) || file === 'channels/adapters/email/outgoing/relay.ts', // the relay: here, or by an exception with its reason
    'whoever is asked over TLS shows a certificate that holds',
  ),
  ...misuses(sources, plainLine, (file) => opensPlainLines.includes(file), 'a plain line ends on this machine'),
  ...unsteady(sources),
];
