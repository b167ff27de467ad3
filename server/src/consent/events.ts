// Writing consent events down, and which of them holds. What a yes needs besides (a second step, a parent) is decided in agree.ts.

import { noteNo, openableAmong, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { causedBy } from '#kit/decider';
import { type Id, newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import { append } from '#ledger';
import { group, holdForNo, holdForSend, noticeShown } from '#people';
import { type ChannelKind, purposeByCode } from '#purposes';
import { consentDeciders } from './deciders.ts';
import { codesOf } from './no-codes.ts';
import { isProtective, missingProof, newest, saysNo, whyNot } from './rules.ts';
import { addEvent, type Row, readLatest } from './store.ts';
import type { NewConsent, State } from './types.ts';

/** Records one event with its proof. A no is always taken; a yes needs an active purpose that rests on consent, and proof: Problems `conflict`, `invalid`, `erased`. */
export async function record(ctx: Ctx, consent: NewConsent): Promise<Id<'cns'>> {
  const purpose = await purposeByCode(ctx, consent.purpose);
  const because = whyNot(consent, purpose);
  if (!purpose || because === 'unknown-purpose') throw new Problem('invalid', { because: 'unknown-purpose', article: '5(1)(b)' });
  if (because) throw new Problem('conflict', { because, article: because === 'inactive' ? '25(2)' : '6(1)(a)' });
  const missing = missingProof(consent);
  if (missing.length > 0)
    throw new Problem('invalid', {
      because: 'proof-missing',
      article: '7(1)',
      fields: missing.map((part) => ({ path: `/${part}`, message: 'A yes counts only with proof of what was shown.' })),
    });
  if (consent.state === 'given' && purpose.special.length > 0 && !consent.explicit)
    throw new Problem('invalid', { because: 'statement-needed', article: '9(2)(a)' });
  if (isProtective(consent.state))
    await holdForNo(ctx, consent.person); // what is being sent at this moment was decided before it
  else if (consent.state === 'given' && consent.by !== 'import') await holdForSend(ctx, [consent.person]); // a no that is said at this moment waits for it, and counts
  // a no holds for everyone who is this person, also if the merge is taken apart later
  const others = isProtective(consent.state) ? await othersWith(ctx, consent, purpose.lawfulBasis === 'consent') : [];
  const event = await write(ctx, consent, consent.purposeVersion ?? purpose.version);
  for (const other of others) await write(ctx, { ...consent, person: other }, purpose.version);
  if (consent.notice && consent.by === 'self') await noticeShown(ctx, consent.person, consent.notice.id, 'choice'); // Art. 14(5)(a)
  return event;
}

/** Where consent stands for a purpose on a channel over people who are one: the newest event of any of them wins. */
export async function stateOf(ctx: Ctx, people: readonly PersonId[], purpose: string, channel: ChannelKind): Promise<State | 'none'> {
  return newest(await readLatest(ctx, people, purpose, channel))?.state ?? 'none';
}

/** Where a sealed value of an event lies; also used by this room's holdings. */
export function placeOf(row: Pick<Row, 'id' | 'person'>, column: 'wording' | 'session' | 'evidence') {
  return { subject: row.person, table: 'consent_events', row: row.id, column };
}

async function write(ctx: Ctx, consent: NewConsent, purposeVersion: number): Promise<Id<'cns'>> {
  const { person, purpose, channel, state, method, by, notice, language, wording, session, evidence, confirms, saidAt, aged } = consent;
  const id = newId('cns');
  const sealed = async (column: 'session' | 'evidence', text: string | undefined): Promise<Sealed | null> =>
    text ? seal(ctx, placeOf({ id, person }, column), text) : null;
  await addEvent(ctx, {
    ...{ id, person, purpose, purposeVersion, channel, state, method, by, actor: ctx.actor.id, at: saidAt ?? ctx.now },
    ...{ confirms: confirms ?? null, explicit: consent.explicit === true, lapsesOn: consent.lapsesOn ?? null },
    ...{ age: aged?.age ?? null, ageLimit: aged?.limit ?? null, country: aged?.country ?? null, identity: consent.identity ?? null },
    enteredAt: saidAt && by === 'import' ? ctx.now : null,
    ...{
      noticeId: notice?.id ?? null,
      noticeVersion: notice?.version ?? null,
      noticeHash: notice?.hash ?? null,
      language: language ?? null,
    },
    // sealed even when empty: sealing refuses the erased and holds off an erasure that runs at this moment
    wording: await seal(ctx, placeOf({ id, person }, 'wording'), wording ?? ''),
    session: await sealed('session', session && JSON.stringify(session)),
    evidence: await sealed('evidence', evidence),
  });
  // what an import says is imported again
  if (saysNo(state) && by !== 'import') await noteNo(ctx, person, { of: 'consent', at: saidAt ?? ctx.now, codes: codesOf(consent) });
  const byClock = state === 'expired' && causedBy(consentDeciders, 'lapsing');
  await append(ctx, {
    kind: `consent.${state}`,
    subject: person,
    facts: {
      event: id,
      purpose,
      purposeVersion,
      channel,
      method,
      by,
      notice: notice?.id ?? null,
      ...(confirms && { confirms }),
      ...byClock,
    },
  });
  tellPages(ctx, { topic: 'consent.changed', ids: { person } });
  return id;
}

/** Whose word ends with this one, which is about to be written. What rests on no consent goes on for whoever said nothing, so that a stop is written for them as well, and what ends it ends it for all it was said for. */
async function othersWith(ctx: Ctx, { person, purpose, channel, state }: NewConsent, isAgreed: boolean): Promise<PersonId[]> {
  const everyone = await groupOf(ctx, person);
  const others = everyone.filter((each) => each !== person);
  if (others.length === 0) return [];
  const said = new Map((await readLatest(ctx, everyone, purpose, channel)).map((event) => [event.person, event]));
  const stopped = newest([...said.values()])?.at.getTime();
  const isEnding = (each: PersonId): boolean => {
    const last = said.get(each);
    // a yes that counts as expired or invalidated today may count again tomorrow: a no is written over it all the same
    if (saysNo(state)) return last ? !saysNo(last.state) : !isAgreed;
    return last !== undefined && (isAgreed ? !isProtective(last.state) : saysNo(last.state) && last.at.getTime() === stopped);
  };
  const ending = others.filter(isEnding);
  const openable = await openableAmong(ctx, ending); // whose key is missing or given up keeps nobody's no from holding: the newest word of the group counts
  return ending.filter((each) => openable.has(each));
}

/** Whoever this person is by merges; themselves when people no longer knows them, so that a no still finds its place. */
export async function groupOf(ctx: Ctx, person: PersonId): Promise<PersonId[]> {
  const all = await group(ctx, person);
  return all.length > 0 ? all : [person];
}
