// A child process that, once told to, writes one message of a campaign, begins the next one, and waits to be killed before its commit: administrator's URL, data folder, workspace, campaign.
import { once } from 'node:events';
import { decideEach } from '#gate';
import { readConfig } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId, WorkspaceId } from '#kit/ids';
import { everyoneAfter } from '#people';
import { holdCampaign } from '../../src/campaigns/reach.ts';
import { judgePage, questionOf } from '../../src/campaigns/sending/audience.ts';
import { advance, leaveOut, placeOf } from '../../src/campaigns/sending/place.ts';
import { within } from '../../src/campaigns/sending/send.ts';
import { writeTo } from '../../src/campaigns/sending/write-to.ts';
import { openTools, startRooms } from '../../src/main.ts';

const [adminUrl = '', data = '', workspace = '', id = ''] = process.argv.slice(2);
const keysApart = { PARLEY_KEYS_DATABASE_URL: process.env['PARLEY_KEYS_DATABASE_URL'] };
const settings = readConfig({
  ...keysApart,
  PARLEY_DATA: data,
  PARLEY_POOL: '4',
  PARLEY_SMTP_PORT: '0',
  PARLEY_URL: 'http://localhost:8080',
});
const { tools } = await openTools(settings, adminUrl, { clock: () => new Date() });
await startRooms(tools, ['ledger', 'keys', 'gate', 'conversations', 'campaigns']);
const campaign = id as Id<'cpn'>;
const under = { tools, workspace: workspace as WorkspaceId, campaign };

/** The next message, as a turn writes it; gives whose it is. */
async function next(ctx: Ctx): Promise<PersonId> {
  const row = await holdCampaign(ctx, campaign);
  const people = await everyoneAfter(ctx, ((await placeOf(ctx, campaign)) || undefined) as PersonId | undefined, 200);
  const left = new Map();
  for (const { person, answer } of await judgePage(ctx, row, people, (asked) => decideEach(ctx, { ...questionOf(row), people: asked }))) {
    if (typeof answer === 'object') leaveOut(left, answer);
    if (answer !== 'send') continue;
    await writeTo(ctx, row, person);
    await advance(ctx, campaign, person, left);
    return person;
  }
  throw new Error('nobody is left to write to');
}

process.stdout.write('ready\n');
await once(process.stdin, 'data');
const wrote = await within(under, next);
await within(under, async (ctx) => {
  process.stdout.write(`${wrote} ${await next(ctx)}\n`);
  await new Promise((resolve) => setTimeout(resolve, 60_000));
});
