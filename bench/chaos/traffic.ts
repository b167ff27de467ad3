// Who talks while things die: visitors, writers and a provider who keep what was acknowledged, staff who answer, files with the words, and two people who are erased while they write.
// What was not acknowledged is sent again with the same key, as every honest client does.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '@parley/sdk';
import { type Book, emptyBook, enter, withFile } from './book.ts';
import type { Chance } from './chance.ts';
import type { Company, Visitor } from './company.ts';
import type { Mailers } from './mailers.ts';
import { gone, untilDone } from './retries.ts';

export type Traffic = { readonly book: Book; stop(): Promise<void> };
const everyWithFile = 4;
const goesOnMs = 1200; // so long somebody who was erased goes on writing

/** Starts the lanes; `stop` lets each finish what it has begun. */
export function startTraffic(company: Company, mailers: Mailers, visitors: readonly Visitor[], chance: Chance, round: number): Traffic {
  const book = emptyBook();
  let isStopping = false;
  const again = <T>(work: () => Promise<T>) =>
    untilDone(work, () => {
      book.retries += 1;
    });
  const chat = async (visitor: Visitor) => {
    for (let number = 0; !isStopping; number += 1) {
      const text = `round ${round} visitor ${visitor.number} line ${number} ${randomUUID()}`;
      const bytes = number % everyWithFile === 1 ? Buffer.from(`a file of ${text}`) : undefined;
      const file =
        bytes && (await again(() => visitor.client.call('uploadVisitAttachment', { bytes, type: 'text/plain', fileName: 'notes.txt' })));
      if (file === gone) return void book.strangers.push(visitor);
      const body = { clientId: `r${round}-${visitor.number}-${number}-line`, text, ...(file && { attachments: [file.id] }) };
      const entry = await enter(
        book,
        withFile(text, bytes),
        (count) => untilDone(() => visitor.client.call('addVisitMessage', { body }), count).catch((error) => takenForLost(error, file)),
        (answer) => answer === gone,
      );
      if (!entry) return void book.strangers.push(visitor);
      book.lines.push({ ...entry, visitor });
      await sleep(chance.below(60));
    }
  };
  const answer = async () => {
    while (!isStopping) {
      const list = await again(() => company.staff.call('listConversations', { query: { view: 'open', limit: 5 } }));
      const one = list === gone || list.items.length === 0 ? undefined : chance.pick(list.items);
      const text = `answer ${randomUUID()}`;
      const call = { params: { conversation: one?.id ?? '' }, body: { kind: 'message', text }, idempotencyKey: randomUUID() } as const;
      if (one && (await again(() => company.staff.call('addMessage', call))) !== gone)
        book.answers.push({ conversation: one.id, person: one.person.id, byMail: one.inbox.channel === 'email', text, acked: Date.now() });
      await sleep(50 + chance.below(100));
    }
  };
  const eraseVisitor = async () => {
    const visitor = chance.pick(visitors);
    await sleep(chance.below(1500));
    const done = await erased(company, visitor.person, again);
    if (done) book.erased.push({ ...done, visitor });
  };
  /** Somebody who writes by mail, is erased, and writes on: from then on they are somebody new. */
  const leave = async () => {
    const from = `leaver${round}@example.com`;
    let isOver = false;
    const writing = mailers.write(book, chance, from, () => isOver, true);
    await sleep(300 + chance.below(700));
    const person = await personOf(company, from, again);
    const done = person && (await erased(company, person, again));
    if (done) book.erased.push({ ...done, from });
    await sleep(goesOnMs);
    isOver = true;
    await writing;
  };
  const lanes = [
    ...visitors.map(chat),
    mailers.write(book, chance, `writer${round}@example.com`, () => isStopping),
    mailers.provide(book, chance, `customer${round}@example.com`, () => isStopping),
    answer(),
    eraseVisitor(),
    leave(),
  ];
  return {
    book,
    async stop() {
      isStopping = true;
      await Promise.all(lanes);
    },
  };
}

/** A file that was acknowledged and cannot be named is lost; the line that names it stands in the book, and is not found. */
function takenForLost(error: unknown, file: unknown): undefined {
  if (file && error instanceof ProblemError && error.status === 422) return undefined;
  throw error;
}

type Again = <T>(work: () => Promise<T>) => Promise<T | typeof gone>;

/** Has somebody erased and waits until their key is seen to be gone. */
async function erased(company: Company, person: string, again: Again) {
  const idempotencyKey = randomUUID();
  const opened = await again(() => company.staff.call('openRequest', { body: { person, kind: 'erasure' }, idempotencyKey }));
  if (opened === gone) return undefined;
  const asked = Date.now();
  await again(() => company.staff.call('approveRequest', { params: { request: opened.id } }));
  while ((await again(() => company.staff.call('readPerson', { params: { person } }))) !== gone) await sleep(20);
  return { person, request: opened.id, asked, seen: Date.now() };
}

/** The person behind a mail address, as staff find them: by the newest conversations. */
async function personOf(company: Company, address: string, again: Again): Promise<string | undefined> {
  for (let tries = 0; tries < 100; tries += 1) {
    const list = await again(() =>
      company.staff.call('listConversations', { query: { view: 'all', inbox: company.mailInbox, limit: 30 } }),
    );
    const found = list === gone ? undefined : list.items.find((each) => each.subject?.endsWith(address));
    if (found) return found.person.id;
    await sleep(100);
  }
  return undefined;
}
