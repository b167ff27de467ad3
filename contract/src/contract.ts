// The words on the wire: every endpoint's schemas by name. `routes.ts` holds method and path; the types below join both.
import Type, { type Static } from 'typebox';
import { accessEndpoints } from './access.ts';
import { assessmentsEndpoints } from './assessments.ts';
import { campaignsEndpoints } from './campaigns.ts';
import { channelsEndpoints } from './channels.ts';
import { consentEndpoints } from './consent.ts';
import { conversationsEndpoints } from './conversations.ts';
import { counterEndpoints } from './counter.ts';
import { datamapEndpoints } from './datamap.ts';
import { departureEndpoints } from './departure.ts';
import { emergencyEndpoints } from './emergency.ts';
import { fieldsEndpoints } from './fields.ts';
import { ledgerEndpoints } from './ledger.ts';
import { monitoringEndpoints } from './monitoring.ts';
import { openDsrEndpoints } from './opendsr.ts';
import { originsEndpoints } from './origins.ts';
import { gateEndpoints, peopleEndpoints } from './people.ts';
import { purposesEndpoints, vendorsEndpoints } from './purposes.ts';
import { pushEndpoints } from './push.ts';
import { retentionEndpoints } from './retention.ts';
import { rightsEndpoints } from './rights.ts';
import { askerEndpoints } from './rights-asker.ts';
import { courseEndpoints } from './rights-course.ts';
import { handoverEndpoints } from './rights-handover.ts';
import { keptEndpoints } from './rights-kept.ts';
import { recipientNoticesEndpoints } from './rights-notices.ts';
import { representingEndpoints } from './rights-representing.ts';
import { reviewEndpoints } from './rights-review.ts';
import { rolesEndpoints } from './roles.ts';
import type { RouteName } from './routes.ts';
import { type Endpoint, endpoints } from './shapes.ts';
import { signInEndpoints } from './sign-in.ts';
import { singleSignOnEndpoints } from './single-sign-on.ts';
import { staffEndpoints } from './staff.ts';
import { storesEndpoints } from './stores.ts';
import { teamsEndpoints } from './teams.ts';
import { templatesEndpoints } from './templates.ts';
import { visitEndpoints } from './visit.ts';

const operations = endpoints({
  health: { summary: 'Whether the process lives', answer: Type.Object({ status: Type.Enum(['ok']) }) },
  ready: {
    summary: 'Whether requests can be served: database, keys, mail',
    answer: Type.Object({ ready: Type.Boolean(), checks: Type.Record(Type.String(), Type.Boolean()) }),
  },
});

export const contract = {
  ...operations,
  ...accessEndpoints,
  ...signInEndpoints,
  ...rolesEndpoints,
  ...teamsEndpoints,
  ...singleSignOnEndpoints,
  ...staffEndpoints,
  ...emergencyEndpoints,
  ...purposesEndpoints,
  ...vendorsEndpoints,
  ...peopleEndpoints,
  ...consentEndpoints,
  ...gateEndpoints,
  ...conversationsEndpoints,
  ...channelsEndpoints,
  ...templatesEndpoints,
  ...campaignsEndpoints,
  ...fieldsEndpoints,
  ...visitEndpoints,
  ...pushEndpoints,
  ...retentionEndpoints,
  ...rightsEndpoints,
  ...askerEndpoints,
  ...handoverEndpoints,
  ...openDsrEndpoints,
  ...keptEndpoints,
  ...recipientNoticesEndpoints,
  ...originsEndpoints,
  ...reviewEndpoints,
  ...representingEndpoints,
  ...courseEndpoints,
  ...ledgerEndpoints,
  ...monitoringEndpoints,
  ...datamapEndpoints,
  ...assessmentsEndpoints,
  ...departureEndpoints,
  ...storesEndpoints,
  ...counterEndpoints,
} as const satisfies Record<RouteName, Endpoint>;

type Contract = typeof contract;
type Part<E, K extends string> = E extends { readonly [key in K]: infer S } ? (S extends Type.TSchema ? Static<S> : never) : never;

/** Types of one endpoint's input and answer, by name. */
export type Params<N extends RouteName> = Part<Contract[N], 'params'>;
export type Query<N extends RouteName> = Part<Contract[N], 'query'>;
export type Body<N extends RouteName> = Part<Contract[N], 'body'>;
export type Answer<N extends RouteName> = Part<Contract[N], 'answer'>;

export { type AskedRight, askedRights, type DoubtGround, doubtGrounds, type RequestWay, requestWays } from './asked.ts';
export { importedHow } from './consent.ts';
export { type DetectedKind, type DetectedSpan, detectedKinds, type SecretKind } from './detection.ts';
export { type ProblemBody, type ProblemCode, problems } from './problems.ts';
export { publicRoutes, type RouteName, routes } from './routes.ts';
export type { Endpoint } from './shapes.ts';
