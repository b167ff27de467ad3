// “This is not me”: an identity that somebody says is not theirs (Art. 16). Until it is settled the person's data rests (Art. 18(1)(a)) and the identity opens no door:
// docs/decisions/016, 104.
import { addressesOn } from '#channels';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { group, holdGroup, identityOf } from '#people';
import type { Choice } from './by-link.ts';
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

/** Those addresses of theirs to which the message with this link can have gone, and of which nobody says yet that they are somebody else's. */
export async function contestable(ctx: Ctx, { person, channel, heardOn }: Choice): Promise<Id<'idn'>[]> {
  const ids = (await addressesOn(ctx, person, heardOn ?? channel)).map(({ id }) => id);
  const disputed = await disputedAmong(ctx, ids);
  return ids.filter((id) => !disputed.has(id));
}

/**
 * The same by the link of a message, by whoever reads it, who enters nothing and is shown nothing of anybody. A link does not say to which address it went, so each to which it can
 * have gone is contested, by a request of its own. Gives the day of the answer; pressed again it is the same. Problem `expired` where there is nobody, or no address, any more.
 */
export async function disownByLink(ctx: Ctx, choice: Choice): Promise<{ dueOn: string }> {
  const people = await holdGroup(ctx, choice.person);
  const [person] = people;
  if (person === undefined) throw new Problem('expired');
  for (const identity of await contestable(ctx, choice)) {
    const { id } = await disown(ctx, person, identity);
    await store.step(ctx, id, 'contested-by-link');
  }
  const addresses = (await addressesOn(ctx, person, choice.heardOn ?? choice.channel)).map(({ id }) => id);
  const open = (await store.ofPeople(ctx, people)).filter((row) => row.closed_at === null && row.identity_id !== null);
  const dueOn = open
    .flatMap((row) => (addresses.includes(row.identity_id as Id<'idn'>) ? [row.due_on] : []))
    .sort()
    .at(-1);
  if (dueOn === undefined) throw new Problem('expired');
  return { dueOn };
}

/** Whether an identity is contested: it opens no session until that is settled. */
export async function isContested(ctx: Ctx, identity: Id<'idn'>): Promise<boolean> {
  return (await disputedAmong(ctx, [identity])).has(identity);
}
