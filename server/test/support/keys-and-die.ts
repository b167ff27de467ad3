// A child process that moves the root or replaces the workspace keys, and kills itself with SIGKILL at the step it is told: appUrl, data folder, what, step.

import { moveRoot, replaceWorkspaceKeys } from '#keys';
import { readConfig } from '#kit/config';
import { openNode } from './node.ts';

const [appUrl = '', data = '', what = '', deadly = ''] = process.argv.slice(2);
const keysApart = { PARLEY_KEYS_DATABASE_URL: process.env['PARLEY_KEYS_DATABASE_URL'] };
const settings = readConfig({ ...keysApart, PARLEY_DATA: data, PARLEY_POOL: '4' });
const { tools, stop } = await openNode({ settings, appUrl, now: () => new Date('2026-11-24T09:00:00Z') });
const onStep = (reached: string) => {
  if (reached === deadly) process.kill(process.pid, 'SIGKILL');
};
if (what === 'replace') await replaceWorkspaceKeys(tools, undefined, { batch: 2, onStep });
else await moveRoot(tools, what, { onStep });
await stop();
