// What a person does in the privacy centre, with a session of their own.
import { heedSignal, history, statesOf } from '#consent';
import { nameIn, openValues, valueField, written } from '#fields';
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import { holdings } from '#kit/holding';
import type { Id, PersonId } from '#kit/ids';
import { lastingOf } from '#kit/lasting';
import { Problem } from '#kit/problem';
import { type Route, route, special } from '#kit/route';
import { changeProfile, group, identitiesOf, profileOf, readIdentity } from '#people';
import { type Language, listPurposes } from '#purposes';
import { untilWhen } from '#retention';
import { mustFind } from './answers.ts';
import { certificateOf } from './certificate.ts';
import { choose } from './choose.ts';
import { consentFields, consentFile } from './consent-receipts.ts';
import { fetchCopy } from './copies.ts';
import { answerQuestion } from './course/course.ts';
import { refuseDoubtful } from './course/doubt.ts';
import { courseStore } from './course/store.ts';
import { disown } from './disown.ts';
import { settleFee } from './fee/fee.ts';
import { takeBackRequest } from './fee/taking-back.ts';
import { handOver, takeAlong } from './handover/handover.ts';
import { titleIn } from './holding-titles.ts';
import { endRepresentative } from './representing/representing.ts';
import { open } from './requests.ts';
import { endSession } from './sessions.ts';
import { type RequestId, type RequestRow, store } from './store.ts';
import { viewRequest, viewRequests } from './view.ts';
import { myPurposes } from './wishes.ts';

const mine = { permission: 'person', purpose: 'rights-fulfilment' } as const;
const me = (ctx: Ctx): PersonId => ctx.actor.id as PersonId;

export const personRoutes: readonly Route[] = [
  route('readMe', {
    ...mine,
    handle: async (ctx, { query, request }) => {
      await heedSignal(ctx, request.header('sec-gpc'), me(ctx));
      return readMe(ctx, query.language);
    },
  }),
  route('endPersonSession', { ...mine, handle: async (ctx) => endSession(ctx).then(() => ({})) }),
  route('readMyConsents', {
    ...mine,
    handle: async (ctx, { query, request }) => {
      await heedSignal(ctx, request.header('sec-gpc'), me(ctx)); // it may have been switched on since they came in
      const permit = await permitOrThrow(ctx, { act: 'reveal', person: me(ctx), purpose: 'rights-fulfilment', fields: consentFields });
      return {
        states: await statesOf(ctx, me(ctx), query.language ?? 'en'),
        history: await history(ctx, permit, me(ctx), query.language ?? 'en'),
      };
    },
  }),
  route('readMyConsentReceipts', { ...mine, perMinute: 20, handle: async (ctx) => consentFile(ctx, me(ctx), 'receipt') }),
  route('changeMyConsent', {
    ...mine,
    perMinute: 30,
    handle: async (ctx, { body, request }) => {
      const choice = { person: me(ctx), purpose: body.purpose, channel: body.channel };
      await choose(ctx, choice, body, { method: 'privacy-page', session: { ip: request.ip, agent: request.userAgent } });
      return { states: await statesOf(ctx, me(ctx), body.language) };
    },
  }),
  route('listMyRequests', {
    ...mine,
    handle: async (ctx, { query }) => {
      const people = await group(ctx, me(ctx));
      await courseStore.readByPerson(ctx, people);
      return { items: await viewRequests(ctx, await store.ofPeople(ctx, people), query.language) };
    },
  }),
  route('acceptMyFee', {
    ...mine,
    perMinute: 10,
    handle: async (ctx, { params }) =>
      viewRequest(ctx, await settleFee(ctx, (await myRequest(ctx, params.request as RequestId)).id, 'accepted')),
  }),
  route('takeBackMyRequest', {
    ...mine,
    perMinute: 10,
    handle: async (ctx, { params }) => viewRequest(ctx, await takeBackRequest(ctx, (await myRequest(ctx, params.request as RequestId)).id)),
  }),
  route('endMyRepresentative', {
    ...mine,
    perMinute: 10,
    handle: async (ctx, { params }) => viewRequest(ctx, await endRepresentative(ctx, await myRequest(ctx, params.request as RequestId))),
  }),
  route('answerMyRequest', {
    ...mine,
    perMinute: 10,
    handle: async (ctx, { params, body }) => {
      const { id } = await myRequest(ctx, params.request as RequestId);
      return viewRequest(ctx, await answerQuestion(ctx, id, body.answer));
    },
  }),
  route('openMyRequest', {
    ...mine,
    perMinute: 20,
    handle: async (ctx, { body, request }) =>
      viewRequest(ctx, await open(ctx, { ...body, person: me(ctx), source: 'person', clientKey: request.idempotencyKey })),
  }),
  route('correctMe', {
    ...mine,
    perMinute: 20,
    handle: async (ctx, { body }) => {
      await refuseDoubtful(ctx, me(ctx));
      return changeProfile(ctx, me(ctx), body).then(() => ({}));
    },
  }),
  route('disownIdentity', {
    ...mine,
    perMinute: 10,
    handle: async (ctx, { params }) => viewRequest(ctx, await disown(ctx, me(ctx), params.identity as Id<'idn'>)),
  }),
  route('listMyPurposes', { ...mine, handle: async (ctx, { query }) => myPurposes(ctx, me(ctx), query.language ?? 'en') }),
  route('readMyArchive', {
    ...mine,
    perMinute: 10,
    handle: async (ctx, { params }) => {
      const row = await myRequest(ctx, params.request as RequestId);
      await refuseDoubtful(ctx, me(ctx));
      return fetchCopy(ctx, row, { name: 'my-data' });
    },
  }),
  route('takeMyData', {
    ...mine,
    perMinute: 10,
    handle: async (ctx) => {
      await refuseDoubtful(ctx, me(ctx));
      return special({
        bytes: await takeAlong(ctx, me(ctx)),
        headers: {
          'content-type': 'application/zip',
          'content-disposition': 'attachment; filename="my-data-to-take-along.zip"',
          'cache-control': 'no-store',
        },
      });
    },
  }),
  route('handMeOver', {
    ...mine,
    perMinute: 10,
    handle: async (ctx, { body }) => {
      await refuseDoubtful(ctx, me(ctx));
      return special({
        bytes: await handOver(ctx, me(ctx), body),
        headers: { 'content-type': 'application/json', 'content-disposition': 'attachment; filename="hand-over.json"' },
      });
    },
  }),
  route('readMyCertificate', {
    ...mine,
    handle: async (ctx, { params }) => certificateOf(ctx, (await myRequest(ctx, params.request as RequestId)).id),
  }),
];

