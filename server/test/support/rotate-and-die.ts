// A child process that rotates the epoch and kills itself with SIGKILL at the step it is told: appUrl, data folder, time, step.

import { rotateEpoch } from '#keys';
import { readConfig } from '#kit/config';
import { openNode } from './node.ts';

const [appUrl = '', data = '', time = '', step = ''] = process.argv.slice(2);
const keysApart = { PARLEY_KEYS_DATABASE_URL: process.env['PARLEY_KEYS_DATABASE_URL'] };
const settings = readConfig({ ...keysApart, PARLEY_DATA: data, PARLEY_POOL: '4' });
const { tools, stop } = await openNode({ settings, appUrl, now: () => new Date(time) });
await rotateEpoch(tools, {
  force: true,
  batch: 2,
  onStep(reached) {
    if (reached === step) process.kill(process.pid, 'SIGKILL');
  },
});
await stop();
