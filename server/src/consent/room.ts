// The name plate of consent. Its other endpoints need a Permit and therefore stand in `conversations`; people's own choices are served by rights.
import type { Room } from '#kit/room';
import { forgetUnconfirmed } from './agree.ts';
import { consentChecks } from './checks.ts';
import { consentDeciders } from './deciders.ts';
import { consentHoldings } from './holdings.ts';
import { routes } from './routes.ts';
import { consentSettings } from './settings.ts';

export const consentRoom: Room = {
  name: 'consent',
  deciders: consentDeciders,
  clocks: [{ name: 'consent.forget-unconfirmed', everySeconds: 3600, run: forgetUnconfirmed }],
  holdings: consentHoldings,
  checks: consentChecks,
  settings: consentSettings,
  routes,
};
