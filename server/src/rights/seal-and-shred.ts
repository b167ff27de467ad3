// The moment of erasure: the case file is sealed and the person's keys are gone, in one commit. With the approval that allows it, so that nobody is told "approved"
// while they can still be read; or, where that could not be, with the first step of whoever carries the erasure out.
import { isKeyMissing, keyStoreAnswers, livingAmong, shred, unrecoverableBy } from '#keys';
import { type Ctx, withCtx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { holdGroup } from '#people';
import { openCase } from './case-file.ts';
import { keepApart } from './keeping/apart.ts';
import { type RequestId, type RequestRow, store } from './store.ts';

/** Seals the case file and shreds the keys of a request whose row this transaction has locked; done before, it changes nothing. What arrives afterwards finds no key. */
export async function sealAndShred(asked: Ctx, row: RequestRow): Promise<void> {
  const ctx = withCtx(asked, { actor: { kind: 'system', id: 'erasure' }, purpose: 'rights-fulfilment' }); // the house reads what it seals, not who approved
  const request = row.id as RequestId;
  if ((await store.steps(ctx, [request])).some(({ step }) => step === 'shredded')) return;
  const people = await holdGroup(ctx, row.person_id as PersonId); // who is joined from now on finds no key
  if (people.length === 0) throw new Problem('erased');
  const living = await livingAmong(ctx, people);
  const lost = people.filter((person) => !living.has(person)); // given up (`keys give-up`): what their key held opens nowhere any more
  const readable = people.filter((person) => living.has(person)); // of whoever was joined, what the others' keys hold is kept and answered as ever
  const { unkept } = await keepApart(ctx, row, readable, lost); // Art. 17(3): sealed under keys of its own, in the commit that takes theirs
  if (lost.length > 0) await store.step(ctx, request, 'key-given-up', { people: lost.length, ...(unkept > 0 && { unkept }) });
  await openCase(ctx, row, people, readable);
  const { shredded } = await shred(ctx, [...living]);
  if (shredded !== living.size) throw new Error('not every key of this person could be shredded');
  await Promise.all([
    store.setState(ctx, request, 'in-progress', undefined),
    store.step(ctx, request, 'case-sealed', { people: people.length }),
    store.step(ctx, request, 'shredded', { keys: people.length, unrecoverable: unrecoverableBy(ctx).toISOString() }),
  ]);
}

/** As `sealAndShred`; while the company's root key is withheld, or the key database is away or lacks their key, no case file can be sealed, and the erasure waits for it: the approval stands. */
export async function sealAndShredIfGiven(ctx: Ctx, row: RequestRow): Promise<void> {
  // asked before anything is written: half of it in this commit, and half later, would leave what stays twice or not at all
  if ((await keyStoreAnswers(ctx.tools)) === false) return void (await store.step(ctx, row.id, 'waits-for-key-database'));
  await sealAndShred(ctx, row).catch(async (error: unknown) => {
    if (isKeyMissing(error)) await store.step(ctx, row.id, 'waits-for-key-database');
    else if (!(error instanceof Problem && error.code === 'key-withheld')) throw error;
  });
}
