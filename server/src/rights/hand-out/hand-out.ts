// The copy for whoever has neither mail nor phone (Art. 12(1), 15(3)): staff save it and give it on paper or a stick. How the person showed who they are and why it goes so is written down first; once two
// hold the right another one approves; what is saved is an export in the clear, so only whoever may see everything of everybody saves it.
import type { Readable } from 'node:stream';
import type { Body } from '@parley/contract';
import { areasInReach, countHolders } from '#access';
import { opensSpecialOf } from '#conversations';
import type { Ctx } from '#kit/ctx';
import type { PersonId, StaffId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { addWords } from '../additions.ts';
import { requestAnswered } from '../announcements.ts';
import { mustFind } from '../answers.ts';
import { refuseElsewhere } from '../asker/asker.ts';
import { copyOf } from '../copies.ts';
import { refuseDoubted } from '../course/doubt.ts';
import { refuseUnsettled } from '../fee/settled.ts';
import { tellFilers } from '../opendsr/callbacks.ts';
import { isCopy } from '../rules.ts';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { plan, wayOut } from './store.ts';

type Theirs = RequestRow & { readonly person_id: PersonId };
/** Since it was saved first: a stick may break before it is handed over. */
const againHours = 24;
const purpose = 'rights-fulfilment';

/** Asks for it, as the first of those who approve; approvals of before are taken back, since they were for another plan. Problems: `conflict` for another kind, a closed request or a question that waits or an address that somebody else owns, `not-permitted` and `guarded` for whoever sees a part only. */
export async function askHandOut(ctx: Ctx, id: RequestId, { by, shown, reason }: Body<'askHandOut'>): Promise<RequestRow> {
  const row = await mustHandOut(ctx, id);
  await refuseUnready(ctx, row);
  await refuseElsewhere(ctx, row);
  const withdrawn = await store.dropApprovals(ctx, id);
  await plan(ctx, id, by, Math.min(2, await countHolders(ctx, 'requests.approve')));
  await addWords(ctx, id, row.person_id, 'shown', shown);
  await addWords(ctx, id, row.person_id, 'why', reason);
  await store.approve(ctx, id, ctx.actor.id as StaffId);
  await append(ctx, { kind: 'request.hand-out-asked', subject: row.person_id, facts: { request: id, by, withdrawn } });
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  return mustFind(ctx, id);
}

/** The copy, or what they provided, as a ZIP; the request is answered by it, and the person is told where they can be. Problems as above, `conflict` before it was asked for, `needs-second-person`, and those of `buildArchive`. */
export async function handOut(ctx: Ctx, id: RequestId): Promise<Readable> {
  const row = await mustHandOut(ctx, id);
  const by = await wayOut(ctx, id);
  if (by === undefined) throw new Problem('conflict', { because: 'not-asked-for' });
  const isAgain = row.outcome === 'copy-handed-out' && ctx.now.getTime() - (row.closed_at?.getTime() ?? 0) < againHours * 3_600_000;
  if (!isAgain) {
    await refuseUnready(ctx, row);
    if (row.approvals < row.approvals_needed) throw new Problem('needs-second-person');
    await store.setState(ctx, id, 'fulfilled', { outcome: 'copy-handed-out' });
    await store.step(ctx, id, 'copy-handed-out', { by });
    await announce(ctx, requestAnswered, { request: id }); // who can be told otherwise hears of it: it may not have been them
    await tellFilers(ctx, id);
  }
  await append(ctx, { kind: 'request.copy-handed-out', subject: row.person_id, facts: { request: id, by } });
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  return copyOf(ctx, row, isAgain ? (row.closed_at ?? undefined) : undefined);
}

/** A request for a copy or for data to take along, by somebody who sees all that will be in it. */
async function mustHandOut(ctx: Ctx, id: RequestId): Promise<Theirs> {
  const row = await mustFind(ctx, id);
  if (!isCopy(row.kind) || row.person_id === null) throw new Problem('conflict', { because: 'no-copy-asked' });
  if ((await areasInReach(ctx)) !== null) throw new Problem('not-permitted', { because: 'every-inbox-needed' });
  if (!(await opensSpecialOf(ctx, row.person_id, purpose))) throw new Problem('guarded');
  return row as Theirs;
}

async function refuseUnready(ctx: Ctx, row: RequestRow): Promise<void> {
  if (row.state !== 'received') throw new Problem('conflict', { because: 'already-closed' });
  if (row.pause_ground) throw new Problem('conflict', { because: 'paused', article: '12(6)' });
  await refuseDoubted(ctx, row);
  refuseUnsettled(row);
}
