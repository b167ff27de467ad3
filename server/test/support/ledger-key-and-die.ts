// A child process that changes the key of the ledgers and kills itself with SIGKILL at the step it is told, the how-manieth time it comes by: appUrl, data folder, time, step, count.
import { readConfig } from '#kit/config';
import { rotateLedgerKey } from '#ledger';
import { openNode } from './node.ts';

const [appUrl = '', data = '', time = '', step = '', count = '1'] = process.argv.slice(2);
const { tools, stop } = await openNode({
  settings: readConfig({ PARLEY_DATA: data, PARLEY_POOL: '4' }),
  appUrl,
  keys: false,
  now: () => new Date(time),
});
let left = Number(count);
await rotateLedgerKey(tools, {
  onStep(reached) {
    if (reached === step) left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  },
});
await stop();
