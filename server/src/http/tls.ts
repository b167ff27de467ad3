// TLS of our own for pages and API, when a certificate is given: 1.2 at least, renewed while everything runs. Without one a reverse proxy stands before us.
import type { Server } from 'node:https';
import type { FastifyInstance } from 'fastify';
import { config } from '#kit/config';
import { log } from '#kit/log';
import { pairFiles, readPair, watchPair } from '#kit/tls-pair';
import type { Tools } from '#kit/tool';

/** What the server needs for it; undefined without a certificate. Error for files that are no pair, and for a public address that says http. */
export function servedOverTls(tools: Tools): { options: object; keepRenewed(app: FastifyInstance): void } | undefined {
  const { tlsCert, tlsKey, publicUrl } = config.of({ tools });
  const files = pairFiles('PARLEY_TLS', { cert: tlsCert, key: tlsKey });
  if (!files) return undefined;
  if (!publicUrl.startsWith('https:')) throw new Error('PARLEY_URL must begin with https: when PARLEY_TLS_CERT is given');
  const minimum = { minVersion: 'TLSv1.2' } as const;
  return {
    options: { https: { ...readPair(files), ...minimum } },
    keepRenewed(app) {
      const server = app.server as unknown as Server;
      const stop = watchPair(files, log.of({ tools }), (pair) => server.setSecureContext({ ...pair, ...minimum }));
      app.addHook('onClose', async () => stop());
    },
  };
}
