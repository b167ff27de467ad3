// A child process that seals everything of a company anew and kills itself with SIGKILL at the n-th time it reaches a step: adminUrl, data folder, time, step, n.
import { reencrypt } from '#keys';
import { readConfig } from '#kit/config';
import { openTools, startRooms } from '../../src/main.ts';

const [adminUrl = '', data = '', time = '', deadly = '', nth = '1'] = process.argv.slice(2);
const keysApart = { PARLEY_KEYS_DATABASE_URL: process.env['PARLEY_KEYS_DATABASE_URL'] };
const settings = readConfig({ ...keysApart, PARLEY_DATA: data, PARLEY_POOL: '4' });
const { tools } = await openTools(settings, adminUrl, { clock: () => new Date(time), writeLog: () => undefined });
await startRooms(tools, ['ledger', 'keys']);
let reached = 0;
await reencrypt(
  tools,
  {},
  {
    batch: 3,
    pauseMs: 20,
    onStep(step) {
      if (step === deadly) reached += 1;
      if (reached === Number(nth)) process.kill(process.pid, 'SIGKILL');
    },
  },
);
process.exit(0);
