// OpenDSR, 2.0 and 3.0: a platform of the company files requests of people for it, under names and shapes that are not ours.
import Type from 'typebox';
import { endpoints, instant, maybe, one, said, text } from './shapes.ts';

const version = one(['v2', 'v3'], 'Major version of OpenDSR');
const number = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
  description: 'UUID version 4, made by the platform',
});
const status = one(['pending', 'in_progress', 'completed', 'cancelled'], 'Where it stands');
const types = ['access', 'portability', 'erasure'] as const;
const format = one(['raw', 'sha1', 'md5', 'sha256'], 'How the identity is encoded; only `raw` is taken');
const answered = {
  controller_id: Type.String(),
  subject_request_id: Type.String(),
};
const named = Type.Object({ version, filing: number });
const standing = Type.Object({
  ...answered,
  expected_completion_time: maybe(instant),
  request_status: status,
  api_version: Type.String(),
  group_id: maybe(Type.String()),
  results_url: Type.Null({ description: 'A copy goes to the person alone, who fetches it with a proof' }),
  extensions: Type.Record(Type.String(), Type.Unknown()),
});

export const openDsrEndpoints = endpoints({
  discoverOpenDsr: {
    summary: 'OpenDSR: which identities and requests are taken, and where the certificate of signatures is',
    params: Type.Object({ version }),
    answer: Type.Object({
      api_version: Type.String(),
      supported_identities: Type.Array(Type.Object({ identity_type: Type.String(), identity_format: Type.String() })),
      supported_subject_request_types: Type.Array(Type.String()),
      processor_certificate: Type.String(),
    }),
  },
  readOpenDsrCertificate: {
    summary: 'OpenDSR: the certificate (PEM) by which answers and callbacks are signed',
    params: Type.Object({ version }),
    binary: true,
    answer: Type.Unknown(),
  },
  fileOpenDsr: {
    summary: 'OpenDSR: file a request of a person; the same number again gets the same request. Signed',
    params: Type.Object({ version }),
    body: Type.Object({
      regulation: one(['gdpr', 'ccpa'], 'Only `gdpr` is taken'),
      subject_request_id: number,
      subject_request_type: one(types, 'What the person asks for'),
      submitted_time: Type.String({ format: 'date-time', description: 'When the person asked; the month counts from then' }),
      subject_identities: Type.Optional(
        Type.Union(
          [
            Type.Array(Type.Object({ identity_type: text(60, 'Kind'), identity_value: said(254, 'Value'), identity_format: format }), {
              maxItems: 10,
            }),
            Type.Record(text(60, 'Kind'), Type.Object({ value: said(254, 'Value'), encoding: format }), { maxProperties: 10 }),
          ],
          { description: 'A list in version 2, by kind in version 3' },
        ),
      ),
      api_version: Type.Optional(text(10, 'Version that is meant')),
      status_callback_urls: Type.Optional(Type.Array(text(500, 'Where each new status is posted to, https'), { maxItems: 5 })),
      group_id: Type.Optional(text(100, 'What relates requests to each other')),
      extensions: Type.Optional(Type.Record(text(260, 'Domain'), Type.Unknown(), { maxProperties: 20 })),
    }),
    answer: Type.Object({
      ...answered,
      expected_completion_time: maybe(instant),
      received_time: instant,
      encoded_request: Type.String({ description: 'The request as it was read, base64; not to be kept' }),
    }),
    status: 201,
  },
  readOpenDsr: { summary: 'OpenDSR: where a request stands. Signed', params: named, answer: standing },
  cancelOpenDsr: {
    summary: 'OpenDSR: cancel a request that is pending. Signed',
    params: named,
    answer: Type.Object({ ...answered, expected_completion_time: Type.Null(), received_time: instant, api_version: Type.String() }),
    status: 202,
  },
});
