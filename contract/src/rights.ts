import Type from 'typebox';
import { askedRights, requestWays } from './asked.ts';
import { consentEvent, consentState, yesNeeds } from './consent.ts';
import { kept } from './kept.ts';
import { noticeSection } from './origins.ts';
import { identity } from './people.ts';
import { requestKind } from './request-kind.ts';
import { asker } from './rights-asker.ts';
import { certificate } from './rights-certificate.ts';
import { channelKind, email, endpoints, id, instant, language, maybe, nothing, one, paged, said, text } from './shapes.ts';
import { request } from './visit.ts';

const aRequest = Type.Object({ request: id('req', 'Request') });
const wish = {
  purpose: Type.Optional(text(60, 'Purpose code, for an objection')),
  text: Type.Optional(text(2000, 'What is asked, in the own words of the person')),
  decision: Type.Optional(id('dec', 'Decision by machine that a person shall look at (Art. 22(3))')),
};
const inLanguage = { language: Type.Optional(language) };
const [code, link] = [text(12, 'Code'), text(400, 'Token of a signed link')];
const phone = text(40, 'Phone number (E.164); without its country it is one of the country of the company');
const centre = Type.Object({ key: text(80, 'Public key of the privacy centre') });

export const rightsEndpoints = endpoints({
  listRequests: {
    summary: 'Requests of people with their clocks',
    query: Type.Object({
      state: Type.Optional(one(['open', 'closed', 'untold'], 'State; untold: answered, and the answer reached nobody')),
      ...paged,
    }),
    answer: Type.Object({ items: Type.Array(request), next: maybe(Type.String()) }),
  },
  openRequest: {
    summary: 'Open a request on behalf of a person who is known, or of whoever an address leads to, known or not',
    body: Type.Object({
      person: Type.Optional(id('per', 'Person; this, or `address`')),
      address: Type.Optional(asker),
      kind: requestKind,
      ...wish,
      message: Type.Optional(id('msg', 'Message by which it was asked: the period counts from its receipt')),
      asked: Type.Optional(one(askedRights, 'The right that the message was taken to ask for; others in it stay open')),
      reached: Type.Optional(
        Type.Object(
          {
            by: one(requestWays, 'By which way it came'),
            on: Type.String({ format: 'date', description: 'The day on which it came' }),
            isOverdue: Type.Optional(
              Type.Boolean({ description: 'Said knowingly, and needed where it came more than three months ago: no time is left for it' }),
            ),
          },
          { description: 'For what came by no message of ours: the period counts from its receipt, whatever the way (Art. 12(3))' },
        ),
      ),
      onBehalf: Type.Optional(one(['representative', 'parent', 'heir'], 'Who asks for the person')),
      shown: Type.Optional(
        text(500, 'What they showed as proof of who they are, described; never a copy. Needed of whoever asks for another'),
      ),
    }),
    answer: request,
    status: 201,
    idempotent: true,
  },
  approveRequest: {
    summary: 'Approve and carry out (erasure: a second person once two hold the right)',
    params: aRequest,
    answer: request,
  },
  readRequest: {
    summary: 'One request, with the words of the person (recorded in the ledger as a reveal)',
    params: aRequest,
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
      logo: maybe(Type.String({ description: 'Path of the logo' })),
      address: Type.String(),
      dpoContact: Type.String(),
      authority: Type.String(),
      contactEmail: maybe(Type.String()),
      country: Type.String({ description: 'Country of the company, ISO 3166-1 alpha-2: that of a number without one' }),
      texts: Type.Boolean({ description: 'Whether codes go by text message here' }),
      notice: maybe(
        Type.Object({
          version: Type.Integer(),
          publishedAt: instant,
          short: Type.String(),
          sections: Type.Array(Type.Omit(noticeSection, ['tells'])),
        }),
      ),
    }),
  },
  requestCode: {
    summary: 'Ask for a code to a known address, or by text message to a known number; answers the same whether it is known or not',
    params: centre,
    body: Type.Union([Type.Object({ email, ...inLanguage }), Type.Object({ phone, ...inLanguage })]),
    answer: nothing,
    status: 202,
  },
  startPersonSession: {
    summary: 'Enter with address or number and code, or with a signed link',
    params: centre,
    body: Type.Union([Type.Object({ email, code }), Type.Object({ phone, code }), Type.Object({ link })]),
    answer: Type.Object({ token: Type.String(), expiresAt: instant }),
    status: 201,
  },
  endPersonSession: { summary: 'Leave the privacy centre', answer: nothing, status: 204 },
  readMe: {
    summary: 'What is known about me, in groups; in the words of the language asked for, else of the one I am written to in',
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({
      name: maybe(Type.String()),
      language: maybe(language),
      identities: Type.Array(identity),
      noted: Type.Array(
        Type.Object({
          name: Type.String({ maxLength: 60 }),
          value: Type.String({ maxLength: 500 }),
          purpose: Type.String({ maxLength: 60 }),
          until: instant,
        }),
        { maxItems: 200, description: 'What the company noted in fields of its own' },
      ),
      groups: Type.Array(
        Type.Object({
          holding: Type.String(),
          title: Type.String(),
          category: Type.String(),
          count: Type.Integer(),
          purpose: Type.String(),
          kept,
        }),
      ),
      until: Type.Object({
        conversations: Type.Array(
          Type.Object({
            purpose: Type.String({ maxLength: 60, description: 'The purpose that keeps them longest' }),
            channel: channelKind,
            count: Type.Integer({ minimum: 1, maximum: 500 }),
            goesOn: Type.String({ format: 'date', description: 'The day on which they are deleted, when nothing new is written' }),
            because: maybe(Type.Enum(['held', 'restricted', 'request'], { description: 'What keeps them longer, for now' })),
          }),
          { maxItems: 500 },
        ),
        personGoesOn: maybe(
          Type.String({ format: 'date', description: 'When everything else is deleted, too; null while that is not known' }),
        ),
      }),
    }),
  },
  correctMe: {
    summary: 'Correct my name or language (Art. 16)',
    body: Type.Object({ name: Type.Optional(maybe(text(160, 'Name'))), language: Type.Optional(maybe(language)) }),
    answer: nothing,
  },
  disownIdentity: {
    summary: 'This is not me: the identity is contested (Art. 16, 18(1)(a)); answers with the request that was opened',
    params: Type.Object({ identity: id('idn', 'Identity') }),
    answer: request,
    status: 201,
  },
  listMyPurposes: {
    summary: 'The purposes one may object to (Art. 21), and where each stands',
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          code: Type.String(),
          name: Type.String(),
          description: Type.String(),
          lawfulBasis: Type.String(),
          objected: Type.Boolean(),
          isMarketing: Type.Boolean({ description: 'An objection to direct marketing needs no reason and is final (Art. 21(3))' }),
        }),
      ),
      restricted: Type.Boolean(),
    }),
  },
  readMyConsents: {
    summary: 'My consents as choices, with history',
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({ states: Type.Array(consentState), history: Type.Array(consentEvent) }),
  },
  readMyConsentReceipts: {
    summary: 'Receipts for my consents (ISO/IEC TS 27560) as JSON-LD',
    binary: true,
    answer: Type.Unknown(),
  },
  changeMyConsent: {
    summary: 'Give or withdraw one consent: one step either way',
    body: Type.Object({ purpose: text(60, 'Purpose code'), channel: channelKind, given: Type.Boolean(), language, ...yesNeeds }),
    answer: Type.Object({ states: Type.Array(consentState) }),
  },
  listMyRequests: {
    summary: 'My requests and their dates',
    query: Type.Object({ language: Type.Optional(language) }),
    answer: Type.Object({ items: Type.Array(request) }),
  },
  openMyRequest: {
    summary: 'Ask for a copy, a correction, a restriction, to object, or to be erased',
    body: Type.Object({ kind: requestKind, ...wish }),
    answer: request,
    status: 201,
    idempotent: true,
  },
  acceptMyFee: { summary: 'Accept the fee that is asked for a request of mine', params: aRequest, answer: request },
  takeBackMyRequest: { summary: 'Take a request of mine back, as long as nothing was carried out', params: aRequest, answer: request },
  answerMyRequest: {
    summary: 'Answer what I was asked about a request; its days count again from today',
    params: aRequest,
    body: Type.Object({ answer: said(2000, 'The answer') }),
    answer: request,
  },
  readMyArchive: {
    summary: 'My data as one archive: readable HTML, JSON, attachments, the facts of Art. 15',
    params: aRequest,
    binary: true,
    answer: Type.Unknown(),
  },
  readMyCertificate: { summary: 'The certificate of my erasure', params: aRequest, answer: certificate },
  readCertificateCentre: {
    summary: 'The privacy centre of the company whose certificate it is, by the same link; nothing beside it may stand in what is signed',
    params: Type.Object({ token: text(600, 'Token') }),
    answer: Type.Object({ key: Type.String() }),
  },
  readCertificateByLink: {
    summary: 'The certificate of an erasure, by the link in the answer',
    params: Type.Object({ token: text(600, 'Token') }),
    answer: certificate,
  },
});
