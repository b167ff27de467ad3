// Whether the message left by which a yes is to be confirmed. Whoever is told that it is on its way, and was not sent one, has it sent again by saying yes once more; staff send one that left again,
// for who did not find it; five in all.
import { isLive } from '#keys';
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Id, PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';

export type Try = {
  event: Id<'cns'>;
  person: PersonId;
  state: 'asked' | 'sent' | 'failed';
  because: string | null;
  tries: number;
  at: Date;
};
export const mostTries = 5;
const columns = 'event_id AS event, person_id AS person, state, because, tries, at';
const put = statement(
  'consent.put-try',
  `INSERT INTO consent_confirmations (workspace_id, event_id, person_id, state, because, tries, at) VALUES ($1, $2, $3, $4, $5, 1, $6)
   ON CONFLICT (workspace_id, event_id) DO UPDATE SET state = excluded.state, because = excluded.because, at = excluded.at`,
);
const askAgain = statement(
  'consent.ask-again',
  `UPDATE consent_confirmations SET state = 'asked', because = NULL, tries = tries + 1, at = $3
   WHERE workspace_id = $1 AND event_id = $2 AND tries < $4 AND (state = 'failed' OR (state = 'sent' AND at < $5))`,
);
const ofEvent = statement<Try>(
  'consent.tries-of',
  `SELECT ${columns} FROM consent_confirmations WHERE workspace_id = $1 AND event_id = $2`,
);
const ofPeople = statement<Try>(
  'consent.tries',
  `SELECT ${columns} FROM consent_confirmations WHERE workspace_id = $1 AND person_id = ANY($2)`,
);
const drop = statement('consent.drop-try', 'DELETE FROM consent_confirmations WHERE workspace_id = $1 AND event_id = $2');
const erase = statement('consent.erase-tries', 'DELETE FROM consent_confirmations WHERE workspace_id = $1 AND person_id = ANY($2)');

/** Writes down how it went, unless the person was erased meanwhile: `because` null when the message left. */
export async function confirmationTried(
  ctx: Ctx,
  { event, person }: { event: Id<'cns'>; person: PersonId },
  because: string | null,
): Promise<void> {
  if (!(await isLive(ctx, person))) return;
  await ctx.db.run(put, [ctx.workspace, event, person, because === null ? 'sent' : 'failed', because, ctx.now]);
  tellPages(ctx, { topic: 'consent.changed', ids: { person } });
}

/** How often the message was asked for; 1 for the first. */
export const triesOf = async (ctx: Ctx, event: Id<'cns'>): Promise<number> => (await tryStore.ofEvent(ctx, event))?.tries ?? 1;

export const tryStore = {
  /** Whether this one may be sent again, and then it is about to be: it could not leave, or left before `sentBefore`, and not too often. */
  askAgain: async (ctx: Ctx, event: Id<'cns'>, sentBefore: Date | null = null) =>
    (await ctx.db.run(askAgain, [ctx.workspace, event, ctx.now, mostTries, sentBefore])) > 0,
  ofEvent: (ctx: Ctx, event: Id<'cns'>) => ctx.db.maybe(ofEvent, [ctx.workspace, event]),
  ofPeople: (ctx: Ctx, people: readonly string[]) => ctx.db.all(ofPeople, [ctx.workspace, people]),
  drop: (ctx: Ctx, event: Id<'cns'>) => ctx.db.run(drop, [ctx.workspace, event]),
  erase: (ctx: Ctx, people: readonly string[]) => ctx.db.run(erase, [ctx.workspace, people]),
};
