// “This is not me”: an identity that somebody says is not theirs (Art. 16). Until it is settled the person's data rests (Art. 18(1)(a)) and the identity opens no door:
// docs/decisions/016.
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { group, identityOf } from '#people';
import { disputedAmong } from './disputed-store.ts';
import { open } from './requests.ts';
import { sessionStore } from './session-store.ts';
import { type RequestRow, store } from './store.ts';

const minutesToRead = 5;

/** Contests an identity of the acting person and opens the request about it; once more gives the same request. Sessions that it opened end within five minutes. Problem `not-found`. */
export async function disown(ctx: Ctx, person: PersonId, identity: Id<'idn'>): Promise<RequestRow> {
  const row = await identityOf(ctx, identity);
  if (!row || !(await group(ctx, person)).includes(row.person)) throw new Problem('not-found');
  const request = await open(ctx, { person, kind: 'rectification', source: 'person', clientKey: undefined, identity });
  const cut = await sessionStore.shorten(ctx, identity, new Date(ctx.now.getTime() + minutesToRead * 60_000));
  if (cut > 0) await store.step(ctx, request.id, 'sessions-cut', { minutes: minutesToRead });
  return request;
}

/** Whether an identity is contested: it opens no session until that is settled. */
export async function isContested(ctx: Ctx, identity: Id<'idn'>): Promise<boolean> {
  return (await disputedAmong(ctx, [identity])).has(identity);
}
