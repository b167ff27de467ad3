// What must be true after each round, asked from outside: through the doors where they show it, and in the tables where they cannot.
import { setTimeout as sleep } from 'node:timers/promises';
import { type Book, type Erased, withFile } from './book.ts';
import type { Company, Visitor } from './company.ts';
import { placeOf } from './inside.ts';
import { judge, type Verdict } from './judge.ts';
import type { KeyDatabase } from './key-database.ts';
import { gone, untilDone } from './retries.ts';
import type { Victim } from './victim.ts';

type Seen = Pick<Company, 'staff' | 'mailInbox'>;
export type Findings = { lost: number; doubled: number; disordered: number; halfErased: number; ledger: number };

const settleMs = 30_000; // what waits behind an answer on its way is shown when that is out
const certifiedMs = 60_000;

/** Holds everything in the book against what is there; `since` (ms) spares conversations in which nothing happened later. */
export async function look(company: Seen, victim: Victim, book: Book, since: number): Promise<Findings> {
  let verdict: Verdict;
  for (const until = Date.now() + settleMs; ; await sleep(500)) {
    verdict = judge(book, {
      lines: await linesOf(book),
      threads: await threads(company, since),
      answers: await answersIn(company, book),
    });
    if (Date.now() > until || verdict.lost + verdict.readable === 0) break;
  }
  const ledger = victim.run(['ledger', 'verify', '--json']).code === 0 ? 0 : 1;
  const { readable, ...rest } = verdict;
  return { ...rest, halfErased: readable, ledger };
}

/** How many erasures left something, each reported with what. */
export async function unfinished(
  company: Company,
  folder: string,
  erased: readonly Erased[],
  say: (line: string) => void,
  keys?: KeyDatabase,
): Promise<number> {
  let found = 0;
  for (const each of erased) {
    const left = await leftOf(company, folder, each, keys);
    if (left === undefined) continue;
    found += 1;
    say(`  ${each.request}: ${left}`);
  }
  return found;
}

async function linesOf(book: Book): Promise<Map<string, string[]>> {
  const erased = new Set(book.erased.map((each) => each.person));
  const visitors = new Map(book.lines.map(({ visitor }) => [visitor.person, visitor]));
  const lines = new Map<string, string[]>();
  for (const [person, visitor] of visitors) if (!erased.has(person)) lines.set(person, await linesFor(visitor));
  return lines;
}

/** What a visitor finds of their own, in order; a line with a file as the book has it. */
export async function linesFor({ client }: Pick<Visitor, 'client'>): Promise<string[]> {
  const texts: string[] = [];
  for (let after = 0; ; ) {
    const page = await untilDone(() => client.call('listVisitMessages', { query: { after } }));
    if (page === gone || page.items.length === 0) return texts;
    for (const { text, attachments } of page.items.filter((message) => message.from === 'me')) {
      texts.push(withFile(text, attachments[0] && (await fileOf(client, attachments[0].id))));
    }
    after = page.items.at(-1)?.sequence ?? after;
  }
}

async function fileOf(client: Visitor['client'], attachment: string): Promise<Uint8Array> {
  const open = async () => Buffer.from(await (await client.blob('readVisitAttachment', { params: { attachment } })).arrayBuffer());
  const bytes = await untilDone(open);
  return bytes === gone ? Buffer.from('no file is there') : bytes;
}

/** What came by mail, thread by thread, opened through the staff's door. */
export async function threads(company: Seen, since: number): Promise<string[][]> {
  const found: string[][] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { view: 'all', inbox: company.mailInbox, limit: 100, ...(cursor && { cursor }) } as const;
    const page = await untilDone(() => company.staff.call('listConversations', { query }));
    if (page === gone) return found;
    const recent = page.items.filter((each) => Date.parse(each.lastMessageAt) >= since);
    for (const { id } of recent) found.push(await textsIn(company, id, 'in'));
    cursor = recent.length === page.items.length ? page.next : null;
  }
  return found;
}

async function answersIn(company: Seen, book: Book): Promise<string[]> {
  const conversations = new Set(book.answers.map((answer) => answer.conversation));
  return (await Promise.all([...conversations].map((id) => textsIn(company, id, 'out')))).flat();
}

async function textsIn(company: Seen, conversation: string, direction: 'in' | 'out'): Promise<string[]> {
  const texts: string[] = [];
  for (let after = 0; ; ) {
    const query = { after, limit: 200 };
    const page = await untilDone(() => company.staff.call('listMessages', { params: { conversation }, query }));
    if (page === gone || page.items.length === 0) return texts;
    texts.push(...page.items.filter((message) => message.direction === direction).map((message) => message.text.trim()));
    after = page.items.at(-1)?.sequence ?? after;
  }
}

/** What is still there of somebody a minute after their erasure was approved; undefined when the certificate stands, the visit is over, and the id is in no table. */
async function leftOf(
  company: Company,
  folder: string,
  { person, request, visitor }: Erased,
  keys?: KeyDatabase,
): Promise<string | undefined> {
  let isCertified = false;
  for (const until = Date.now() + certifiedMs; Date.now() < until && !isCertified; ) {
    isCertified = await company.staff.call('readCertificate', { params: { request } }).then(
      () => true,
      () => false,
    );
    if (!isCertified) await sleep(200);
  }
  if (!isCertified) return 'no certificate within a minute';
  if (visitor && (await untilDone(() => visitor.client.call('readVisit'))) !== gone) return 'the visit goes on';
  if (await keys?.holds(person)) return 'a key stands in the key database';
  const place = await placeOf(folder, person);
  return place && `the id stands in ${place}`;
}
