// The name plate of conversations.
import type { Room } from '#kit/room';
import { carryOutUnsends } from './change.ts';
import { checks } from './checks.ts';
import { conversationDeciders } from './deciders.ts';
import { sweepLoose } from './files.ts';
import { fitting } from './fitting.ts';
import { holdings } from './holdings.ts';
import { outward } from './outward.ts';
import { peopleRoutes } from './people-routes.ts';
import { startPresence } from './presence.ts';
import { routes } from './routes.ts';
import { conversationsSettings } from './settings.ts';
import { releaseUnserved } from './team-load.ts';
import { unassignGone } from './unassign.ts';
import { startWhose } from './whose.ts';

export const conversationsRoom: Room = {
  name: 'conversations',
  deciders: conversationDeciders,
  routes: [...routes, ...peopleRoutes],
  listeners: [unassignGone, releaseUnserved],
  clocks: [
    { name: 'conversations.sweep-loose-files', everySeconds: 900, run: sweepLoose },
    { name: 'conversations.carry-out-unsends', everySeconds: 3600, run: carryOutUnsends },
  ],
  holdings,
  checks,
  settings: conversationsSettings,
  start: async (tools) => {
    outward.set(tools, () => undefined); // until a later room shows something
    fitting.set(tools, async () => undefined);
    const stops = [startWhose(tools), await startPresence(tools)];
    return async () => {
      for (const stop of stops) await stop();
    };
  },
};
