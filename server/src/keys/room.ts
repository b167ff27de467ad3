// The name plate of the keys.
import { config } from '#kit/config';
import { lookup } from '#kit/db';
import { errorCode, log } from '#kit/log';
import { clock, pool } from '#kit/pool';
import type { Room } from '#kit/room';
import type { Tools } from '#kit/tool';
import { expireBackups } from './backups.ts';
import { keysChecks } from './checks.ts';
import { openEpochs } from './epochs.ts';
import { confirmErased } from './erased.ts';
import { keysHoldings } from './holdings.ts';
import { openInstance } from './instance.ts';
import { settleInstance } from './instance-replace.ts';
import { beside, keyStore } from './key-store/key-store.ts';
import { openKeyStore } from './key-store/open-store.ts';
import { removeLeaving, sweepOrphans } from './key-store/removal.ts';
import { sweepReturned } from './key-store/returned.ts';
import { keepTurn } from './key-store/turns.ts';
import { keyring, openKeyring } from './keyring.ts';
import { expireNoes } from './noes.ts';
import { goOnWithRuns } from './reencrypt/reencrypt.ts';
import { tidyRoots } from './roots/move.ts';
import { openRoots, refuseOtherRoot, settleRoot } from './roots/roots.ts';
import { rotateEpoch } from './rotate.ts';
import { keysSettings } from './settings.ts';
import { everyWorkspaceKey } from './store.ts';
import { sweepStrayFiles } from './stray-files.ts';
import { expireTakenBack } from './taken-back.ts';

export const keysRoom: Room = {
  name: 'keys',
  holdings: keysHoldings,
  checks: keysChecks,
  settings: keysSettings,
  clocks: [
    { name: 'keys.rotate', everySeconds: 600, runGlobal: async (tools) => void (await rotateEpoch(tools)) },
    { name: 'keys.confirm-erased', everySeconds: 600, runGlobal: confirmErased },
    { name: 'keys.settle-instance', everySeconds: 3600, runGlobal: settleInstance },
    { name: 'keys.reencrypt', everySeconds: 60, runGlobal: goOnWithRuns },
    { name: 'keys.take-turn', everySeconds: 60, runGlobal: keepTurn },
    { name: 'keys.remove-leaving', everySeconds: 60, runGlobal: (tools) => removeLeaving(tools) },
    { name: 'keys.sweep-orphans', everySeconds: 3600, runGlobal: async (tools) => void (await sweepOrphans(tools)) },
    { name: 'keys.sweep-returned', everySeconds: 21_600, runGlobal: async (tools) => void (await sweepReturned(tools)) },
    { name: 'keys.sweep-stray-files', everySeconds: 21_600, runGlobal: async (tools) => void (await sweepStrayFiles(tools)) },
    { name: 'keys.expire-noes', everySeconds: 3600, runGlobal: async (tools) => expireNoes(tools, clock.of({ tools })()) },
    { name: 'keys.expire-taken-back', everySeconds: 3600, runGlobal: async (tools) => expireTakenBack(tools, clock.of({ tools })()) },
    { name: 'keys.expire-backups', everySeconds: 600, runGlobal: async (tools) => void expireBackups(tools) },
  ],
  async start(tools) {
    const settings = config.of({ tools });
    const wrapped = await lookup(pool.of({ tools }), 'every-workspace', everyWorkspaceKey);
    const isInUse = wrapped.length > 0;
    refuseOtherRoot(
      settings,
      wrapped.filter((row) => row.own_root === null).map((row) => row.root_id),
    );
    const store = await openKeyStore(tools, settings);
    keyStore.set(tools, store);
    const closeStore = async () => {
      while (store && store.busy.size > 0) await Promise.all(store.busy);
      await store?.pool.end();
    };
    try {
      const close = await openRing(tools, isInUse);
      if (store) beside(tools, store, () => removeLeaving(tools)); // what a crash left between the two databases
      return async () => {
        await close();
        await closeStore();
      };
    } catch (error) {
      await closeStore();
      throw error;
    }
  },
};

/** Opens root, epochs and caches; gives what closes them. */
async function openRing(tools: Tools, isInUse: boolean): Promise<() => Promise<void>> {
  const settings = config.of({ tools });
  const now = clock.of({ tools });
  const roots = openRoots(settings);
  if (!isInUse) settleRoot(roots, settings);
  const instance = await openInstance(roots, isInUse);
  const epochs = await openEpochs(settings.keys, roots, now(), isInUse);
  const ring = openKeyring(tools, { roots, instance, epochs }, settings.keyCacheSeconds * 1000, () => now().getTime());
  keyring.set(tools, ring);
  await tidyRoots(tools);
  await confirmErased(tools); // a crash between a shred's commit and its second line
  // An interrupted rotation left two epoch keys: finish it beside the start, so that what was shredded does not stay recoverable.
  const resuming =
    epochs.numbers().length > 1
      ? rotateEpoch(tools).catch((error: unknown) => log.of({ tools })('error', 'keys.rotation-failed', { error: errorCode(error) }))
      : undefined;
  return async () => {
    await resuming;
    ring.stop();
  };
}
