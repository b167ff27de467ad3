// What has run out here is taken back from its provider as well (Art. 5(1)(e), 28(3)(g)): ids of such messages stay, sealed under the person's key, until the
// provider has forgotten them. An erasure meanwhile finds them with all the others and asks for itself.
import { permit } from '#gate';
import { openMany } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { InboxId, MessageId } from '#kit/ids';
import { log } from '#kit/log';
import { announce, announcement, listen, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import { append } from '#ledger';
import { accountOf, type Opened } from './accounts.ts';
import { adapters } from './adapters.ts';
import { externalField, isOurName, placeOf } from './external.ts';
import { letGoOf } from './store.ts';
import { dropForgotten, inboxesToAsk, keepForTakingBack, takeToAsk } from './take-back-store.ts';

const together = 50;
const hourMs = 3_600_000;
const hasRunOut = announcement<{ inbox: InboxId }>('channels.has-run-out');

export const findToTakeBack: Clock = {
  name: 'channels.find-to-take-back',
  everySeconds: 300,
  run: async (ctx) => {
    for (const { inbox } of await ctx.db.all(inboxesToAsk, [ctx.workspace, ctx.now])) await announce(ctx, hasRunOut, { inbox });
  },
};
export const takenBack = listen(
  hasRunOut,
  'channels.take-back',
  (work, { inbox }) => takeBack(work, inbox),
  ({ inbox }) => inbox,
);

/** Drops the ids of these messages, but for those whose provider is to be asked first; gives how many rows changed. */
export async function letGoOfIds(ctx: Ctx, conversations: readonly string[], messages: readonly MessageId[]): Promise<number> {
  const able = adapters.filter((adapter) => adapter.forget).map(({ name }) => name);
  const kept = await ctx.db.run(keepForTakingBack, [ctx.workspace, conversations, messages, ctx.now, able]);
  return kept + (await ctx.db.run(letGoOf.externalIds, [ctx.workspace, conversations, messages]));
}

/** Asks the provider of one inbox, some at a time, until nothing is due; what it could not forget is asked again in an hour. */
async function takeBack(work: Work, inbox: InboxId): Promise<void> {
  for (;;) {
    const { channel, taken, asked } = await inTransaction(work, (ctx) => take(ctx, inbox));
    if (taken === 0 || !channel.adapter.forget || channel.isPlayed) return; // a provider is asked again once the sandbox is off
    const ids = asked.map(({ id }) => id);
    const told = ids.length > 0 ? await channel.adapter.forget(channel.account, ids, work.tools) : { gone: 0, left: [] };
    const still = new Set(told.left);
    await inTransaction(work, async (ctx) => {
      const gone = asked.filter(({ id }) => !still.has(id)).map(({ hash }) => hash);
      const dropped = gone.length > 0 ? await ctx.db.run(dropForgotten, [ctx.workspace, inbox, gone]) : 0;
      const messages = Math.min(told.gone, dropped); // what it was not asked for, or deletes for nobody any more, is not said to be gone
      if (messages > 0) await append(ctx, { kind: 'provider.forgot', facts: { inbox, messages } });
    });
    if (still.size > 0) log.of(work)('warn', 'take-back.put-off', { workspace: work.workspace, inbox });
  }
}

/** The next ids, opened; those of people whom the gate keeps closed, or who are being erased, wait. */
async function take(ctx: Ctx, inbox: InboxId): Promise<{ channel: Opened; taken: number; asked: { hash: string; id: string }[] }> {
  const channel = await accountOf(ctx, inbox);
  const rows = await ctx.db.all(takeToAsk, [ctx.workspace, inbox, ctx.now, new Date(ctx.now.getTime() + hourMs), together]);
  if (rows.length === 0) return { channel, taken: 0, asked: [] };
  const people = [...new Set(rows.map(({ person }) => person))];
  const right = await permit(ctx, { act: 'reveal', people, purpose: 'rights-fulfilment', fields: [externalField] });
  if (!right.allowed) return { channel, taken: rows.length, asked: [] };
  const open = rows.filter(({ person }) => right.permit.subjects.includes(person));
  const ids = await openMany(
    ctx,
    right.permit,
    open.map((row) => ({ place: placeOf(row), sealed: row.externalId })),
  );
  const named = open.map(({ hash }, at) => ({ hash, id: ids[at] ?? '' }));
  const ours = named.filter(({ id }) => isOurName(channel.adapter, id)).map(({ hash }) => hash);
  if (ours.length > 0) await ctx.db.run(dropForgotten, [ctx.workspace, inbox, ours]);
  return { channel, taken: rows.length, asked: named.filter(({ id }) => !isOurName(channel.adapter, id)) };
}

const inTransaction = <T>(work: Work, run: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(work.tools, { workspace: work.workspace, actor: { kind: 'system', id: 'channels.take-back' }, purpose: 'rights-fulfilment' }, run);
