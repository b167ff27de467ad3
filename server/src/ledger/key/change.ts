// A ledger changes to the newest key in one commit: an entry names it, the tree that ends with that entry gets a checkpoint which both keys sign, and both sign what says so (C2SP signed-note). Where the
// key before was destroyed in its time, and the ledger came back since, what that key had signed of its successor stands in its place.
import type { Ctx } from '#kit/ctx';
import { idOfSigner, signNote, verifierKey, verifierOf } from '../note.ts';
import { compose } from '../payload.ts';
import { sequence, sequenceAlone, sequenceBehind } from '../sequence.ts';
import { newestSigner, originOf, signerAfter, succeeded } from '../signing.ts';
import { insertEntries, lockLedger, newestCheckpoint } from '../store.ts';
import { announcementText } from './reigns.ts';
import { addKeyChange, takeKey } from './store.ts';

export const keyChangedKind = 'ledger.key-changed';

/** Lets the newest key take over in this ledger; gives whether it had to. Error when the key that signed so far is not in the key folder and never named another: then nobody can announce one. */
export async function changeKey(ctx: Ctx): Promise<boolean> {
  await lockLedger(ctx); // first, as everybody does who holds both
  await takeKey(ctx);
  const next = newestSigner(ctx);
  const left = await newestCheckpoint(ctx);
  const gone = left && succeeded(ctx, left.note);
  if (gone === undefined) await sequence(ctx); // what was said under the key before stands before its end
  const tip = await newestCheckpoint(ctx);
  const former = gone ? undefined : signerAfter(ctx, tip);
  const before = gone ? verifierOf(originOf(ctx), Buffer.from(gone.former, 'base64')) : former && verifierKey(former);
  const names = { former: before ?? '', key: verifierKey(next) };
  if (tip === undefined || names.former === names.key) return false;
  const entry = compose(ctx, { kind: keyChangedKind, facts: names });
  insertEntries(ctx, [entry]);
  const { size, root } = former ? await sequenceAlone(ctx, entry.id, [former, next]) : await sequenceBehind(ctx, entry.id, next);
  const text = announcementText(originOf(ctx), { size, root: root.toString('base64'), former: names.former, next: names.key });
  const announcement = former ? signNote(former, text, next) : signNote(next, text);
  await addKeyChange(ctx, size, idOfSigner(next), announcement, gone?.notes ?? null);
  return true;
}
