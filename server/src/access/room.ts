// The name plate of access.
import type { Room } from '#kit/room';
import { accessChecks } from './checks.ts';
import { accessHoldings } from './holdings.ts';
import { sweep } from './invitations.ts';
import { photoCache } from './pictures/photo.ts';
import { reviewChecks } from './review/checks.ts';
import { accessRoutes } from './routes.ts';
import { scimProtocol } from './scim/protocol.ts';
import { codeLimits, codeThrottle } from './second-factor/second-factor.ts';
import { forgetChanged, idleSeconds, sessionCache, signInLimits, signInThrottle } from './sessions.ts';
import { configurationSettings } from './settings/configuration.ts';
import { accessSettings } from './settings/own.ts';
import { knownProviders } from './single-sign-on/discovery.ts';
import { nameCache } from './staff.ts';
import { openThrottle } from './throttle.ts';

export const accessRoom: Room = {
  name: 'access',
  routes: accessRoutes,
  protocols: [scimProtocol],
  clocks: [{ name: 'access.sweep', everySeconds: 3600, run: (ctx) => sweep(ctx, new Date(ctx.now.getTime() - idleSeconds * 1000)) }],
  holdings: accessHoldings,
  checks: [...accessChecks, ...reviewChecks],
  settings: [...accessSettings, ...configurationSettings],
  start: async (tools) => {
    sessionCache.set(tools, new Map());
    nameCache.set(tools, new Map());
    photoCache.set(tools, new Map());
    knownProviders.set(tools, new Map());
    codeThrottle.set(tools, openThrottle(codeLimits));
    signInThrottle.set(tools, openThrottle(signInLimits));
    const stop = forgetChanged(tools);
    return async () => stop();
  },
};
