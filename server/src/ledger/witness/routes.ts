// Where a witness that Parley does not ask hands in its co-signature.
import { publicRoute } from '#kit/route';
import { inLedger } from '../tiles/routes.ts';
import { takeCosigned } from './published.ts';

export const witnessRoutes = [
  publicRoute('addCosignature', {
    purpose: null,
    perMinute: 60,
    bodyLimitBytes: 64 * 1024,
    handle: async (tools, { params, bytes }) => ({
      added: await inLedger(tools, params.key, (ctx) => takeCosigned(ctx, bytes.toString('utf8'))),
    }),
  }),
];
