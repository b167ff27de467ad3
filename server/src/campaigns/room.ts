// The name plate of campaigns.
import { inCampaign, quietHours, whenSwitched, writtenEnough } from '#channels';
import type { Room } from '#kit/room';
import { sendForAWhile } from './campaigns.ts';
import { campaignChecks } from './checks.ts';
import { howStands, pauseAll } from './course.ts';
import { campaignDeciders } from './deciders.ts';
import { campaignHoldings } from './holdings.ts';
import { inboxRoutes } from './inboxes.ts';
import { gotEnough, limitsOf } from './limits/limits.ts';
import { quietUntil } from './limits/rules.ts';
import { dropOld } from './old.ts';
import { campaignRoutes } from './routes.ts';
import { campaignSettings } from './settings.ts';
import { dropEnded } from './tags/ended.ts';
import { tagRoutes } from './tags/routes.ts';
import { lookAgain } from './templates.ts';

export const campaignsRoom: Room = {
  name: 'campaigns',
  deciders: campaignDeciders,
  routes: [...campaignRoutes, ...inboxRoutes, ...tagRoutes],
  clocks: [
    { name: 'campaigns.send', everySeconds: 2, runGlobal: (tools) => sendForAWhile(tools) },
    { name: 'campaigns.templates', everySeconds: 15, runGlobal: lookAgain },
    { name: 'campaigns.drop-tags', everySeconds: 3600, run: dropEnded },
    { name: 'campaigns.drop-old', everySeconds: 86_400, run: dropOld },
  ],
  holdings: campaignHoldings,
  checks: campaignChecks,
  settings: campaignSettings,
  start: async (tools) => {
    quietHours.set(tools, async (ctx) => quietUntil(ctx.now, await limitsOf(ctx)));
    inCampaign.set(tools, howStands);
    writtenEnough.set(tools, gotEnough);
    whenSwitched.set(tools, async (ctx) => void (await pauseAll(ctx, 'sandbox'))); // begun in the sandbox it must not end outside, nor the other way round
    return undefined;
  },
};
