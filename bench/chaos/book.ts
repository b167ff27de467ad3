// What the outside knows to have been acknowledged: the book against which the house is held. It lives where nothing is killed.
import { hash } from 'node:crypto';
import type { Visitor } from './company.ts';

/** One message: when the first attempt began and the answer came (ms), and how many attempts it took. */
export type Entry = { readonly text: string; readonly begun: number; readonly acked: number; readonly tries: number };
export type Line = Entry & { readonly visitor: Visitor };
/** `thread` names mails of one sender who waits for each acknowledgement: their order must stay. */
export type Mail = Entry & { readonly from: string; readonly thread?: string };
export type Answer = {
  readonly conversation: string;
  readonly person: string;
  readonly byMail: boolean;
  readonly text: string;
  /** When the answer came, ms. */
  readonly acked: number;
};
export type Erased = {
  readonly person: string;
  readonly request: string;
  readonly visitor?: Visitor;
  readonly from?: string;
  /** When the approval was asked for, and when the outside first saw that the key is gone. */
  readonly asked: number;
  readonly seen: number;
};
export type Book = {
  readonly lines: Line[];
  readonly mails: Mail[];
  readonly answers: Answer[];
  readonly erased: Erased[];
  /** Visitors whom the house did not know any more. */
  readonly strangers: Visitor[];
  retries: number;
};

export const emptyBook = (): Book => ({ lines: [], mails: [], answers: [], erased: [], strangers: [], retries: 0 });

/** How a line with a file stands in the book: by its words and what was in the file, so that a file that is gone or is another one is a line that is lost. */
export const withFile = (text: string, bytes: Uint8Array | undefined): string =>
  bytes === undefined ? text : `${text} with ${hash('sha256', bytes)}`;

/** Writes the entries of one book into another. */
export function addTo(whole: Book, part: Book): void {
  whole.lines.push(...part.lines);
  whole.mails.push(...part.mails);
  whole.answers.push(...part.answers);
  whole.erased.push(...part.erased);
  whole.strangers.push(...part.strangers);
  whole.retries += part.retries;
}

/** Does `work` with `again` until it is acknowledged and gives the entry, or undefined when the answer was that the person is gone. */
export async function enter<T>(
  book: Book,
  text: string,
  work: (count: () => void) => Promise<T>,
  isGone: (answer: T) => boolean,
): Promise<Entry | undefined> {
  const begun = Date.now();
  let tries = 1;
  const answer = await work(() => {
    tries += 1;
    book.retries += 1;
  });
  return isGone(answer) ? undefined : { text, begun, acked: Date.now(), tries };
}
