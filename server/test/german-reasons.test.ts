// A colleague who reads German finds no English where the server gives a reason: each code of it, and each sentence, has words in the console.
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { germanDetails } from '../../console/src/lib/detail-words.ts';
import { germanFields, germanForms } from '../../console/src/lib/field-words.ts';
import { inGerman } from '../../console/src/lib/german.ts';
import { germanReasons } from '../../console/src/lib/reason-words.ts';
import { complaintsIn, saidAt, serverFiles } from './complaints.ts';

const read = (pattern: string): string =>
  globSync(pattern, { cwd: import.meta.dirname, exclude: (path) => path.endsWith('.test.ts') })
    .filter((path) => !path.endsWith('.test.ts'))
    .map((path) => readFileSync(`${import.meta.dirname}/${path}`, 'utf8'))
    .join('\n');
const found = (text: string, form: RegExp): string[] => [...new Set([...text.matchAll(form)].map(([, one = '']) => one))].sort();
const block = (text: string, begin: string): string => text.slice(text.indexOf(begin), text.indexOf('\n};', text.indexOf(begin)));
const missing = (codes: readonly string[], words: Readonly<Record<string, string>>): string[] => codes.filter((each) => !words[each]);

/** Codes of what is no message on its way out: what came in and was dropped, devices, and answers that allow. */
const elsewhere = [
  'advertising-only',
  'already-asked',
  'asked',
  'code',
  'every-inbox',
  'foreign-origin',
  'may-ask',
  'no-usable-sender',
  'not-approved',
].concat(['not-consent', 'not-ours', 'not-private', 'nothing-said', 'reason-needed', 'sandbox-is-off', 'taken-back', 'unreadable']);
/** Their gaps are words of one field of a form, which are English still (record 070). */
const withWords = ['A finding that is # cannot become #.'];
/** What stands beside a Problem and is read by its code: the gate's words, and those of a sign-in at a provider. */
const byCode = /^(words|decision\.words|said\('restricted', 'en'\)|words\[because\]|team|problem\.extras\.detail \?\? '')[ ,)}]/;
/** What no form above reads: neither a sentence nor one with numbers, so that a missing word of it would not be seen. */
const unread = (server: string): string[] =>
  [...server.matchAll(/new Problem\([^;]*?\bdetail:\s*([^\n]*)/g)]
    .map(([, rest = '']) => rest)
    .filter((rest) => !/^'[^']{12,}'|^`[^`$]*`/.test(rest.replace(/\$\{[\w.]+\}/g, '#')) && !byCode.test(rest));
/** Sentences that only programs, and whoever runs the server, get to read. */
const ofPrograms = /percent-encoded|octet-stream|Idempotency-Key|logout token|npm run build/;

it('every reason why a message does not leave, and every no of the gate, has German words', () => {
  const channels = read('../src/channels/**/*.ts');
  const codes = found(channels, /because: '([a-z0-9-]+)'/g).concat(found(channels, /^\s+\[\/.*\/, '([a-z-]+)', '/gm));
  expect(codes).toEqual(expect.arrayContaining(['account-rests', 'mailbox-full', 'opted-out']));
  expect(
    missing(
      codes.filter((each) => !elsewhere.includes(each)),
      germanReasons,
    ),
  ).toEqual([]);
  const gate = found(block(read('../src/gate/words.ts'), 'const de: '), /^ {2}'?([a-z-]+)'?:/gm);
  const allows = ['consent-given', 'contract', 'legal-obligation', 'vital-interests', 'public-task', 'legitimate-interests'];
  expect(gate).toEqual(expect.arrayContaining(['consent-withdrawn', ...allows]));
  expect(
    missing(
      gate.filter((each) => !allows.includes(each)),
      germanReasons,
    ),
  ).toEqual([]);
});

it('a campaign says in words of its own that a provider was told of a no', () => {
  const english = block(read('../../console/src/campaigns/reasons.ts'), 'words(');
  expect(['opted-out', 'opted-out-of-advertising', 'opted-out-played'].filter((each) => !english.includes(`'${each}':`))).toEqual([]);
});

it('every sentence that comes with a Problem has German words, and none is there for nothing', () => {
  const server = read('../src/**/*.ts');
  const sentences = found(server, /detail: '([^']{12,})'/g).filter((each) => !ofPrograms.test(each));
  expect(sentences.length).toBeGreaterThan(50);
  expect(missing(sentences, germanDetails)).toEqual([]);
  // a number stands in the server as `${…}`
  const counted = server.replace(/\$\{[\w.]+\}/g, '#');
  expect(Object.keys(germanDetails).filter((each) => !server.includes(each) && !counted.includes(each))).toEqual([]);
  const withNumbers = found(counted, /detail: `([^`$]*)`/g).filter((each) => !withWords.includes(each));
  expect(missing(withNumbers, germanDetails)).toEqual([]);
  expect(unread(counted)).toEqual([]);
  for (const planted of [
    "isFull ? 'It is full already.' : 'It is not.'",
    'sentenceOf(why)',
    '`$'.concat('{many(fields)} fields`'),
    "'Full.'",
  ])
    expect(unread(`${server} new Problem('conflict', { detail: ${planted} })`)).toHaveLength(1);
});

/** Tables and constants from which a complaint about a field is taken, and their names. */
const tables = [
  ['fields/declare.ts', 'const nameComplaints'],
  ['fields/declare.ts', 'const purposeComplaints'],
  ['fields/values.ts', 'const complaints'],
  ['web-chat/identity.ts', 'const identityFaults'],
  ['campaigns/unfit.ts', 'const whyNot'],
  ['campaigns/unfit-texts.ts', 'const ofTemplate'],
  ['campaigns/unfit-texts.ts', 'const noField'],
  ['campaigns/unfit-texts.ts', 'const tooLong'],
  ['campaigns/unfit-texts.ts', 'const other'],
  ['campaigns/unfit-texts.ts', 'const saysOf'],
  ['conversations/choices.ts', 'const messages'],
  ['conversations/fitting.ts', 'const message'],
  ['departure/end/course.ts', 'const message'],
] as const;
/** Where such a one is handed on, and what only looks like a complaint. */
const handedOn =
  /nameComplaints|purposeComplaints|complaints\[|identityFaults|noField|whyNot\[|againstTemplate\(|saysOf\[|&& tooLong|says\[|against\(path, message|named\((ctx|written)|(path|field|toggle): (string|Toggle), message: string|\(message: string|body\/(text|endsAt)', message \}|`(body|settings)\/[^`]*`, message \}|body\/choices\/#`, message|(body\/(at|name|purposes)', )?message \}/;

it('every complaint about a field of a form has German words, and none is there for nothing', () => {
  const files = serverFiles();
  const { sentences, unread } = complaintsIn(files);
  expect(sentences.length).toBeGreaterThan(150);
  const inTables = tables.map(([path, name]) => saidAt(files, path, name));
  expect(inTables.map((each) => each.length > 0)).toEqual(tables.map(() => true));
  const all = [...sentences, ...inTables.flat(), 'is empty', 'is too long', 'stands there twice'];
  expect(all.filter((each) => inGerman(germanFields, each) === undefined)).toEqual([]);
  expect(unread.filter((each) => !handedOn.test(each))).toEqual([]);
  expect(Object.keys(germanFields).filter((each) => !all.includes(each) && !Object.hasOwn(germanForms, each))).toEqual([]); // `bad-input` meets those
  for (const planted of [
    "invalid('name', 'has no German words')",
    'invalid(`a`, why[flaw])',
    "fields: [{ path: 'body/a', message: said(why) }]",
  ]) {
    const found = complaintsIn(new Map([['../src/planted.ts', `new Problem('invalid'); ${planted}`]]));
    expect([
      ...found.sentences.filter((each) => inGerman(germanFields, each) === undefined),
      ...found.unread.filter((each) => !handedOn.test(each)),
    ]).toHaveLength(1);
  }
});

it('what is filled in stands in its place', () => {
  expect(inGerman(germanFields, 'is longer than the 1000 bytes that this channel takes')).toBe(
    'ist länger als die 1000 Bytes, die dieser Kanal nimmt',
  );
  expect(inGerman(germanFields, "must have required property 'name'")).toBe("es fehlt 'name'");
  expect(inGerman(germanDetails, 'There are 30 teams. Put one to rest first.')).toBe('Es gibt schon 30 Teams. Lege zuerst eines zur Ruhe.');
  expect([inGerman(germanFields, 'toString'), inGerman(germanFields, 'nobody knows this')]).toEqual([undefined, undefined]);
});
