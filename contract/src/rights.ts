import Type from 'typebox';
import { consentEvent, consentState, identity } from './people.ts';
import { channelKind, email, endpoints, id, instant, language, maybe, nothing, one, paged, text } from './shapes.ts';
import { request, requestKind } from './visit.ts';

const aRequest = Type.Object({ request: id('req', 'Request') });
const centre = Type.Object({ key: text(80, 'Public key of the privacy centre') });
export const certificate = Type.Object({
  certificate: id('crt', 'Certificate'),
  request: id('req', 'Request'),
  workspace: id('wsp', 'Workspace'),
  receivedAt: instant,
  unreadableAt: instant,
  unrecoverableBy: instant,
  deletedAt: instant,
  probedAt: instant,
  subjectKeys: Type.Integer(),
  holdings: Type.Array(Type.Object({ table: Type.String(), erased: Type.Integer() })),
  kept: Type.Array(Type.Object({ what: Type.String(), article: Type.String(), until: maybe(Type.String()) })),
  recipients: Type.Array(Type.Object({ code: Type.String(), toldAt: maybe(instant), note: Type.String() })),
  ledger: Type.Object({
    entry: id('led', 'Ledger entry'),
    position: Type.Integer(),
    leaf: Type.String(),
    proof: Type.Array(Type.String()),
    checkpoint: Type.String(),
  }),
  signature: Type.String({ description: 'Signed note (C2SP) over the certificate' }),
});

export const rightsEndpoints = endpoints({
  listRequests: {
    summary: 'Requests of people with their clocks',
    query: Type.Object({ state: Type.Optional(one(['open', 'closed'], 'State')), ...paged }),
    answer: Type.Object({ items: Type.Array(request), next: maybe(Type.String()) }),
  },
  openRequest: {
    summary: 'Open a request on behalf of a person',
    body: Type.Object({ person: id('per', 'Person'), kind: requestKind }),
    answer: request,
    status: 201,
    idempotent: true,
  },
  approveRequest: {
    summary: 'Approve and carry out (erasure: a second person once two hold the right)',
    params: aRequest,
    answer: request,
  },
  refuseRequest: {
    summary: 'Refuse with ground and reason; the person is told, with the right to complain (Art. 12(4))',
    params: aRequest,
    body: Type.Object({
      ground: one(['manifestly-unfounded', 'manifestly-excessive', 'legal-obligation', 'legal-claims'], 'Ground, Art. 12(5) or 17(3)'),
      reason: text(1000, 'Reason'),
    }),
    answer: request,
  },
  readCertificate: { summary: 'The certificate of an erasure', params: aRequest, answer: certificate },
  readCentre: {
    summary: "A company's privacy centre: name, notice",
    params: centre,
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({
      company: Type.String(),
      language,
      accent: Type.String(),
      contactEmail: maybe(Type.String()),
      notice: maybe(
        Type.Object({
          version: Type.Integer(),
          publishedAt: instant,
          short: Type.String(),
          sections: Type.Array(Type.Object({ heading: Type.String(), article: Type.String(), body: Type.String() })),
        }),
      ),
    }),
  },
  requestCode: {
    summary: 'Ask for a code to a known address; answers the same whether it is known or not',
    params: centre,
    body: Type.Object({ email, language: Type.Optional(language) }),
    answer: nothing,
    status: 202,
  },
  startPersonSession: {
    summary: 'Enter with address and code, or with a signed link',
    params: centre,
    body: Type.Union([Type.Object({ email, code: text(12, 'Code') }), Type.Object({ link: text(400, 'Token of a signed link') })]),
    answer: Type.Object({ token: Type.String(), expiresAt: instant }),
    status: 201,
  },
  endPersonSession: { summary: 'Leave the privacy centre', answer: nothing, status: 204 },
  readMe: {
    summary: 'What is known about me, in groups',
    answer: Type.Object({
      name: maybe(Type.String()),
      language: maybe(language),
      identities: Type.Array(identity),
      groups: Type.Array(
        Type.Object({
          holding: Type.String(),
          title: Type.String(),
          category: Type.String(),
          count: Type.Integer(),
          purpose: Type.String(),
          keptFor: Type.String(),
        }),
      ),
    }),
  },
  readMyConsents: {
    summary: 'My consents as choices, with history',
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({ states: Type.Array(consentState), history: Type.Array(consentEvent) }),
  },
  changeMyConsent: {
    summary: 'Give or withdraw one consent: one step either way',
    body: Type.Object({ purpose: text(60, 'Purpose code'), channel: channelKind, given: Type.Boolean(), language }),
    answer: Type.Object({ states: Type.Array(consentState) }),
  },
  listMyRequests: { summary: 'My requests and their dates', answer: Type.Object({ items: Type.Array(request) }) },
  openMyRequest: {
    summary: 'Ask for a copy, or to be erased',
    body: Type.Object({ kind: requestKind }),
    answer: request,
    status: 201,
    idempotent: true,
  },
  readMyArchive: {
    summary: 'My data as one archive: readable HTML, JSON, attachments, the facts of Art. 15',
    params: aRequest,
    binary: true,
    answer: Type.Unknown(),
  },
  readMyCertificate: { summary: 'The certificate of my erasure', params: aRequest, answer: certificate },
  readCertificateByLink: {
    summary: 'The certificate of an erasure, by the link in the answer',
    params: Type.Object({ token: text(600, 'Token') }),
    answer: certificate,
  },
  readPreferences: {
    summary: 'Where a preference link leads: company, channel, purposes',
    params: Type.Object({ token: text(400, 'Token') }),
    answer: Type.Object({
      company: Type.String(),
      centreKey: Type.String(),
      purpose: Type.String(),
      purposeName: Type.String(),
      channel: channelKind,
      active: Type.Boolean(),
    }),
  },
  unsubscribe: {
    summary: 'One-click withdrawal (RFC 8058): no login, no redirect, safe to repeat',
    params: Type.Object({ token: text(400, 'Token') }),
    body: Type.Optional(Type.Unknown()),
    answer: Type.Object({ withdrawn: Type.Boolean() }),
  },
});
export const ledgerEndpoints = endpoints({
  readCheckpoint: {
    summary: 'The newest signed checkpoint (C2SP tlog-checkpoint)',
    answer: Type.Object({
      size: Type.Integer(),
      root: Type.String(),
      note: Type.String(),
      key: Type.String({ description: 'Verifier key, C2SP signed note' }),
    }),
  },
  listLedger: {
    summary: 'What was recorded, newest first; ids and codes only',
    query: Type.Object({ kind: Type.Optional(text(80, 'Kind')), person: Type.Optional(id('per', 'Person')), ...paged }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: id('led', 'Entry'),
          position: maybe(Type.Integer()),
          at: instant,
          kind: Type.String(),
          actor: maybe(Type.String()),
          facts: maybe(Type.Record(Type.String(), Type.Unknown())),
        }),
      ),
      next: maybe(Type.String()),
    }),
  },
  readProof: {
    summary: 'Inclusion proof of an entry in the newest checkpoint (RFC 6962)',
    params: Type.Object({ entry: id('led', 'Entry') }),
    answer: Type.Object({ position: Type.Integer(), leaf: Type.String(), proof: Type.Array(Type.String()), checkpoint: Type.String() }),
  },
});
