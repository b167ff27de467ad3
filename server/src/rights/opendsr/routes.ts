// The doors of OpenDSR: discovery and certificate for anybody, the rest for a key of a program with the scope of requests.
import { config } from '#kit/config';
import { publicRoute, type Route, route, special } from '#kit/route';
import { cancel, file, mustFile } from './filing.ts';
import { refusal, taken, versions } from './rules.ts';
import { signed, signingPair } from './signing.ts';
import { viewFiling } from './view.ts';

const purpose = 'rights-fulfilment';

export const openDsrRoutes: readonly Route[] = [
  publicRoute('discoverOpenDsr', {
    purpose: null,
    refusal,
    perMinute: 60,
    handle: async (tools, { params }) => {
      signingPair(tools);
      return {
        api_version: versions[params.version],
        supported_identities: Object.keys(taken).map((type) => ({ identity_type: type, identity_format: 'raw' })),
        supported_subject_request_types: ['access', 'portability', 'erasure'],
        processor_certificate: `${config.of({ tools }).publicUrl}/opendsr/${params.version}/certificate`,
      };
    },
  }),
  publicRoute('readOpenDsrCertificate', {
    purpose: null,
    refusal,
    perMinute: 60,
    handle: async (tools) =>
      special({ bytes: Buffer.from(signingPair(tools).cert), headers: { 'content-type': 'application/x-pem-file' } }),
  }),
  route('fileOpenDsr', {
    permission: 'requests.open',
    purpose,
    refusal,
    perMinute: 120,
    handle: async (ctx, { params, body }) => {
      const row = await file(ctx, params.version, body);
      const { controller_id, subject_request_id, expected_completion_time } = await viewFiling(ctx, row);
      const encoded_request = Buffer.from(JSON.stringify(body)).toString('base64');
      const received_time = row.at.toISOString();
      return signed(ctx.tools, { controller_id, expected_completion_time, received_time, encoded_request, subject_request_id });
    },
  }),
  route('readOpenDsr', {
    permission: 'requests.read',
    purpose,
    refusal,
    handle: async (ctx, { params }) => signed(ctx.tools, await viewFiling(ctx, await mustFile(ctx, params.filing))),
  }),
  route('cancelOpenDsr', {
    permission: 'requests.open',
    purpose,
    refusal,
    perMinute: 120,
    handle: async (ctx, { params }) => {
      const row = await cancel(ctx, params.filing);
      const { controller_id, subject_request_id, api_version } = await viewFiling(ctx, row);
      const received_time = (row.cancelled_at ?? ctx.now).toISOString();
      return signed(ctx.tools, { controller_id, expected_completion_time: null, received_time, subject_request_id, api_version });
    },
  }),
];
