// The name plate of the keys.
import { config } from '#kit/config';
import { lookup } from '#kit/db';
import { errorCode, log } from '#kit/log';
import { clock, pool } from '#kit/pool';
import type { Room } from '#kit/room';
import { expireBackups } from './backups.ts';
import { openEpochs } from './epochs.ts';
import { keysHoldings } from './holdings.ts';
import { keyring, openKeyring } from './keyring.ts';
import { loadRoot, refuseOtherRoot } from './root.ts';
import { rotateEpoch } from './rotate.ts';
import { keysSettings } from './settings.ts';
import { everyWorkspaceKey } from './store.ts';

export const keysRoom: Room = {
  name: 'keys',
  holdings: keysHoldings,
  settings: keysSettings,
  clocks: [
    { name: 'keys.rotate', everySeconds: 600, runGlobal: async (tools) => void (await rotateEpoch(tools)) },
    { name: 'keys.expire-backups', everySeconds: 600, runGlobal: async (tools) => void expireBackups(tools) },
  ],
  async start(tools) {
    const { keys: folder, keyCacheSeconds } = config.of({ tools });
    const now = clock.of({ tools });
    const wrapped = await lookup(pool.of({ tools }), 'every-workspace', everyWorkspaceKey);
    refuseOtherRoot(
      folder,
      wrapped.map((row) => row.root_id),
    );
    const root = loadRoot(folder, wrapped.length > 0);
    const epochs = openEpochs(folder, root, now(), wrapped.length > 0);
    const ring = openKeyring(tools, root, epochs, keyCacheSeconds * 1000, () => now().getTime());
    keyring.set(tools, ring);
    // An interrupted rotation left two epoch keys: finish it beside the start, so that what was shredded does not stay recoverable.
    const resuming =
      epochs.numbers().length > 1
        ? rotateEpoch(tools).catch((error: unknown) => log.of({ tools })('error', 'keys.rotation-failed', { error: errorCode(error) }))
        : undefined;
    return async () => {
      await resuming;
      ring.stop();
    };
  },
};
