// The name plate of the ledger.
import { config } from '#kit/config';
import { lookup } from '#kit/db';
import { pool } from '#kit/pool';
import type { Room } from '#kit/room';
import { ledgerHoldings } from './holdings.ts';
import { sequence, watch } from './ledger.ts';
import { ledgerRoutes } from './routes.ts';
import { loadSigningKey, signingKey } from './signing.ts';
import { workspacesWithLedger } from './store.ts';

export const ledgerRoom: Room = {
  name: 'ledger',
  routes: ledgerRoutes,
  holdings: ledgerHoldings,
  clocks: [
    { name: 'ledger.sequence', everySeconds: 1, run: async (ctx) => void (await sequence(ctx)) },
    { name: 'ledger.watch', everySeconds: 86_400, run: watch },
  ],
  async start(tools) {
    const signed = await lookup(pool.of({ tools }), 'every-workspace', workspacesWithLedger);
    signingKey.set(tools, loadSigningKey(config.of({ tools }).keys, signed.length > 0));
    return undefined;
  },
};
