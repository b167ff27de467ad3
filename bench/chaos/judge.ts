// The verdict as a value: what was acknowledged against what is there. No I/O, so that a test can plant each fault by hand.
import type { Book, Entry, Erased } from './book.ts';

export type Verdict = { lost: number; doubled: number; disordered: number; readable: number };

/** An answer may be on its way this long (ms) after the key is gone, for what was committed before. */
const onItsWay = 1000;

/** `lines` by person and `threads` of mails hold the texts that are there, each list in order; `answers` those of staff. */
export function judge(
  book: Book,
  there: {
    readonly lines: ReadonlyMap<string, readonly string[]>;
    readonly threads: readonly (readonly string[])[];
    readonly answers: readonly string[];
  },
): Verdict {
  const verdict: Verdict = { lost: 0, doubled: 0, disordered: 0, readable: 0 };
  const erased = new Map(book.erased.flatMap((each) => [[each.person, each] as const, ...(each.from ? [[each.from, each] as const] : [])]));
  verdict.lost += book.strangers.filter((each) => !erased.has(each.person)).length;
  for (const [person, lines] of Map.groupBy(book.lines, (line) => line.visitor.person)) {
    const end = erased.get(person);
    if (end)
      verdict.lost += lines.filter((line) => isAfter(line, end)).length; // taken for somebody who is no more, under a key that is no more
    else hold(verdict, lines, there.lines.get(person) ?? [], true);
  }
  const mails = there.threads.flat();
  const staying = book.mails.filter((mail) => {
    const end = erased.get(mail.from);
    return end === undefined || isAfter(mail, end); // whoever writes after their erasure is somebody new
  });
  hold(verdict, staying, mails, false);
  for (const [, thread] of Map.groupBy(staying, (mail) => mail.thread))
    if (thread[0]?.thread) verdict.disordered += crossings(thread, mails);
  const all = new Set(mails);
  for (const mail of book.mails) if (isBefore(mail, erased.get(mail.from)) && all.has(mail.text)) verdict.readable += 1;
  const answered = book.answers.filter((answer) => !erased.has(answer.person));
  hold(verdict, answered, there.answers, false);
  return verdict;
}

/** Whether this came when the key was gone: begun later, or acknowledged so late that it was not committed before. */
function isAfter(entry: Entry, { seen }: Erased): boolean {
  return entry.begun > seen || (entry.tries === 1 && entry.acked > seen + onItsWay);
}

const isBefore = (entry: Entry, end: Erased | undefined): boolean => end !== undefined && entry.acked < end.asked;

function hold(verdict: Verdict, acknowledged: readonly { text: string }[], there: readonly string[], inOrder: boolean): void {
  const times = new Map<string, number>();
  for (const text of there) times.set(text, (times.get(text) ?? 0) + 1);
  verdict.lost += acknowledged.filter(({ text }) => !times.has(text)).length;
  verdict.doubled += acknowledged.filter(({ text }) => (times.get(text) ?? 0) > 1).length;
  if (inOrder) verdict.disordered += crossings(acknowledged, there);
}

function crossings(acknowledged: readonly { text: string }[], there: readonly string[]): number {
  const places = new Map(there.map((text, at) => [text, at]));
  const order = acknowledged.flatMap(({ text }) => places.get(text) ?? []);
  return order.filter((at, index) => index > 0 && at < (order[index - 1] ?? 0)).length;
}
