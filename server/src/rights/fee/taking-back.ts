// A person takes an open request back; what held because of it ends, and nothing of it is refused. They did it themself, so that no letter says so.
import { letGoOf } from '#decisions';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { requestAnswered } from '../announcements.ts';
import { mustFind } from '../answers.ts';
import { courseStore } from '../course/store.ts';
import { dropPlans } from '../keeping/chosen.ts';
import { tellFilers } from '../opendsr/callbacks.ts';
import { type RequestId, type RequestRow, store } from '../store.ts';

/** Problem `conflict` for one that is closed, or an erasure that is under way and cannot be taken back. */
export async function takeBackRequest(ctx: Ctx, id: RequestId): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  if (row.state !== 'received') throw new Problem('conflict', { because: row.closed_at === null ? 'already-under-way' : 'already-closed' });
  await store.setState(ctx, id, 'withdrawn', { outcome: 'taken-back' });
  await tellFilers(ctx, id);
  await courseStore.endPause(ctx, id);
  await dropPlans(ctx, id);
  await letGoOf(ctx, id);
  await store.step(ctx, id, 'taken-back');
  await append(ctx, { kind: 'request.taken-back', subject: row.person_id as PersonId, facts: { request: id } });
  await announce(ctx, requestAnswered, { request: id });
  tellPages(ctx, { topic: 'request.changed', ids: { request: id } });
  return mustFind(ctx, id);
}
