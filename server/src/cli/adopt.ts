// After either database was put back by other tools: tying main and key database together, and erasing again whoever was erased since. Parley stands still meanwhile.
import { parseArgs } from 'node:util';
import { workspaceIds } from '#access';
import { leaveAgain } from '#departure';
import { stopFieldsAgain } from '#fields';
import { sayNoAgain } from '#gate';
import { adoptKeyStore, keyPlaces, lookBeforeAdoption, refuseInUse, removeLeaving, sweepReturned, unlessClosed } from '#keys';
import { readConfig } from '#kit/config';
import { act, pool, triesPool, urgentPool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { goOnWithKey, ledgerKeyReturned } from '#ledger';
import { giveGrace } from '#retention';
import { eraseReturned, takeBackAgain } from '#rights';
import { openTools, refuseOtherKeys } from '../main.ts';
import { rooms } from '../rooms.ts';
import { withDatabase, withRooms } from './operate.ts';
import { setAgain, silence } from './restore.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const restDays = 7;
const inside = rooms.map((room) => room.name).filter((name) => name !== 'channels'); // no door, not even for mail

/**
 * Ties main and key database together as they are now, and ends as a restore does. Where keys are missing or some there are named by nothing here, it says so and changes nothing without `--confirm`.
 * Exit code 1 when it was not done, when keys are missing, or when something of the erased is left that does not go by itself.
 */
export async function adoptStore(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { confirm: { type: 'boolean', default: false } } });
  const settings = readConfig(process.env);
  const isTied = await withDatabase(async (adminUrl) => {
    if (settings.keysDatabaseUrl === '') throw new Error('no key store is named: set PARLEY_KEYS_DATABASE_URL');
    refuseInUse(settings.keys, new Date(), '');
    await refuseOtherKeys(settings, adminUrl);
    const { missing, unnamed } = await look(adminUrl);
    if (missing + unnamed > 0) {
      say(`${missing} keys that this main database names are missing in the key database: what they hold would not open here`);
      say(`${unnamed} keys there are named by nothing here: those of the erased go at once, the others after ${restDays} days`);
    }
    if (missing + unnamed > 0 && !values.confirm) {
      say('nothing was changed. Is a newer main database at hand, put that back instead. Otherwise: parley keys adopt-store --confirm');
      return false;
    }
    await adoptKeyStore(settings, adminUrl);
    say('the database of the keys belongs to this main database, as it is now; whatever it belonged to before must never start again');
    if (unnamed > 0)
      say(
        `the way back: until ${new Date(Date.now() + restDays * 86_400_000).toISOString().slice(0, 10)} what only the other main database names is not swept; what both name is wrapped anew when the epoch next ends, and from then on opens here alone`,
      );
    return true;
  });
  return isTied ? withRooms(goOn, inside) : 1;
}

/** Whoever was erased, and every company that left, is gone again from this database, which was put back from before; what waited in it to leave is stopped. */
export async function eraseReturnedAgain(): Promise<number> {
  refuseInUse(readConfig(process.env).keys, new Date(), '');
  return withRooms((tools) => endAsRestore(tools, { isOlder: true }), inside);
}

async function look(adminUrl: string): Promise<{ missing: number; unnamed: number }> {
  const settings = readConfig(process.env);
  const { tools } = await openTools(settings, adminUrl, { writeLog: (line) => void process.stderr.write(line) });
  try {
    return await lookBeforeAdoption(tools, settings);
  } finally {
    await Promise.all([pool, urgentPool, triesPool].map((each) => each.of({ tools }).end()));
  }
}

async function goOn(tools: Tools): Promise<number> {
  const code = await endAsRestore(tools);
  const returned = await sweepReturned(tools, { isStrict: true });
  if (returned > 0) say(`${returned} wrapped keys of people who were erased had come back, and are gone again`);
  const { missing } = await keyPlaces(tools);
  if (missing > 0) say(`${missing} keys are missing in it: doctor names the first of them`);
  return missing > 0 ? 1 : code;
}

/** No epoch is ended here: that comes by itself within PARLEY_EPOCH_HOURS, and until then a wrong choice can be taken back. */
async function endAsRestore(tools: Tools, { isOlder = false } = {}): Promise<number> {
  ledgerKeyReturned(tools);
  await goOnWithKey(tools); // a ledger whose key is gone could not sign what follows
  const left = await leaveAgain(tools);
  if (left > 0) say(`companies that had left and stood here: ${left}; they are deleted again`);
  if (isOlder) await silenceAll(tools);
  const until = await giveGrace(tools); // before what tells a start, after a kill, that this database is from before
  // before anybody is erased again: what they said no to outlives them by the hash of their address
  const noes = await sayNoAgain(tools);
  if (noes.count > 0) say(`withdrawals, objections and restrictions that were not known here: ${noes.count}; they hold again`);
  for (const workspace of noes.waiting)
    say(
      `not all that people said no to holds again: ${workspace}. A key there is withheld or missing; it is said again once the key is back.`,
    );
  const { erased, unsure, stopped, waiting, kept } = await eraseReturned(tools, new Date(0), () => undefined);
  if (erased > 0) say(`people who had been erased and stood here: ${erased}; they are erased again`);
  const takenBack = await takeBackAgain(tools);
  if (takenBack > 0) say(`hand-overs that had been taken back or refused and stood here: ${takenBack}; they end again`);
  const fields = await stopFieldsAgain(tools);
  if (fields > 0)
    say(`fields that had been stopped and stood here: ${fields}; they are stopped again, and what they hold is read by nobody`);
  if (kept.lost > 0) say(`kept back before (Art. 17(3)), and not in this database: ${kept.lost}`);
  for (const subject of stopped)
    say(`not erased: ${subject}. Their erasure stands open among the requests, and whoever answers for privacy decides.`);
  for (const subject of waiting)
    say(
      `not erased yet: ${subject}. Their company withholds its root key; their erasure is approved, and goes on by itself once that is back.`,
    );
  for (const subject of unsure) say(`not erased: ${subject}. An erasure had begun, and nobody knows whether it was approved.`);
  say(setAgain(until));
  await removeLeaving(tools);
  return stopped.length > 0 ? 1 : 0;
}

async function silenceAll(tools: Tools): Promise<void> {
  let count = 0;
  for (const workspace of await workspaceIds(tools))
    await unlessClosed(() =>
      act(tools, { workspace, actor: { kind: 'system', id: 'restore' } }, async (ctx) => {
        count += await silence(ctx);
      }),
    );
  if (count > 0) say(`messages that waited to leave: ${count}; they are stopped, as they may have left since`);
}
