// The name plate of campaigns.
import type { Room } from '#kit/room';
import { sendForAWhile } from './campaigns.ts';
import { campaignChecks } from './checks.ts';
import { campaignHoldings } from './holdings.ts';
import { campaignRoutes } from './routes.ts';
import { campaignSettings } from './settings.ts';
import { tagRoutes } from './tags/routes.ts';
import { dropEnded } from './tags/tags.ts';

export const campaignsRoom: Room = {
  name: 'campaigns',
  routes: [...campaignRoutes, ...tagRoutes],
  clocks: [
    { name: 'campaigns.send', everySeconds: 2, runGlobal: (tools) => sendForAWhile(tools) },
    { name: 'campaigns.drop-tags', everySeconds: 3600, run: dropEnded },
  ],
  holdings: campaignHoldings,
  checks: campaignChecks,
  settings: campaignSettings,
};
