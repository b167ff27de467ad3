// A child process that writes the messages of one campaign until it is killed: administrator's URL, data folder, workspace, campaign.

import { setTimeout as rest } from 'node:timers/promises';
import { readConfig } from '#kit/config';
import type { Id, WorkspaceId } from '#kit/ids';
import { takeTurn } from '../../src/campaigns/sending/send.ts';
import { openTools, startRooms } from '../../src/main.ts';

const [adminUrl = '', data = '', workspace = '', campaign = ''] = process.argv.slice(2);
const settings = readConfig({ PARLEY_DATA: data, PARLEY_POOL: '4', PARLEY_SMTP_PORT: '0', PARLEY_URL: 'http://localhost:8080' });
const { tools } = await openTools(settings, adminUrl, { clock: () => new Date() });
await startRooms(tools, ['ledger', 'keys', 'gate', 'conversations', 'campaigns']);
process.stdout.write('ready\n');
for (;;) if (!(await takeTurn({ tools, workspace: workspace as WorkspaceId, campaign: campaign as Id<'cpn'> }))) await rest(20);
