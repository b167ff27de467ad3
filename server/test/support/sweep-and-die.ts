// A child process that sweeps and kills itself with SIGKILL, within its n-th turn after everything was deleted and before the commit, or between two turns:
// administrator's URL, data folder, time, `within` or `between`, n.

import { readConfig } from '#kit/config';
import { holdings } from '#kit/holding';
import { sweep } from '#retention';
import { openTools, startRooms } from '../../src/main.ts';

const [adminUrl = '', data = '', time = '', where = '', which = ''] = process.argv.slice(2);
const keysApart = { PARLEY_KEYS_DATABASE_URL: process.env['PARLEY_KEYS_DATABASE_URL'] };
const settings = readConfig({
  ...keysApart,
  PARLEY_DATA: data,
  PARLEY_POOL: '4',
  PARLEY_SMTP_PORT: '0',
  PARLEY_URL: 'http://localhost:8080',
});
const { tools } = await openTools(settings, adminUrl, { clock: () => new Date(time) });
const declared = holdings.of({ tools });
await startRooms(tools, ['ledger', 'keys', 'gate', 'conversations', 'retention']);
let turns = 0;
const dieAt = (number: number) => number === Number(which) && process.kill(process.pid, 'SIGKILL');
const deadly = {
  ...declared[0],
  table: 'planted',
  letGo: async () => {
    turns += 1;
    if (where === 'within' && dieAt(turns)) await new Promise(() => undefined);
    return 0;
  },
} as (typeof declared)[number];
holdings.set(tools, [...declared, deadly]);
await sweep(tools, { onTurn: () => void (where === 'between' && dieAt(turns)) });
