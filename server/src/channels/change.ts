// What a provider tells of a message later: edited, taken back, reacted to (record 042). Only by whoever wrote it, or whom it went to; and an unsend that comes before
// its message is remembered, so that the message is never stored.
import { alreadyWritten, changeWords, inboxOf, messageFacts, react, takeBack } from '#conversations';
import type { Ctx } from '#kit/ctx';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Clock } from '#kit/room';
import type { Tools } from '#kit/tool';
import { byRoot, type IdentityRow, identityOf, ownersOf, rootOf } from '#people';
import type { Change, Changed, Inbound } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { earlyUnsend, forgetEarly, rememberEarly } from './change-store.ts';
import { hashOf, keyOf, known } from './external.ts';
import { earlierHolders } from './formerly.ts';
import { holdIfWord, obey } from './obey.ts';
import { howItCame } from './played.ts';
import type { ExternalRow } from './store.ts';
import { untilDone } from './until-done.ts';

const earlyDays = 8; // longer than any provider tries again to hand in a message

/** Applies a change in a transaction of its own; durable when it resolves. `unknown` also for somebody else's message and for a person who was erased. */
export async function change(tools: Tools, given: Change): Promise<Changed> {
  const who = { workspace: given.workspace, actor: { kind: 'system', id: 'channels' }, purpose: 'service-conversation' } as const;
  try {
    return await untilDone(() => act(tools, who, (ctx) => apply(ctx, given)));
  } catch (error) {
    if (error instanceof Problem && error.code === 'erased') return 'unknown';
    throw error;
  }
}

/** Whether its sender took this message back before it came. Waits for an unsend that comes in at this moment. */
export async function wasTakenBack(ctx: Ctx, inbound: Pick<Inbound, 'inbox' | 'externalId'>): Promise<boolean> {
  await alreadyWritten(ctx, keyOf(ctx, inbound));
  const hash = hashOf(ctx, inbound.inbox, inbound.externalId);
  return (await ctx.db.maybe(earlyUnsend, [ctx.workspace, inbound.inbox, hash])) !== undefined;
}

export const forgetEarlyUnsends: Clock = {
  name: 'channels.forget-early-unsends',
  everySeconds: 3600,
  run: async (ctx) => {
    await ctx.db.run(forgetEarly, [ctx.workspace, new Date(ctx.now.getTime() - earlyDays * 86_400_000)]);
  },
};

async function apply(ctx: Ctx, given: Change): Promise<Changed> {
  const { inbox, externalId, from, order } = given;
  const came = await howItCame(ctx, inbox);
  if (came === 'over') return 'unknown';
  await alreadyWritten(ctx, keyOf(ctx, given)); // a message that comes in at this moment is waited for
  const [row] = await known(ctx, inbox, [externalId]);
  if (!row && given.change === 'unsent') await ctx.db.run(rememberEarly, [ctx.workspace, inbox, hashOf(ctx, inbox, externalId), ctx.now]);
  const senders = await ownersOf(ctx, from.kind, from.value);
  const sender = row && (await senderOf(ctx, row.identity, senders));
  if (!row || !sender) return 'unknown';
  if (given.change === 'unsent') return takeBack(ctx, row.message);
  if (given.change === 'reacted') return react(ctx, row.message, { reaction: given.reaction, order });
  const person = await rootOf(ctx, sender.person);
  const sharers = [...(await byRoot(ctx, senders)).keys()].filter((each) => each !== person);
  const arrived = { person, identity: sender.id, sharers };
  const others = await earlierHolders(ctx, { inbox, from }, arrived, came === 'played'); // before the message, as whoever sends takes them
  await holdIfWord(ctx, { wish: undefined, text: given.text }, row.person, ...others);
  const done = await changeWords(ctx, row.message, { text: given.text, order });
  const { channel } = await inboxOf(ctx, inbox);
  const facts = done === 'done' && adapterOf(channel).capabilities.stopWords ? await messageFacts(ctx, row.message) : undefined;
  const said = {
    inbox,
    identity: row.identity,
    text: given.text,
    saidAt: given.saidAt,
    automatic: false,
    isPlayed: came === 'played',
    others,
  };
  if (facts) await obey(ctx, said, row, await rootOf(ctx, facts.person), channel); // who corrects a mistyped STOP means it
  return done;
}

/** Who of those that own the address wrote it, from this very address or from one that the provider knew for the same account before; never from another of the same person. */
async function senderOf(ctx: Ctx, identity: ExternalRow['identity'], senders: readonly IdentityRow[]): Promise<IdentityRow | undefined> {
  for (const each of senders) if (await isOf(ctx, identity, each)) return each;
  return undefined;
}

async function isOf(ctx: Ctx, identity: ExternalRow['identity'], sender: IdentityRow): Promise<boolean> {
  if (identity === sender.id) return true;
  const before = await identityOf(ctx, identity);
  return before?.successor === sender.id && (await rootOf(ctx, before.person)) === (await rootOf(ctx, sender.person));
}
