// The operator's commands as the operator gives them: `npm run parley -- backup FILE` beside a Parley that is written to all the while, then `restore FILE` on another machine.
// Everything that was acknowledged before the command began is in the copy, and nothing stands there by half.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from '#test/folder';
import { type Book, type Entry, emptyBook } from '../../bench/chaos/book.ts';
import { openChance } from '../../bench/chaos/chance.ts';
import { companyAt, foundCompany, type Visitor } from '../../bench/chaos/company.ts';
import { linesFor, look, threads } from '../../bench/chaos/findings.ts';
import { openMailers } from '../../bench/chaos/mailers.ts';
import { startTraffic } from '../../bench/chaos/traffic.ts';
import { openVictim, type Victim } from '../../bench/chaos/victim.ts';

const root = path.join(import.meta.dirname, '../..');
const folder = temporaryFolder();
const [data, otherData, file] = ['running', 'restored', 'parley.backup'].map((name) => path.join(folder, name)) as [string, string, string];
const mayTake = 600_000; // ms, on a busy machine
let running: Victim;
let restored: Victim;
/** Everything that was acknowledged, also long after the command was done. */
let book: Book;
let [began, ended] = [0, 0]; // of the backup, ms
let copy: Parameters<typeof look>[0];
let visitors: readonly Visitor[];
let command: Ended;

type Ended = { readonly code: number | null; readonly out: string; readonly lines: readonly { text: string; at: number }[] };

beforeAll(async () => {
  mkdirSync(data, { mode: 0o711 });
  running = await openVictim(data, {}, []);
  await running.start();
  const company = await foundCompany(running);
  visitors = await Promise.all(Array.from({ length: 6 }, () => company.arrive()));
  const traffic = startTraffic(company, openMailers(running.smtpPort), visitors, openChance(11), 1);
  const isEnough = ({ lines, mails, answers }: Book) => lines.length > 24 && mails.length > 8 && answers.length > 1;
  for (const until = Date.now() + 60_000; !isEnough(traffic.book) && Date.now() < until; ) await sleep(50);
  began = Date.now();
  command = await parley(running, 'backup', file);
  ended = Date.now();
  await sleep(1000); // the backup knows nothing of this
  await traffic.stop();
  book = traffic.book;

  mkdirSync(otherData, { mode: 0o711 });
  // as a copy of the key folder lies on another machine: that somebody is at work with it is said of this one
  cpSync(path.join(data, 'keys'), path.join(otherData, 'keys'), {
    recursive: true,
    filter: (name) => !path.basename(name).startsWith('in-use'),
  });
  restored = await openVictim(otherData, {}, []);
  const { code, lines } = await parley(restored, 'restore', file);
  expect(code, lines.map(({ text }) => text).join('\n')).toBe(0);
  await restored.start();
  copy = await companyAt(restored.url, company.mailInbox);
}, mayTake);
afterAll(async () => {
  await running?.stop();
  await restored?.stop();
});

/** One command through npm in a process of its own; each line that it wrote to stderr with its time (ms). */
async function parley(house: Victim, ...args: string[]): Promise<Ended> {
  const child = spawn('npm', ['run', '-s', 'parley', '--', ...args], {
    cwd: root,
    env: house.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: { text: string; at: number }[] = [];
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    for (const text of chunk.toString('utf8').split('\n')) if (text) lines.push({ text, at: Date.now() });
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, lines };
}

const only = <E extends Entry>(entries: readonly E[], are: (entry: E) => boolean): E[] => entries.filter(are);

it('says how far it is while it works, and at the end what it wrote until when it opens', () => {
  expect(command.code, command.lines.map(({ text }) => text).join('\n')).toBe(0);
  const tables = command.lines.filter(({ text }) => /^table \w+: \d+ rows$/.test(text));
  expect(tables.length).toBeGreaterThan(50);
  expect(tables.map(({ text }) => text.split(':')[0])).toContain('table messages');
  expect(command.lines.at(-1)?.text).toMatch(/^files: [1-9]\d*$/);
  expect(tables[0]?.at, 'told meanwhile, not at the end').toBeLessThan(tables.at(-1)?.at ?? 0);
  expect(command.out).toMatch(
    /parley\.backup: \d+ rows of \d+ tables, [1-9]\d* files; opens with this key folder until \d{4}-\d\d-\d\d\n$/,
  );
});

it('went on beside everybody who wrote, and is one private file that shows none of it', () => {
  const meanwhile = [...book.lines, ...book.mails].filter((entry) => entry.begun > began && entry.acked < ended);
  expect(meanwhile.length, 'the house took in words while it was copied').toBeGreaterThan(5);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const bytes = readFileSync(file);
  for (const { text } of [...book.lines, ...book.mails, ...book.answers])
    expect(bytes.includes(text.split(' with ')[0] ?? text)).toBe(false);
  for (const { person } of visitors) expect(bytes.includes(person)).toBe(false);
});

it(
  'holds everything that was acknowledged before it began, once, in order, opened through the doors of the copy; both ledgers verify',
  async () => {
    const before = (entry: Entry) => entry.acked < began;
    const here = <E extends { visitor: Visitor }>(each: E): E => ({
      ...each,
      visitor: { ...each.visitor, client: each.visitor.at(restored.url) },
    });
    const known: Book = {
      ...emptyBook(),
      lines: only(book.lines, before).map(here),
      mails: only(book.mails, before),
      answers: book.answers.filter(({ acked }) => acked < began),
      erased: book.erased,
    };
    expect(known.lines.length).toBeGreaterThan(10);
    expect(known.mails.length).toBeGreaterThan(3);
    expect(known.answers.length).toBeGreaterThan(0);
    expect(await look(copy, restored, known, 0)).toEqual({ lost: 0, doubled: 0, disordered: 0, halfErased: 0, ledger: 0 });
    expect(running.run(['ledger', 'verify']).code).toBe(0);
  },
  mayTake,
);

it(
  'has no half message: what stands there opens with its file, was sent, and ends where the backup was made',
  async () => {
    const erased = new Set(book.erased.map(({ person }) => person));
    let lines = 0;
    for (const visitor of visitors.filter(({ person }) => !erased.has(person))) {
      const sent = book.lines.filter((line) => line.visitor.person === visitor.person).map(({ text }) => text);
      const there = await linesFor({ client: visitor.at(restored.url) });
      expect(there, 'a beginning of what was sent, without a gap').toEqual(sent.slice(0, there.length));
      lines += there.length;
    }
    const mails = new Set(book.mails.map(({ text }) => text));
    expect((await threads(copy, 0)).flat().filter((text) => !mails.has(text))).toEqual([]);
    const all = book.lines.filter(({ visitor }) => !erased.has(visitor.person));
    expect(lines, 'what came after it is not in it').toBeLessThan(all.length);
    expect(
      all.some(({ text }) => text.includes(' with ')),
      'some came with files',
    ).toBe(true);
  },
  mayTake,
);
