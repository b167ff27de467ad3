// One choice of a person, yes or no, with what they were shown: on the privacy page and by the link of a message alike.
import type { Body } from '@parley/contract';
import { agree, isByLink, type Method, record, type Session } from '#consent';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type ChannelKind, currentNotice, purposeByCode, wordingFor } from '#purposes';
import { endForSharers } from './sharers-no.ts';

export type Chosen = Body<'changePreference'>;
type Choice = { readonly person: PersonId; readonly purpose: string; readonly channel: ChannelKind };
type How = { readonly method: Method; readonly session: Session; readonly heardOn?: ChannelKind | undefined };

/** Records the choice; a yes may wait for a second step, a no counts for all who share the address it is about. Problem `not-found` for an unknown purpose; those of `agree` and `record`. */
export async function choose(
  ctx: Ctx,
  { person, purpose: code, channel }: Choice,
  chosen: Chosen,
  { method, session, heardOn }: How,
): Promise<void> {
  const { given, language, age, country, parent, explicit } = chosen;
  const notice = await currentNotice(ctx, language);
  const purpose = await purposeByCode(ctx, code);
  if (!purpose) throw new Problem('not-found');
  const said = { person, purpose: code, channel, method, language, session, ...(notice && { notice }) };
  if (given) return void (await agree(ctx, { ...said, explicit }, { heardOn, age, country, parent }));
  // the link of a message names whose it was, and ends that; what is said on a page is about all that comes
  if (!isByLink(method)) await endForSharers(ctx, person, { purpose: code, channels: [channel] });
  await record(ctx, { ...said, state: 'withdrawn', by: 'self', wording: wordingFor(purpose, channel, language) });
}
