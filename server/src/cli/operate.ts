// Commands that open the house without its doors: they share the database with a running Parley and leave it running.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyDeparture } from '#departure';
import { prepareKeyStore } from '#keys';
import { readConfig } from '#kit/config';
import { withoutDoors } from '#kit/doors';
import { openLog } from '#kit/log';
import { migrate } from '#kit/migrate';
import { pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { verifyLedger } from '#ledger';
import { verifyCertificate } from '#rights';
import { openDatabase, openTools, refuseOtherKeys, startRooms } from '../main.ts';

const print = (value: unknown, asJson: boolean, words: string) => process.stdout.write(`${asJson ? JSON.stringify(value) : words}\n`);

export async function runMigrations(): Promise<number> {
  return withDatabase(async (adminUrl) => {
    const settings = readConfig(process.env);
    const applied = [...(await migrate(adminUrl)), ...(settings.keysDatabaseUrl === '' ? [] : await prepareKeyStore(settings))];
    process.stdout.write(applied.length === 0 ? 'nothing to migrate\n' : `${applied.map((name) => `applied ${name}`).join('\n')}\n`);
    return 0;
  });
}

/** Recomputes every workspace's ledger, or checks one certificate of an erasure or a departure; exit code 1 when something does not hold. */
export async function verifyLedgers(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false }, certificate: { type: 'string' } } });
  return withRooms(async (tools) => {
    const verdict = await verifyLedger(tools);
    const certificate =
      values.certificate === undefined ? undefined : await verifyAny(tools, JSON.parse(readFileSync(values.certificate, 'utf8')));
    const ok = verdict.ok && (certificate?.ok ?? true);
    const words = verdict.workspaces.map(
      (each) =>
        `${each.workspace}: ${each.ok ? 'holds' : 'DOES NOT HOLD'}, ${each.size} entries, root ${each.root}${each.problems.map((fault) => `\n  ${fault.code} ${fault.position ?? ''}`).join('')}`,
    );
    if (certificate) words.push(`certificate: ${certificate.ok ? 'holds' : `DOES NOT HOLD (${certificate.because})`}`);
    print({ ...verdict, ok, ...(certificate && { certificate }) }, values.json, words.join('\n') || 'no workspace yet');
    return ok ? 0 : 1;
  });
}

/** Of an erasure, or of a company that has left. */
const verifyAny = (tools: Tools, certificate: { departure?: string }) =>
  certificate?.departure === undefined ? verifyCertificate(tools, certificate as never) : verifyDeparture(tools, certificate as never);

/** Opens the database alone, and closes it when `work` is done. */
export async function withDatabase<T>(work: (adminUrl: string) => Promise<T>): Promise<T> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    return await work(
      await openDatabase(
        readConfig(process.env),
        openLog(
          () => undefined,
          () => new Date(),
        ),
        stops,
      ),
    );
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** Opens tools and the rooms that need no doors, runs `work`, closes all. */
export async function withRooms<T>(
  work: (tools: Tools, adminUrl: string) => Promise<T>,
  names: readonly string[] = ['ledger', 'keys'],
): Promise<T> {
  return withDatabase(async (adminUrl) => {
    await refuseOtherKeys(readConfig(process.env), adminUrl);
    const { tools } = await openTools(readConfig(process.env), adminUrl, { writeLog: (line) => void process.stderr.write(line) });
    withoutDoors.set(tools, true);
    try {
      const stop = await startRooms(tools, names);
      try {
        return await work(tools, adminUrl);
      } finally {
        await stop();
      }
    } finally {
      await pool.of({ tools }).end();
    }
  });
}
