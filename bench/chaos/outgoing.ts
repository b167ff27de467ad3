// What left by the relay: each acknowledged answer to a mail goes out, under one Message-ID however often it was tried.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Book } from './book.ts';
import type { Relay } from './relay.ts';

const patienceMs = 90_000; // a lease of the worker and some back-off

/** Answers that never reached the relay, and answers that reached it as two mails. */
export async function outgoing(book: Book, relay: Relay): Promise<{ unsent: number; sentTwice: number }> {
  const erased = new Set(book.erased.map((each) => each.person));
  const wanted = book.answers.filter((answer) => answer.byMail && !erased.has(answer.person)).map((answer) => answer.text);
  for (const until = Date.now() + patienceMs; ; await sleep(500)) {
    const ids = idsByAnswer(relay);
    const unsent = wanted.filter((text) => !ids.has(text)).length;
    if (unsent === 0 || Date.now() > until) return { unsent, sentTwice: wanted.filter((text) => (ids.get(text)?.size ?? 0) > 1).length };
  }
}

function idsByAnswer(relay: Relay): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const mail of relay.taken) {
    const answer = /answer [0-9a-f-]{36}/.exec(mail.text)?.[0];
    if (answer) ids.set(answer, (ids.get(answer) ?? new Set()).add(mail.id));
  }
  return ids;
}
