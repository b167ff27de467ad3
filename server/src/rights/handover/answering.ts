// The receiver answers whoever sealed an envelope: what became of it, and takes back what still waits when they say so. Who they are needs no call to any host: the key that signs the word must be
// the one by which the envelope was signed, or nothing is known of it.
import { findEntrance } from '#access';
import { openSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { signText } from '#ledger';
import { type About, aboutIn, askedIn, standingText } from './afterwards.ts';
import { endArrival } from './again.ts';
import { arrivalPlace, digestOf } from './reception.ts';
import { type ArrivalRow, handoverStore, type Standing } from './store.ts';

/** Says where it stands, in a signed note; a withdrawal ends it first while it waits, and again gives the same. Problem `not-found` for an unknown number and for a word of somebody else alike. */
export async function answerSender(
  tools: Tools,
  key: string,
  id: Id<'hov'>,
  { word, signer }: { word: string; signer: string },
): Promise<{ handover: Id<'hov'>; standing: Standing; word: string }> {
  const found = await findEntrance(tools, 'centre', key);
  if (!found) throw new Problem('not-found');
  const who = { workspace: found.workspace, actor: { kind: 'system', id: 'reception' }, purpose: 'rights-fulfilment' } as const;
  return act(tools, who, async (ctx) => {
    const row = await handoverStore.arrival(ctx, id);
    const about = row && (await aboutOf(ctx, row, signer));
    const asked = about && askedIn(word, signer, about);
    if (!asked) throw new Problem('not-found');
    const standing = row.state === 'waiting' && row.until <= ctx.now ? 'expired' : row.state;
    const isTakenBack = asked === 'withdrawal' && standing === 'waiting';
    if (isTakenBack) await endArrival(ctx, id, 'withdrawn');
    const now = isTakenBack ? 'withdrawn' : standing;
    return { handover: id, standing: now, word: await signText(ctx, standingText(about, now, ctx.now)) };
  });
}

async function aboutOf(ctx: Ctx, row: ArrivalRow, signer: string): Promise<About | undefined> {
  if (!row.signature) return undefined; // came before signatures were kept
  const about = aboutIn(await openSecret(ctx, arrivalPlace(row.id, 'signature'), row.signature), signer);
  return about?.handover === row.id && digestOf([about.key, about.digest]) === row.digest ? about : undefined;
}
