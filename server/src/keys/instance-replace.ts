// Other keys sign links, sessions of visitors and reply addresses, while everybody goes on: every node reads them before they begin to sign, and what those before signed is believed until it has run out,
// unless somebody else has them. The key of look-ups stays: what it made is kept as a hash only, and it signs nothing.
import { lookup } from '#kit/db';
import { log } from '#kit/log';
import { act, clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { unlessClosed } from './departed.ts';
import { keepInstance, newSigningKeys, putInstance, readInstance } from './instance.ts';
import { keyring } from './keyring.ts';
import { everyWorkspaceKey, takeRotationLock } from './store.ts';

/** `from`: when the new keys begin to sign; `until`: when nothing that those before signed is believed any more. */
export type InstanceReplaced = { readonly from: Date; readonly until: Date };

const dayMs = 86_400_000;
/** Each node reads its keys again every thirty seconds. */
const readByAllMs = 90_000;
/** By the link in their mail a parent takes back a consent until the child is of age, four years at most (`ofAgeOn`; Art. 7(3), 8); all others end within a year, and reply addresses never. */
const believedMs = 5 * 366 * dayMs;

/**
 * Makes new keys; undefined when another node rotates or moves right now. Those before are believed for five years more, or, `isCompromised`, no longer than until the new ones sign. Error while the last
 * ones have not begun to.
 */
export async function replaceInstance(tools: Tools, isCompromised = false): Promise<InstanceReplaced | undefined> {
  return lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    if (!(await takeRotationLock(db))) return undefined;
    const { roots, instance } = keyring.of({ tools });
    const now = clock.of({ tools })();
    await keepInstance(roots);
    const { former, ...before } = await readInstance(roots, true);
    if (before.from && before.from > now)
      throw new Error(`other keys begin to sign at ${before.from.toISOString()} already: run this again after that`);
    // said first: should the file not be written, it is done and said again
    for (const { workspace_id: workspace } of await everyWorkspaceKey(db))
      await unlessClosed(() =>
        act(tools, { workspace, actor: { kind: 'system', id: 'keys' } }, (ctx) =>
          append(ctx, { kind: 'keys.instance-replaced', facts: { compromised: isCompromised ? 1 : 0 } }),
        ),
      );
    const from = new Date(clock.of({ tools })().getTime() + readByAllMs); // not before: of many companies each has its commit
    const until = isCompromised ? from : new Date(now.getTime() + believedMs);
    const earlier = former.map((each) => ({ ...each, until: isCompromised && each.until > from ? from : each.until }));
    await putInstance(roots, { ...before, ...(await newSigningKeys()), from, former: [{ ...before, until }, ...earlier] });
    await instance.reload();
    log.of({ tools })('info', 'keys.instance-replaced', {});
    return { from, until };
  });
}

/** Lets go of keys whose time is over; for the clock. */
export async function settleInstance(tools: Tools): Promise<void> {
  const { roots, instance } = keyring.of({ tools });
  const now = clock.of({ tools })();
  if (instance.standing(now).kept === instance.standing(now).former) return;
  await lookup(pool.of({ tools }), 'every-workspace', async (db) => {
    if (!(await takeRotationLock(db))) return;
    const { former, ...keys } = await readInstance(roots, true);
    await putInstance(roots, { ...keys, former: former.filter((each) => each.until > now) });
    await instance.reload();
  });
}
