// The doors to a person for staff. They stand in this room because they need people and the gate, and the timeline needs the messages too.
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Route, route } from '#kit/route';
import { changeProfile, group, identityOf, merge, mergesOf, newCode, unmerge } from '#people';
import { personView } from './people-view.ts';
import { timeline } from './timeline.ts';

const read = { permission: 'people.read', purpose: 'service-conversation' } as const;
const change = { permission: 'people.change', purpose: 'service-conversation' } as const;

export const peopleRoutes: readonly Route[] = [
  route('readPerson', { ...read, handle: (ctx, { params }) => personView(ctx, params.person as PersonId) }),
  route('changePerson', {
    ...change,
    handle: async (ctx, { params, body }) => {
      await changeProfile(ctx, params.person as PersonId, body);
      return personView(ctx, params.person as PersonId);
    },
  }),
  route('readTimeline', {
    ...read,
    handle: (ctx, { params, query }) => timeline(ctx, params.person as PersonId, query),
  }),
  route('sendProof', {
    permission: 'people.change',
    purpose: 'identity-verification',
    handle: async (ctx, { params }) => {
      await sendProof(ctx, params.person as PersonId, params.identity as Id<'idn'>);
      return {};
    },
  }),
  route('mergePeople', {
    ...change,
    handle: async (ctx, { params, body }) => {
      await merge(ctx, params.person as PersonId, body.other as PersonId, 'agent-decision', body.reason);
      return personView(ctx, params.person as PersonId);
    },
  }),
  route('unmergePeople', {
    ...change,
    handle: async (ctx, { params }) => {
      const person = params.person as PersonId;
      const id = params.merge as Id<'mrg'>;
      if (!(await mergesOf(ctx, person)).some((each) => each.id === id)) throw new Problem('not-found');
      await unmerge(ctx, id);
      return personView(ctx, person);
    },
  }),
];

/** A code goes to an address of this very person that is not proved yet. Problem `not-found`, `conflict`, `too-many`. */
async function sendProof(ctx: Ctx, person: PersonId, identity: Id<'idn'>): Promise<void> {
  const row = await identityOf(ctx, identity);
  if (!row || !(await group(ctx, person)).includes(row.person)) throw new Problem('not-found');
  if (row.kind !== 'email') throw new Problem('conflict', { detail: 'Codes go to email addresses only.' });
  if (row.provedAt) throw new Problem('conflict', { detail: 'This address is proved already.' });
  await newCode(ctx, identity, 'proof');
}
