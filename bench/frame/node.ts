// The rooms of a Parley inside this process, over the database and the keys of the house that is measured: for planting, and for what is measured in-process.
import path from 'node:path';
import { readConfig } from '../../server/src/kit/config.ts';
import { pool } from '../../server/src/kit/pool.ts';
import type { Tools } from '../../server/src/kit/tool.ts';
import { openTools, startRooms } from '../../server/src/main.ts';
import type { Ground } from './ground.ts';

const untilGate = ['ledger', 'keys', 'purposes', 'access', 'people', 'consent', 'vendors', 'gate'];

/** Starts the rooms up to the gate (and `more`) with so many connections; they end with the ground. */
export async function openRooms(
  ground: Ground,
  databaseUrl: string,
  connections: number,
  more: readonly string[] = [],
): Promise<{ tools: Tools; appUrl: string }> {
  const settings = readConfig({
    PARLEY_DATA: path.join(ground.folder, 'data'),
    PARLEY_CONFIG: path.join(ground.folder, 'none.json'),
    PARLEY_POOL: String(connections),
  });
  const opened = await openTools(settings, databaseUrl, { writeLog: () => undefined });
  const stop = await startRooms(opened.tools, [...untilGate, ...more]);
  ground.atEnd(async () => {
    await stop();
    await pool.of(opened).end();
  });
  return opened;
}
