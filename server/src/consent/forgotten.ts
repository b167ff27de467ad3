// Noes that a restored database does not know: said anew as they were said, with their own day (Art. 7(3)).
import type { No } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { type ChannelKind, purposeByCode } from '#purposes';
import { groupOf, record } from './events.ts';
import type { Said } from './no-codes.ts';
import { newest, saysNo } from './rules.ts';
import { readLatest } from './store.ts';

/** A no and whose it is. */
export type Whose = { readonly person: PersonId; readonly no: No };

/** Those after which nothing was said here, and which the newest word does not carry yet: the last for each person, purpose and channel. */
export async function forgottenNoes(ctx: Ctx, list: readonly Whose[]): Promise<Whose[]> {
  const last = new Map(list.map((each) => [`${each.person} ${each.no.codes['purpose']} ${each.no.codes['channel']}`, each]));
  const forgotten: Whose[] = [];
  for (const each of last.values()) {
    const { purpose, channel } = each.no.codes as unknown as Said;
    if (!(await purposeByCode(ctx, purpose))) continue;
    const said = newest(await readLatest(ctx, await groupOf(ctx, each.person), purpose, channel as ChannelKind));
    // a yes that counts as expired or invalidated today may count again tomorrow, and is no no
    if (!said || (!saysNo(said.state) && said.at < each.no.at)) forgotten.push(each);
  }
  return forgotten;
}

/** Says a forgotten no again. */
export async function sayAgain(ctx: Ctx, { person, no }: Whose): Promise<void> {
  const { purpose, channel, state, method, by } = no.codes as unknown as Said;
  await record(ctx, { person, purpose, channel, state, method, by, saidAt: no.at });
}
