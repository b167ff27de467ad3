import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { unsteady } from './constant-time.ts';
import { laws, roomsInOrder, type Source } from './house-rules.ts';

const root = path.join(import.meta.dirname, '../src');
const files = globSync('**/*.ts', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.ts$/.test(file));
const sources: Source[] = files.map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
const rooms = roomsInOrder();

describe('the house', () => {
  it('has its rooms in a known order, each with a door and a name plate', () => {
    expect(rooms).toEqual([
      'ledger',
      'keys',
      'defaults',
      'purposes',
      'access',
      'teams',
      'people',
      'consent',
      'vendors',
      'gate',
      'decisions',
      'detection',
      'conversations',
      'fields',
      'channels',
      'campaigns',
      'retention',
      'rights',
      'stores',
      'monitoring',
      'datamap',
      'assessments',
      'departure',
    ]);
    for (const room of rooms) expect(files).toEqual(expect.arrayContaining([`${room}/${room}.ts`, `${room}/room.ts`]));
  });

  it('keeps its laws', () => expect(laws(sources, rooms)).toEqual([]));

  it.each([
    ['gate/x.ts', "import { reply } from '#conversations';", 'leans on a later room'],
    ['gate/x.ts', "import { store } from '../consent/store.ts';", 'leaves its room'],
    ['gate/x.ts', "import { store } from '#consent/store';", 'is no door of an earlier room'],
    ['kit/x.ts', "import { seal } from '#keys';", 'kit knows nothing of the domain'],
    ['rights/x.ts', "import { mintPermit } from '#keys';", 'only gate and access mint permits'],
    ['conversations/x.ts', 'await adapter.send(account, outbound, tools);', 'only delivery calls an adapter'],
    ['rights/x.ts', "const q = statement('x', 'SELECT 1');", 'SQL belongs in the store'],
    ['people/x.ts', "console.log('ada');", 'speak through kit/log'],
    ['people/x.ts', 'const at = new Date();', 'time comes from ctx.now'],
    ['channels/x.ts', 'const line = connect({ host, rejectUnauthorized: false });', 'shows a certificate that holds'],
    ['kit/x.ts', 'const tls = { rejectUnauthorized: !isInside };', 'shows a certificate that holds'],
    ['kit/x.ts', "options['rejectUnauthorized'] = false;", 'shows a certificate that holds'],
    ['kit/x.ts', "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';", 'shows a certificate that holds'],
    ['rights/x.ts', "import net from 'node:net';", 'a plain line ends on this machine'],
    ['kit/x.ts', "import { isIP, createConnection } from 'net';", 'a plain line ends on this machine'],
    ['kit/x.ts', "const { request } = await import('node:http');", 'a plain line ends on this machine'],
    ['vendors/x.ts', "import { request as ask } from 'node:http';", 'a plain line ends on this machine'],
    ['channels/adapters/line/x.ts', "import { arrive } from '#people';", 'knows nothing of people'],
    ['channels/adapters/line/x.ts', "import { permit } from '#gate';", 'knows nothing of people'],
    ['channels/adapters/line/x.ts', "if (signatureOf(secret, body) === asked.header('x-signature')) return;", 'in constant time'],
    ['channels/adapters/line/x.ts', "if (given !== settings['appSecret']) return;", 'in constant time'],
    ['channels/adapters/line/x.ts', 'const isRight = mac.toString() && header === expected?.digest;', 'in constant time'],
  ])('notices a violation planted in %s', (file, text, what) => {
    expect(laws([...sources, { file, text }], rooms)).toEqual([expect.stringContaining(what)]);
  });

  it.each([
    "if (settings.token === '') return;",
    "if (typeof secret === 'string' && token !== undefined) return;",
    'if (token.length === other.length) return;',
    'if (botOf(token) !== botOf(before.token)) return;',
  ])('lets an adapter ask what proves nothing: %s', (text) => {
    expect(laws([...sources, { file: 'channels/adapters/line/x.ts', text }], rooms)).toEqual([]);
  });

  // under names that say nothing
  it.each([
    "const expected = createHmac('sha256', key).update(join(a(b(c)))).digest('hex');\nreturn given === expected;",
    "const given = asked.header('x-line-signature') ?? '';\nif (given != right) return;",
    'const known = settings.token;\nconst wanted = known.trim();\nreturn wanted === given;',
    'const one = Buffer.from(macOf(key, body));\nreturn one.equals(other);',
    "return Buffer.compare(given, createHash('sha1').update(body).digest()) === 0;",
    'const isIt = (one: string, other: string): boolean => one === other;\nreturn isIt(given, signatureOf(body).toLowerCase());',
    "function isIt(one: string, other: string) {\n  return one === other;\n}\nif (isIt(asked.header('authorization') ?? '', other)) return;",
  ])('sees what a compared value comes from: %s', (text) => {
    expect(unsteady([{ file: 'channels/adapters/line/x.ts', text }])).toEqual([expect.stringContaining('in constant time')]);
  });

  it.each([
    'const isSigned = isSame(header, signatureOf(body));\nif (isSigned === wasSigned) return;',
    'const size = signature.length;\nif (size !== most) return;',
    "const kind = asked.header('content-type');\nif (kind === other) return;",
    "const isSet = settings.secret !== '';\nif (isSet === before) return;",
    'const isIt = (one: string, other: string): boolean => one === other;\nreturn isIt(name, other) && isSame(token, given);',
  ])('and what comes from none: %s', (text) => {
    expect(unsteady([{ file: 'channels/adapters/line/x.ts', text }])).toEqual([]);
  });

  it('stays small enough to feel at home in', () => {
    const lines = sources.map((source) => source.text.split('\n').length).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(90);
    expect(lines.at(-1)).toBeLessThanOrEqual(251);
  });
});
