// The doors to a person for staff. They stand in this room because it knows whom somebody may see by the inboxes of their roles. Who looked at a person asks for
// `ledger.read`: what is read is the ledger, and no field of the person is opened.

import { sendConfirmationAgain } from '#consent';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import { changeProfile, group, identityOf, looksAt, merge, mergesOf, newCode, unmerge } from '#people';
import { listInboxes } from './inboxes.ts';
import { identitiesInFull, personView } from './people-view.ts';
import { forThose, refuseStrange } from './reach.ts';
import { consentsShown, restrictionsShown } from './standing.ts';
import { timeline } from './timeline.ts';

// whoever handles somebody's request sees what that needs, for that purpose, without serving people
const handling = { purpose: 'service-conversation', orFor: ['rights-fulfilment'] } as const;
const handled = [handling.purpose, ...handling.orFor];
const read = { permission: 'people.read', ...handling } as const;
const change = { permission: 'people.change', ...handling } as const;

export const peopleRoutes: readonly Route[] = [
  route('readPerson', {
    ...read,
    handle: async (ctx, { params }) => personView(await about(ctx, params.person), params.person as PersonId),
  }),
  route('changePerson', {
    ...change,
    handle: async (asked, { params, body }) => {
      const ctx = await about(asked, params.person);
      await refuseStrange(ctx, params.person as PersonId);
      await changeProfile(ctx, params.person as PersonId, body);
      return personView(ctx, params.person as PersonId);
    },
  }),
  route('readTimeline', {
    ...read,
    handle: async (ctx, { params, query }) => timeline(await about(ctx, params.person), params.person as PersonId, query),
  }),
  route('revealIdentities', {
    permission: 'people.identities',
    ...handling,
    handle: async (ctx, { params, body }) => ({
      items: await identitiesInFull(await about(ctx, params.person), params.person as PersonId, body),
    }),
  }),
  route('listRestrictions', {
    ...read,
    handle: async (asked, { params, query }) => {
      const ctx = await about(asked, params.person);
      await refuseStrange(ctx, params.person as PersonId);
      return { items: await restrictionsShown(ctx, params.person as PersonId, query.language ?? 'en') };
    },
  }),
  route('readConsents', {
    ...read,
    handle: async (asked, { params, query }) => {
      const ctx = await about(asked, params.person);
      await refuseStrange(ctx, params.person as PersonId);
      return consentsShown(ctx, params.person as PersonId, query.language ?? 'en');
    },
  }),
  route('resendConfirmation', {
    ...change,
    perMinute: 30,
    handle: async (asked, { params, body }) => {
      const ctx = await about(asked, params.person);
      await refuseStrange(ctx, params.person as PersonId);
      await sendConfirmationAgain(ctx, params.person as PersonId, body.purpose, body.channel);
      return {};
    },
  }),
  route('readLooks', {
    permission: 'ledger.read',
    purpose: 'rights-fulfilment',
    handle: async (ctx, { params, query }) => looksAt(ctx, params.person as PersonId, query),
  }),
  route('sendProof', {
    permission: 'people.change',
    purpose: 'identity-verification',
    handle: async (ctx, { params }) => {
      await refuseStrange(ctx, params.person as PersonId);
      await sendProof(ctx, params.person as PersonId, params.identity as Id<'idn'>);
      return {};
    },
  }),
  route('mergePeople', {
    ...change,
    handle: async (asked, { params, body }) => {
      const ctx = await about(asked, params.person, body.other);
      for (const one of [params.person, body.other]) await refuseStrange(ctx, one as PersonId);
      await merge(ctx, params.person as PersonId, body.other as PersonId, 'agent-decision', body.reason);
      return personView(ctx, params.person as PersonId);
    },
  }),
  route('unmergePeople', {
    ...change,
    handle: async (asked, { params }) => {
      const person = params.person as PersonId;
      const ctx = await about(asked, person);
      const id = params.merge as Id<'mrg'>;
      await refuseStrange(ctx, person);
      if (!(await mergesOf(ctx, person)).some((each) => each.id === id)) throw new Problem('not-found');
      await unmerge(ctx, id);
      return personView(ctx, person);
    },
  }),
];

const about = (ctx: Ctx, ...people: string[]): Promise<Ctx> => forThose(ctx, people as PersonId[], handled);

/** A code goes to an address of this very person that is not proved yet. Problem `not-found`, `conflict`, `too-many`. */
async function sendProof(ctx: Ctx, person: PersonId, identity: Id<'idn'>): Promise<void> {
  const row = await identityOf(ctx, identity);
  if (!row || !(await group(ctx, person)).includes(row.person)) throw new Problem('not-found');
  if (row.kind !== 'email' && row.kind !== 'phone')
    throw new Problem('conflict', { detail: 'Codes go to email addresses and phone numbers only.' });
  if (row.kind === 'phone' && !(await listInboxes(ctx)).some((inbox) => inbox.channel === 'sms'))
    throw new Problem('conflict', { detail: 'Your company has no channel for text messages yet, so no code can be sent there.' });
  if (row.provedAt) throw new Problem('conflict', { detail: 'This address is proved already.' });
  await newCode(ctx, identity, 'proof');
}
