// A ledger changes to the newest key in one commit: an entry names it, the tree that ends with that entry gets a checkpoint which both keys sign, and both sign what says so (C2SP signed-note).
import type { Ctx } from '#kit/ctx';
import { idOfSigner, signNote, verifierKey } from '../note.ts';
import { compose } from '../payload.ts';
import { sequence, sequenceAlone } from '../sequence.ts';
import { newestSigner, originOf, signerAfter } from '../signing.ts';
import { insertEntries, lockLedger, newestCheckpoint } from '../store.ts';
import { announcementText } from './reigns.ts';
import { addKeyChange, takeKey } from './store.ts';

export const keyChangedKind = 'ledger.key-changed';

/** Lets the newest key take over in this ledger; gives whether it had to. Error when the key that signed so far is not in the key folder: then nobody can announce another. */
export async function changeKey(ctx: Ctx): Promise<boolean> {
  await lockLedger(ctx); // first, as everybody does who holds both
  await takeKey(ctx);
  await sequence(ctx); // what was said under the key before stands before its end
  const [tip, next] = [await newestCheckpoint(ctx), newestSigner(ctx)];
  const former = signerAfter(ctx, tip);
  const names = { former: verifierKey(former), key: verifierKey(next) };
  if (tip === undefined || names.former === names.key) return false;
  const entry = compose(ctx, { kind: keyChangedKind, facts: names });
  insertEntries(ctx, [entry]);
  const { size, root } = await sequenceAlone(ctx, entry.id, [former, next]);
  const text = announcementText(originOf(ctx), { size, root: root.toString('base64'), former: names.former, next: names.key });
  await addKeyChange(ctx, size, idOfSigner(next), signNote(former, text, next));
  return true;
}
