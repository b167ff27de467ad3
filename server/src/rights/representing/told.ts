// Telling who asks for a person that something stands on their page.
import type { Work } from '#kit/outbox';
import type { RequestRow } from '../store.ts';
import { byMail, type Run, tell } from '../told.ts';
import { newsLetter } from './letters.ts';
import { linkFor, representativeOf } from './representing.ts';

/** Tells them at their proved address; gives how it went as a code, undefined where there is none. `what` makes a repeat the same mail. */
export async function tellRepresentative(work: Work, run: Run, row: RequestRow, what: string): Promise<string | undefined> {
  const to = await run((ctx) => representativeOf(ctx, row));
  if (to === undefined) return undefined;
  const letter = await run(async (ctx) => newsLetter(ctx, row, await linkFor(ctx, row.id)));
  return tell(work, `${row.id}-${what}-representative`, byMail(to), letter);
}