/** `asked`: the language of the page, which may be another than the one they are written to in. */
async function readMe(ctx: Ctx, asked: Language | undefined) {
  const permit = await permitOrThrow(ctx, {
    act: 'reveal',
    person: me(ctx),
    purpose: 'rights-fulfilment',
    fields: ['people.name', 'people.language', 'identities.value', valueField],
  });
  const people = await group(ctx, me(ctx));
  const profile = await profileOf(ctx, permit, me(ctx));
  const identities = await Promise.all(
    (await identitiesOf(ctx, me(ctx))).map(async (row) => ({
      id: row.id,
      kind: row.kind,
      value: await readIdentity(ctx, permit, row),
      provedAt: row.provedAt?.toISOString() ?? null,
      proof: row.proof,
      addedAt: row.addedAt.toISOString(),
    })),
  );
  const language = (profile?.language ?? 'en') as 'en';
  const read = asked ?? language;
  const noted = (await openValues(ctx, permit, people)).map(({ field, value, until }) => ({
    ...{ name: nameIn(field.names, read), value: written(field, value ?? '', read), purpose: field.purpose },
    until: until?.toISOString() ?? '',
  }));
  const purposes = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose]));
  const groups = await Promise.all(
    holdings
      .of(ctx)
      .filter((holding) => holding.about === 'person' && holding.count)
      .map(async (holding) => {
        const parts = (await holding.countServings?.(ctx, people)) ?? [
          { purpose: holding.purpose, period: holding.period, count: (await holding.count?.(ctx, people)) ?? 0 },
        ];
        return parts.map(({ purpose, period, count }) => ({
          holding: holding.table,
          title: titleIn(holding, read),
          category: Object.values(holding.columns).flatMap((column) => (typeof column === 'object' ? [column.category] : []))[0] ?? '',
          count,
          purpose: purpose ?? '',
          kept: lastingOf(period, purposes.get(purpose ?? '')),
        }));
      }),
  );
  const until = await untilWhen(ctx, people);
  return { name: profile?.name ?? null, language, identities, noted, groups: groups.flat().filter((each) => each.count > 0), until };
}

/** A request of the acting person; another's is not there. */
async function myRequest(ctx: Ctx, id: RequestId): Promise<RequestRow> {
  const row = await mustFind(ctx, id);
  if (row.person_id === null || !(await group(ctx, me(ctx))).includes(row.person_id)) throw new Problem('not-found');
  return row;
}
