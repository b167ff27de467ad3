// Endpoints of retention. What goes is shown to whoever may read purposes; holds are set by whoever answers requests.
import type { Answer } from '@parley/contract';
import { conversationsInReach, refuseStrange } from '#conversations';
import { nameIn } from '#fields';
import type { Ctx } from '#kit/ctx';
import type { ConversationId, Id, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { route } from '#kit/route';
import { append } from '#ledger';
import { group, setContractEnd } from '#people';
import { liftHold, listHolds, placeHold, reviewHold, shown } from './holds.ts';
import { keptFields } from './kept-fields.ts';
import { goingWithin, mostPlanned, planFor } from './plan.ts';
import { store } from './store.ts';
import { dayOf, isInGrace } from './turn.ts';

type Wire = Answer<'placeHold'>;
const purpose = 'rights-fulfilment';
const usualDays = 30;
const mostListed = 200;
const mostDaysAhead = 3_653;

export const retentionRoutes = [
  route('planRetention', {
    permission: 'purposes.read',
    purpose: null,
    handle: async (ctx, { query }) => {
      const { sweep, purposes, ...plan } = await planFor(ctx, query.days ?? usualDays);
      return {
        ...plan,
        purposes: purposes as unknown as Answer<'planRetention'>['purposes'],
        sweep: sweep
          ? {
              ...counts(sweep),
              stage: sweep.stage,
              beganAt: sweep.beganAt.toISOString(),
              endedAt: sweep.endedAt?.toISOString() ?? null,
              notBefore: sweep.notBefore !== null && isInGrace(sweep, plan.today) ? sweep.notBefore : null,
            }
          : null,
      };
    },
  }),
  route('listGoing', {
    permission: 'conversations.read',
    purpose: null,
    handle: async (ctx, { query }) => {
      const { going, isCut } = await goingWithin(ctx, query.days ?? usualDays, mostPlanned);
      const ofPurpose = going.filter((life) => life.purpose === query.purpose);
      const seen = await conversationsInReach(
        ctx,
        ofPurpose.map(({ id }) => id),
      );
      const mine = ofPurpose.filter(({ id }) => seen.has(id));
      const items = mine.slice(0, mostListed).map((life) => ({
        conversation: life.id,
        channel: life.channel,
        goesOn: life.goesOn,
        messages: life.messages,
        isWhole: life.isWhole,
        because: life.because,
      }));
      return { items, more: isCut || mine.length > mostListed };
    },
  }),
  route('readFigures', { permission: 'purposes.read', purpose: null, handle: async (ctx) => ({ items: await store.figures(ctx) }) }),
  route('listHolds', {
    permission: 'requests.read',
    purpose,
    handle: async (ctx, { query }) => ({ items: (await listHolds(ctx, query.state ?? 'standing')).map(forWire) }),
  }),
  route('listKeptFields', {
    permission: 'requests.read',
    purpose,
    handle: async (ctx, { params, query }) => {
      const { items, keptBy } = await keptFields(ctx, params.person as PersonId);
      const said = ({ names, since, ...item }: (typeof items)[number]) => ({
        ...{ ...item, name: names && nameIn(names, query.language ?? 'en'), since: since?.toISOString() ?? null },
      });
      return { items: items.map(said), keptBy };
    },
  }),
  route('placeHold', {
    permission: 'requests.approve',
    purpose,
    handle: async (ctx, { body }) => {
      const on = { person: body.person as PersonId | undefined, conversation: body.conversation as ConversationId | undefined };
      return forWire(await shown(ctx, await placeHold(ctx, { ...body, ...on })));
    },
  }),
  route('reviewHold', {
    permission: 'requests.approve',
    purpose,
    handle: async (ctx, { params, body }) => forWire(await shown(ctx, await reviewHold(ctx, params.hold as Id<'hld'>, body))),
  }),
  route('liftHold', {
    permission: 'requests.approve',
    purpose,
    stepUp: true,
    handle: async (ctx, { params }) => forWire(await shown(ctx, await liftHold(ctx, params.hold as Id<'hld'>))),
  }),
  route('setContractEnd', {
    permission: 'people.change',
    purpose: 'service-conversation',
    orFor: [purpose],
    handle: (ctx, { params, body }) => endContract(ctx, params.person as PersonId, body.endedOn),
  }),
];

async function endContract(ctx: Ctx, person: PersonId, endedOn: string | null) {
  await refuseStrange(ctx, person);
  if (endedOn !== null && (endedOn < '1900-01-01' || endedOn > dayOf(ctx, mostDaysAhead)))
    throw new Problem('invalid', { fields: [{ path: 'body/endedOn', message: 'lies within the next ten years at most' }] });
  await setContractEnd(ctx, await group(ctx, person), endedOn);
  await append(ctx, { kind: 'person.contract-ended', subject: person, facts: { endedOn } });
  return {};
}

function forWire({ row, reason, isDue }: Awaited<ReturnType<typeof shown>>): Wire {
  const { id, person, conversation, ground, reviewOn, setBy } = row;
  return {
    id,
    person,
    conversation,
    ground,
    reason,
    reviewOn,
    isDue,
    setBy,
    setAt: row.setAt.toISOString(),
    liftedAt: row.liftedAt?.toISOString() ?? null,
  };
}

const counts = ({ conversations, messages, files, people, held, proofs }: NonNullable<Awaited<ReturnType<typeof planFor>>['sweep']>) => ({
  conversations,
  messages,
  files,
  people,
  held,
  proofs,
});
