// Checkpoints with the co-signatures of their witnesses, and the door by which a witness hands one in.
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import { openCheckpoint, reignsOf, verifiersAt } from '../key/reigns.ts';
import { type CheckpointRow, newestCheckpoint } from '../store.ts';
import { cosignaturesOn, readSigned, readWitnesses, type Witness } from './cosignature.ts';
import { addCosignatures, checkpointAt, cosignaturesOf, newestCosigned, seenByWitnesses } from './store.ts';

export const witnessesOf = (ctx: Pick<Ctx, 'tools'>): Witness[] => readWitnesses(config.of(ctx).witnesses);

/** What the world is shown: the newest checkpoint that a witness co-signed, as long as there are witnesses; until the first did, and without any, the newest of all. */
export async function publishedHead(ctx: Ctx): Promise<CheckpointRow | undefined> {
  const head = (await newestCosigned(ctx, keysOf(ctx))) ?? (await newestCheckpoint(ctx));
  return head && withCosignatures(ctx, head);
}

/** The verifier key of what the world is shown; undefined where there is no such ledger. */
export async function publishedKey(ctx: Ctx): Promise<string | undefined> {
  const head = await publishedHead(ctx);
  return head && verifiersAt(await reignsOf(ctx), head.size).at(-1);
}

/** A checkpoint with the lines of those witnesses that are in the configuration now. */
export async function withCosignatures(ctx: Ctx, head: CheckpointRow): Promise<CheckpointRow> {
  const lines = await cosignaturesOf(ctx, head.size, keysOf(ctx));
  return { ...head, note: head.note + lines.map((line) => `${line}\n`).join('') };
}

/** Keeps the co-signatures of known witnesses on a checkpoint of this ledger; gives how many it bore. Problem `not-found` where there is no such ledger, `invalid` when it is no checkpoint that this one signed. */
export async function takeCosigned(ctx: Ctx, note: string): Promise<number> {
  if ((await newestCheckpoint(ctx)) === undefined) throw new Problem('not-found');
  const said = readSigned(note);
  const ours = said && openCheckpoint(await reignsOf(ctx), note) ? await checkpointAt(ctx, said.head.size) : undefined;
  if (said === undefined || ours === undefined || !ours.note.startsWith(`${said.text}\n`))
    throw new Problem('invalid', { detail: 'This is no checkpoint that this ledger signed.' });
  const found = cosignaturesOn(said.text, said.lines, witnessesOf(ctx), ctx.now);
  if (found.length > 0) await addCosignatures(ctx, said.head.size, found);
  return found.length;
}

/** Each witness with the size of the newest checkpoint that it co-signed. */
export async function witnessStates(ctx: Ctx): Promise<{ name: string; size: number | null }[]> {
  const seen = await seenByWitnesses(ctx);
  return witnessesOf(ctx).map(({ key, name }) => ({ name, size: seen.get(key) ?? null }));
}

const keysOf = (ctx: Ctx): string[] => witnessesOf(ctx).map((witness) => witness.key);
