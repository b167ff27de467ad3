// A child process that is signed in to in vain, says what was answered once that was kept, goes on, and kills itself with SIGKILL: URL of the database, data folder, address, tries before and after.
import { readConfig } from '#kit/config';
import { refusalCounts } from '../../src/access/refused/counts.ts';
import { accessRoom } from '../../src/access/room.ts';
import { signIn } from '../../src/access/sessions.ts';
import { openNode } from './node.ts';

const [databaseUrl = '', data = '', address = '', before = '', after = ''] = process.argv.slice(2);
const keysApart = { PARLEY_KEYS_DATABASE_URL: process.env['PARLEY_KEYS_DATABASE_URL'] };
const settings = readConfig({
  ...keysApart,
  PARLEY_DATA: data,
  PARLEY_POOL: '4',
  PARLEY_SMTP_PORT: '0',
  PARLEY_URL: 'http://localhost:8080',
});
const { tools } = await openNode({ settings, appUrl: databaseUrl, now: () => new Date('2026-11-24T09:00:00Z') });
await accessRoom.start?.(tools);
const state = refusalCounts.of({ tools });
const guess = () => signIn(tools, address, 'wrong').catch(() => undefined);

for (let tries = 0; tries < Number(before); tries += 1) await guess();
while (state.counted.size > 0 || state.timer !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
await state.writing; // by its own timer: nobody stopped the process in good order
for (let tries = 0; tries < Number(after); tries += 1) await guess();
process.kill(process.pid, 'SIGKILL');
