// What providers hold of a person's messages, and its being taken back (Art. 17(1), 19): the ids must be known before the person's key is gone.
import { openMany, type Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { InboxId, PersonId, WorkspaceId } from '#kit/ids';
import { isRehearsal } from '#kit/rehearsal';
import type { Tools } from '#kit/tool';
import { listAccounts, type Opened, openedIn } from './accounts.ts';
import type { ChannelKind, Outcome } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { everyRecipientOf } from './carriers.ts';
import type { Forgetting, Keeping } from './described.ts';
import { isOurName, placeOf } from './external.ts';
import { keepingOfPush } from './push/keeping.ts';
import { externalsIn } from './store.ts';

/** Ids of messages in one inbox, as its provider knows them. `recipient` null: it stays in this house, such as the sandbox. */
export type Held = {
  readonly inbox: InboxId;
  readonly channel: ChannelKind;
  readonly recipient: string | null;
  readonly forgetting: Forgetting;
  readonly ids: readonly string[];
  /** Those of them that were fetched from a mailbox which is not the one that is read today; absent in files of before. */
  readonly elsewhere?: readonly string[];
};
export type Published = { readonly sentences: string; readonly codes: readonly Keeping['publishes'][] };
const deletes: Forgetting = { what: 'messages', days: 0 };

/** By inbox whose provider can be asked to forget; the permit names `external_ids.external_id`. */
export async function heldAtProviders(ctx: Ctx, permit: Permit, people: readonly PersonId[]): Promise<Held[]> {
  const held: Held[] = [];
  for (const { adapter, stored: account } of await listAccounts(ctx)) {
    const keeper = adapter.keptBy ? adapter.keptBy(account.settings) : adapter.recipient(account.settings, ctx.tools);
    if (!adapter.forget || keeper === undefined) continue;
    const rows = await ctx.db.all(externalsIn, [ctx.workspace, people, account.inbox]);
    const opened = await openMany(
      ctx,
      permit,
      rows.map((row) => ({ place: placeOf(row), sealed: row.externalId })),
    );
    const ids = opened.filter((id) => !isOurName(adapter, id));
    const today = adapter.liesIn?.(account, ctx.tools);
    const elsewhere = opened.filter((_, at) => (rows[at]?.liesIn ?? today) !== today);
    if (ids.length > 0)
      held.push({
        ...{ inbox: account.inbox, channel: adapter.name, recipient: keeper },
        ...{ forgetting: adapter.forgetting?.(account.settings) ?? deletes, ids, ...(elsewhere.length > 0 && { elsewhere }) },
      });
  }
  return held;
}

/** What recipients who are asked to forget nothing publish of keeping what passed through them, as sentences and as their codes, by their code in the register: carriers of channels, and services that wake devices, also where the company wakes none any more. */
export async function keepingOf(ctx: Ctx): Promise<ReadonlyMap<string, Published>> {
  const ofAdapters = (await listAccounts(ctx)).flatMap(
    ({ adapter, stored: account }) => adapter.keeping?.(account.settings, ctx.tools) ?? [],
  );
  const byRecipient = Map.groupBy([...ofAdapters, ...keepingOfPush], ({ recipient }) => recipient);
  return new Map(
    [...byRecipient].map(([recipient, all]) => [
      recipient,
      {
        sentences: [...new Set(all.map(({ published }) => published))].join(' '),
        codes: [...new Set(all.map(({ publishes }) => publishes))],
      },
    ]),
  );
}

/** What lies at the provider of something that was sent to nobody known here any more; undefined where it keeps nothing or cannot be asked. */
export function heldOf({ adapter, account, isPlayed }: Opened, tools: Tools, outcome: Outcome): Held | undefined {
  const own = outcome.outcome === 'sent' && outcome.externalId !== null ? [outcome.externalId] : [];
  const ids = [...own, ...(outcome.also ?? [])].filter((id) => !isOurName(adapter, id));
  if (adapter.name === 'email' || !adapter.forget || isPlayed || ids.length === 0) return undefined;
  const forgetting = adapter.forgetting?.(account.settings) ?? deletes;
  return { inbox: account.inbox, channel: adapter.name, recipient: adapter.recipient(account.settings, tools), forgetting, ids };
}

/** Who carries the channels on which such addresses are met, by the register, whatever is still known here of single messages. */
export async function carriersFor(ctx: Ctx, addresses: readonly { readonly kind: string; readonly value: string }[]): Promise<string[]> {
  const carriers = (await listAccounts(ctx)).flatMap(({ adapter, stored: account }) =>
    addresses.some(({ kind, value }) => kind === adapter.reaches && value.startsWith(adapter.accountsBegin ?? ''))
      ? everyRecipientOf(adapter, account.settings, ctx).flatMap((recipient) => recipient ?? [])
      : [],
  );
  return [...new Set(carriers)];
}

export type Answer = Readonly<Record<'gone' | 'left' | 'kept' | 'missing' | 'elsewhere', number>>;

/** Asks the provider of an inbox to forget these; gives how many are gone, how many could not be reached now, how many it never deletes, and how many of a mailbox are found in none of its folders (`elsewhere`: because they lie in another). In a rehearsal it asks nobody, and while the sandbox is on either, which is no fault of the provider's: `sandbox`. */
export async function forgetAtProvider(
  at: { readonly tools: Tools; readonly workspace: WorkspaceId },
  { inbox, channel, elsewhere = [] }: Pick<Held, 'inbox' | 'channel' | 'elsewhere'>,
  ids: readonly string[],
): Promise<Answer | 'sandbox'> {
  const none = { gone: 0, left: 0, kept: 0, missing: 0, elsewhere: 0 };
  if (isRehearsal(at.tools)) return { ...none, kept: ids.length };
  const adapter = adapterOf(channel);
  const found = await openedIn(at.tools, at.workspace, inbox);
  if (!found || !adapter.forget) return { ...none, left: ids.length };
  const { account, isPlayed } = found;
  if (isPlayed && found.stored.settings['provider'] !== 'sandbox') return 'sandbox';
  const { gone, left, kept = 0, missing = [] } = await adapter.forget(account, ids, at.tools);
  const away = missing.filter((id) => elsewhere.includes(id)).length;
  return { gone, left: left.length, kept, missing: missing.length - away, elsewhere: away };
}
