// A key that somebody else has: each ledger says so in an entry and in a note that a later key signs, so that whoever verifies refuses the key beyond the tree at which it ended, and trusts it alone for nothing.
import type { Ctx } from '#kit/ctx';
import { verifierOf } from '../note.ts';
import { compose } from '../payload.ts';
import { originOf, signStatement } from '../signing.ts';
import { insertEntries } from '../store.ts';
import { formerKeys, signingKeys } from './folder.ts';
import { addKeyCompromise, type ChangeRow, keyChanges } from './store.ts';

export const keyCompromisedKind = 'ledger.key-compromised';

/** What a later key signs: this key counts for nothing beyond a tree of this size. */
export const compromiseText = (origin: string, size: number, key: string): string =>
  `parley ledger key compromised v1\n${origin}\n${size}\n${key}\n`;

/** The changes by which such a key ended here, as long as the ledger does not say so. */
export async function untold(ctx: Ctx): Promise<ChangeRow[]> {
  const stolen = formerKeys(signingKeys.of(ctx).folder).flatMap((each) =>
    each.compromised ? [verifierOf(originOf(ctx), Buffer.from(each.public, 'base64'))] : [],
  );
  if (stolen.length === 0) return [];
  return (await keyChanges(ctx)).filter((row) => row.compromised === null && stolen.includes(formerIn(row)));
}

/** Says it, by the key of now; gives how often it had to. */
export async function tellCompromised(ctx: Ctx): Promise<number> {
  const rows = await untold(ctx);
  for (const row of rows) {
    const note = await signStatement(ctx, compromiseText(originOf(ctx), row.size, formerIn(row)));
    insertEntries(ctx, [compose(ctx, { kind: keyCompromisedKind, facts: { key: formerIn(row), size: row.size } })]);
    await addKeyCompromise(ctx, row.size, note);
  }
  return rows.length;
}

const formerIn = ({ announcement }: ChangeRow): string => announcement.split('\n')[4] ?? '';
