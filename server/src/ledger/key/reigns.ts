// Which key signed what of a ledger. A change holds when the key before and the key after signed it, over size and root of the tree whose last entry names the new key, and both signed that tree's
// checkpoint: so whoever knows any of the keys comes to all others, and nobody who has the database alone gets a key in between.
import type { Ctx } from '#kit/ctx';
import { openNote, publicIn, readCheckpointText, splitNote, verifierKey, verifierOf } from '../note.ts';
import { knownSigner, newestSigner, originOf, succeeded } from '../signing.ts';
import { newestCheckpoint } from '../store.ts';
import { compromiseText } from './compromised.ts';
import { type FormerKey, formerKeys, signingKeys } from './folder.ts';
import { type ChangeRow, keyChanges } from './store.ts';
import { leads } from './succession.ts';

/**
 * A key signs checkpoints of sizes `from` to `to`, both included (at a change both keys do, unless the one before `wasGone`), and what is said in entries at positions from `from` up to and without `to`.
 * `isCompromised` when a later key said that somebody else has it; `isStolen` also where only the key folder says so, since the ledger came back from before that.
 */
export type Reign = {
  readonly verifier: string;
  readonly from: number;
  readonly to: number;
  readonly since?: Date;
  readonly wasGone?: boolean;
  readonly isCompromised?: boolean;
  readonly isStolen?: boolean;
};
type Announcement = { readonly size: number; readonly root: string; readonly former: string; readonly next: string };

/** What both keys sign at a change. */
export const announcementText = (origin: string, { size, root, former, next }: Announcement): string =>
  `parley ledger key changed v1\n${origin}\n${size}\n${root}\n${former}\n${next}\n`;

/** The reigns of a ledger's keys, oldest first, as far back as each was announced; at least one. */
export async function reignsOf(ctx: Ctx): Promise<Reign[]> {
  return (await judgeChanges(ctx)).reigns;
}

/** The same with what does not hold, and at which size: a change, that none stands here although the key of then was passed on by every ledger, or that it does not say of a key what every ledger said. */
export async function judgeChanges(ctx: Ctx): Promise<{ reigns: Reign[]; faults: { code: string; size: number }[] }> {
  const passedOn = formerVerifiers(ctx, (each) => each.isPassedOn); // before the ledger is looked at, which meanwhile may change
  const [stolen, told] = [formerVerifiers(ctx, (each) => !!each.compromised), formerVerifiers(ctx, (each) => each.compromised === 'told')];
  const origin = originOf(ctx);
  const tip = await newestCheckpoint(ctx);
  const rows = await keyChanges(ctx);
  const last = rows.at(-1)?.announcement.split('\n')[5] ?? '';
  // not what signed the newest checkpoint: a key that was replaced is kept for a while, and whoever got hold of it could have signed that
  const gone = tip && succeeded(ctx, tip.note)?.former;
  let verifier =
    everyVerifier(ctx).find((each) => each === last) ??
    (gone ? verifierOf(origin, Buffer.from(gone, 'base64')) : verifierKey((tip && knownSigner(ctx, tip.note)) ?? newestSigner(ctx)));
  // whoever stole a former key and writes in the database could have cut the ledger off before its change
  const faults = passedOn.includes(verifier) ? [{ code: 'key-change-missing', size: tip?.size ?? 0 }] : [];
  let ends: Omit<Reign, 'verifier' | 'from' | 'since'> = { to: Number.POSITIVE_INFINITY };
  const reigns: Reign[] = [];
  for (const row of rows.reverse()) {
    const said = announced(origin, row);
    if (said?.next !== verifier)
      return {
        reigns: [{ verifier, from: 0, ...ends }, ...reigns],
        faults: [...faults, { code: 'key-change-not-signed', size: row.size }],
      };
    reigns.unshift({ verifier, from: row.size, since: row.at, ...ends });
    const text = compromiseText(origin, row.size, said.former);
    const isCompromised = row.compromised !== null && reigns.some((later) => openNote(row.compromised ?? '', later.verifier) === text);
    if (row.compromised !== null && !isCompromised) faults.push({ code: 'key-compromise-not-signed', size: row.size });
    if (row.compromised === null && told.includes(said.former)) faults.push({ code: 'key-compromise-missing', size: row.size });
    verifier = said.former;
    const isStolen = isCompromised || stolen.includes(verifier);
    ends = {
      to: row.size,
      ...(row.succession && { wasGone: true }),
      ...(isCompromised && { isCompromised }),
      ...(isStolen && { isStolen }),
    };
  }
  return { reigns: [{ verifier, from: 0, ...ends }, ...reigns], faults };
}

/** The keys whose signature a checkpoint of this size needs: at a change both. */
export const verifiersAt = (reigns: readonly Reign[], size: number): string[] => reignsAt(reigns, size).map(({ verifier }) => verifier);

/** Whether only a key that somebody else has signed checkpoints of this size: then one counts only where it is the one that was kept. */
export const isDoubtful = (reigns: readonly Reign[], size: number): boolean => reignsAt(reigns, size).every(({ isStolen }) => isStolen);

const reignsAt = (reigns: readonly Reign[], size: number): Reign[] =>
  reigns.filter(({ from, to, wasGone }) => from <= size && (wasGone ? size < to : size <= to));

/** The key that signed for the entry at this position; of one that has none yet, the newest. */
export const verifierAt = (reigns: readonly Reign[], position: number = Number.MAX_SAFE_INTEGER): string =>
  (reigns.find(({ from, to }) => from <= position && position < to) ?? reigns.at(-1))?.verifier ?? '';

/** Opens a checkpoint's note by every key that its size needs; undefined when one of them did not sign. */
export function openCheckpoint(reigns: readonly Reign[], note: string): ReturnType<typeof readCheckpointText> {
  const texts = (size: number) => verifiersAt(reigns, size).map((verifier) => openNote(note, verifier));
  const head = readCheckpointText(splitNote(note)?.text ?? '');
  return head && texts(head.size).every((text) => text !== undefined) ? head : undefined;
}

/** The changes as whoever verifies takes them: what both keys signed, and the checkpoint of the change, oldest first; with what was signed of a key that somebody else has, or that was gone. */
export const keyHistory = async (
  ctx: Ctx,
): Promise<{ announcement: string; checkpoint: string; compromised?: string; succession?: string[] }[]> =>
  (await keyChanges(ctx)).map(({ announcement, note, compromised, succession }) => ({
    ...{ announcement, checkpoint: note },
    ...(compromised !== null && { compromised }),
    ...(succession !== null && { succession }),
  }));

/** The present key and all former ones. */
function everyVerifier(ctx: Ctx): string[] {
  return [verifierKey(newestSigner(ctx)), ...formerVerifiers(ctx, () => true)];
}

function formerVerifiers(ctx: Ctx, isMeant: (key: FormerKey) => boolean): string[] {
  const former = formerKeys(signingKeys.of(ctx).folder).filter(isMeant);
  return former.map((each) => verifierOf(originOf(ctx), Buffer.from(each.public, 'base64')));
}

function announced(origin: string, { size, root, announcement, note, succession }: ChangeRow): Announcement | undefined {
  const [, , , , former = '', next = ''] = announcement.split('\n');
  const said = { size, root: root.toString('base64'), former, next };
  try {
    const signers = succession ? [next] : [former, next];
    const isSigned = signers.every((key) => openNote(announcement, key) === announcementText(origin, said) && openNote(note, key));
    const isNamed = succession === null || leads(succession, publicIn(former), publicIn(next));
    return isSigned && isNamed && former !== next ? said : undefined;
  } catch {
    return undefined; // what stands there is no key
  }
}
