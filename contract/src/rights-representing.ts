// Who asks for a person: an address of their own, proved by a code.
import Type from 'typebox';
import { requestKind } from './request-kind.ts';
import { email, endpoints, id, instant, language, maybe, nothing, text } from './shapes.ts';
import { request } from './visit.ts';

const link = Type.Object({ token: text(600, 'Token of the link in the mail') });

export const representingEndpoints = endpoints({
  nameRepresentative: {
    summary: 'Where who asks for the person is answered: a mail asks its reader for a proof, and from then on answers go there',
    params: Type.Object({ request: id('req', 'Request') }),
    body: Type.Object({ email }),
    answer: request,
  },
  endRepresentative: {
    summary: 'Nothing more goes to the address of who asks for the person; link and pass open nothing',
    params: Type.Object({ request: id('req', 'Request') }),
    answer: request,
  },
  endMyRepresentative: {
    summary: 'The same, by the person for whom somebody asked',
    params: Type.Object({ request: id('req', 'Request') }),
    answer: request,
  },
  sendRepresentativeCode: { summary: 'Have a code mailed to the address behind this link', params: link, answer: nothing, status: 202 },
  proveRepresentative: {
    summary: 'Prove the address by its code, and read where the request stands',
    params: link,
    body: Type.Object({ code: text(12, 'Code') }),
    answer: Type.Object({
      company: Type.String(),
      kind: requestKind,
      state: request.properties.state,
      language,
      receivedAt: instant,
      dueOn: Type.String({ format: 'date' }),
      reason: maybe(Type.String()),
      question: maybe(Type.String()),
      extension: maybe(Type.String()),
      hasCopy: Type.Boolean(),
      pass: Type.String({ description: 'Opens the copy for half an hour' }),
    }),
  },
  readRepresentedArchive: {
    summary: 'The copy, for who asked for it and proved their address',
    params: link,
    body: Type.Object({ pass: text(600, 'As given by the proof') }),
    binary: true,
    answer: Type.Unknown(),
  },
});
