// What must be true after each round, asked from outside: through the doors where they show it, and in the tables where they cannot.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Company } from './company.ts';
import { type Acknowledged, gone, untilDone } from './traffic.ts';
import type { Victim } from './victim.ts';

export type Findings = { lost: number; doubled: number; disordered: number; halfErased: number; ledger: number };

const settleMs = 30_000; // what waits behind an answer on its way is shown when that is out

/** Holds everything acknowledged against what is there. */
export async function look(
  company: Company,
  victim: Victim,
  folder: string,
  known: Acknowledged,
  report: (line: string) => void,
): Promise<Findings> {
  const erased = new Set(known.erased.map((each) => each.visitor.person));
  const findings: Findings = { lost: 0, doubled: 0, disordered: 0, halfErased: 0, ledger: 0 };
  for (const [visitor, lines] of Map.groupBy(known.lines, (line) => line.visitor)) {
    if (erased.has(visitor.person)) continue;
    const texts = lines.map((line) => line.text);
    count(findings, texts, await settled(texts, () => threadOf(visitor.client)), true);
  }
  const mails = known.mails.map((mail) => mail.text);
  count(findings, mails, await settled(mails, () => mailTexts(company)), false); // two writers may cross: their order is not promised
  for (const erased of known.erased) {
    const left = await leftOf(company, folder, erased);
    if (left === undefined) continue;
    findings.halfErased += 1;
    report(`  ${erased.request}: ${left}`);
  }
  if (victim.run(['ledger', 'verify', '--json']).code !== 0) findings.ledger += 1;
  return findings;
}

async function settled(wanted: readonly string[], read: () => Promise<string[]>): Promise<string[]> {
  for (const until = Date.now() + settleMs; ; await sleep(300)) {
    const texts = await read();
    const there = new Set(texts);
    if (Date.now() > until || wanted.every((text) => there.has(text))) return texts;
  }
}

function count(findings: Findings, acknowledged: readonly string[], there: readonly string[], inOrder: boolean): void {
  const places = acknowledged.map((text) => there.flatMap((other, at) => (other === text ? [at] : [])));
  findings.lost += places.filter((each) => each.length === 0).length;
  findings.doubled += places.filter((each) => each.length > 1).length;
  if (!inOrder) return;
  const order = places.flatMap((each) => each[0] ?? []);
  findings.disordered += order.filter((at, index) => index > 0 && at < (order[index - 1] ?? 0)).length;
}

async function threadOf(client: Company extends { arrive(): Promise<{ client: infer C }> } ? C : never): Promise<string[]> {
  const texts: string[] = [];
  for (let after = 0; ; ) {
    const page = await untilDone(() => client.call('listVisitMessages', { query: { after } }));
    if (page === gone || page.items.length === 0) return texts;
    texts.push(...page.items.filter((message) => message.from === 'me').map((message) => message.text));
    after = page.items.at(-1)?.sequence ?? after;
  }
}

/** Texts of all mail conversations, opened through the staff's door. */
async function mailTexts(company: Company): Promise<string[]> {
  const texts: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await untilDone(() =>
      company.staff.call('listConversations', { query: { view: 'all', limit: 100, ...(cursor && { cursor }) } }),
    );
    if (page === gone) return texts;
    for (const { id } of page.items.filter((each) => each.inbox.channel === 'email')) {
      for (let after = 0; ; ) {
        const messages = await untilDone(() =>
          company.staff.call('listMessages', { params: { conversation: id }, query: { after, limit: 200 } }),
        );
        if (messages === gone || messages.items.length === 0) break;
        texts.push(...messages.items.filter((message) => message.direction === 'in').map((message) => message.text.trim()));
        after = messages.items.at(-1)?.sequence ?? after;
      }
    }
    cursor = page.next;
  }
  return texts;
}

type Gone = Acknowledged['erased'][number];

/** What is still there of somebody a minute after their erasure was approved; undefined when the certificate stands, the visit is over, and the id is in no table. */
async function leftOf(company: Company, folder: string, { visitor, request }: Gone): Promise<string | undefined> {
  let certified = false;
  for (const until = Date.now() + 60_000; Date.now() < until && !certified; ) {
    certified = await company.staff.call('readCertificate', { params: { request } }).then(
      () => true,
      () => false,
    );
    if (!certified) await sleep(200);
  }
  if (!certified) return 'no certificate within a minute';
  const isOver = (await untilDone(() => visitor.client.call('readVisit'))) === gone;
  if (!isOver) return 'the visit goes on';
  return placeOf(folder, visitor.person);
}

async function placeOf(folder: string, id: string): Promise<string | undefined> {
  const home = path.join(folder, 'postgres');
  const read = (name: string) => readFileSync(path.join(home, name), 'utf8').trim();
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(read('port')),
    user: 'postgres',
    password: read('superuser.secret'),
    database: 'parley',
  });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname::text AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of rows) {
      const { rows: hits } = await client.query(
        `SELECT 1 FROM ${client.escapeIdentifier(name)} t WHERE position($1 IN t::text) > 0 LIMIT 1`,
        [id],
      );
      if (hits.length > 0) return `the id stands in ${name}`;
    }
    return undefined;
  } finally {
    await client.end();
  }
}
