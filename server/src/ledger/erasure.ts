// Erasing payloads without breaking the tree. A leaf without payload verifies only beside an entry that names its position and is signed with the ledger's key
// over that very entry's id, so that neither a bare DELETE nor a forged row in the database can pose as erasure (Art. 17, Art. 5(2)).
import type { Ctx } from '#kit/ctx';
import type { Id } from '#kit/ids';
import { openNote } from './note.ts';
import { originOf, signStatement } from './signing.ts';

export const erasedKind = 'ledger.payloads-erased';

/** The facts of an erasure entry: positions as `3,5-9`, and the base64 signature line of the statement about them. */
export async function erasureFacts(
  ctx: Ctx,
  entry: Id<'led'>,
  positions: readonly number[],
): Promise<{ positions: string; signature: string }> {
  const ranges = writeRanges(positions);
  const text = statementText(ctx, entry, ranges);
  const note = await signStatement(ctx, text);
  return { positions: ranges, signature: note.slice(text.length).trim().split(' ').at(-1) ?? '' };
}

/** The positions that an erasure entry names; undefined when it is not signed under this verifier key. */
export function erasedPositions(
  ctx: Ctx,
  entry: Id<'led'>,
  facts: Readonly<Record<string, unknown>>,
  verifier: string,
): Set<number> | undefined {
  const { positions, signature } = facts as { positions?: unknown; signature?: unknown };
  if (typeof positions !== 'string' || typeof signature !== 'string') return undefined;
  const note = `${statementText(ctx, entry, positions)}\n— ${originOf(ctx)} ${signature}\n`;
  return openNote(note, verifier) === undefined ? undefined : new Set(readRanges(positions));
}

/** Sorted positions as `3,5-9`. */
export function writeRanges(positions: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const position of [...positions].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && position <= last[1] + 1) last[1] = position;
    else ranges.push([position, position]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** The positions that `writeRanges` wrote. */
export function readRanges(text: string): number[] {
  return text.split(',').flatMap((range) => {
    const [from, to] = range.split('-').map(Number);
    return from === undefined ? [] : Array.from({ length: (to ?? from) - from + 1 }, (_, offset) => from + offset);
  });
}

function statementText(ctx: Ctx, entry: Id<'led'>, positions: string): string {
  return `parley ledger payloads erased\n${ctx.workspace}\n${entry}\n${positions}\n`;
}
