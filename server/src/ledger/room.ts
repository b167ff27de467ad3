// The name plate of the ledger.
import { config } from '#kit/config';
import { lookup } from '#kit/db';
import { pool } from '#kit/pool';
import type { Room } from '#kit/room';
import { checks } from './checks.ts';
import { follow } from './follow/follow.ts';
import { targetOf } from './follow/target.ts';
import { ledgerHoldings } from './holdings.ts';
import { openSigningKeys, signingKeys } from './key/folder.ts';
import { goOnWithKey } from './key/rotate.ts';
import { sequence } from './ledger.ts';
import { ledgerRoutes } from './routes.ts';
import { workspacesWithLedger } from './store.ts';
import { readAuthority, stampCheckpoints } from './timestamp/stamp.ts';
import { watchDaily } from './watch.ts';
import { askWitnesses } from './witness/ask.ts';
import { readWitnesses } from './witness/cosignature.ts';

export const ledgerRoom: Room = {
  name: 'ledger',
  routes: ledgerRoutes,
  holdings: ledgerHoldings,
  checks,
  clocks: [
    { name: 'ledger.sequence', everySeconds: 1, run: async (ctx) => void (await sequence(ctx)) },
    { name: 'ledger.watch', everySeconds: 600, run: watchDaily },
    { name: 'ledger.witness', everySeconds: 60, runGlobal: askWitnesses },
    { name: 'ledger.follow', everySeconds: 5, runGlobal: follow },
    { name: 'ledger.key', everySeconds: 60, runGlobal: goOnWithKey },
    { name: 'ledger.timestamp', everySeconds: 600, runGlobal: stampCheckpoints },
  ],
  async start(tools) {
    readWitnesses(config.of({ tools }).witnesses); // what cannot be read should be heard of now
    targetOf(tools);
    readAuthority(config.of({ tools }));
    const signed = await lookup(pool.of({ tools }), 'every-workspace', workspacesWithLedger);
    signingKeys.set(tools, openSigningKeys(config.of({ tools }).keys, signed.length > 0));
    return undefined;
  },
};
