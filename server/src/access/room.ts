// The name plate of access.
import type { Room } from '#kit/room';
import { sweepAlone } from './alone/acts.ts';
import { forgetChanged, sessionCache } from './authenticate.ts';
import { mailLeaves, noMailLeaves } from './by-mail/by-mail.ts';
import { accessChecks } from './checks.ts';
import { sweepEmergencies } from './emergency/sweep.ts';
import { grantSettings } from './grants/settings.ts';
import { accessHoldings } from './holdings.ts';
import { sweep } from './invitations.ts';
import { eraseFormer } from './leaving/erase-former.ts';
import { startNames } from './names.ts';
import { photoCache } from './pictures/photo.ts';
import { keepRecordingRefusals, recordRefusals } from './refused/refused.ts';
import { reviewChecks } from './review/checks.ts';
import { nothingElsewhere, reviewedElsewhere } from './reviews/elsewhere.ts';
import { keepReviewing } from './reviews/reviews.ts';
import { accessRoutes } from './routes.ts';
import { scimProtocol } from './scim/protocol.ts';
import { configurationSettings } from './settings/configuration.ts';
import { accessSettings } from './settings/own.ts';
import { knownProviders } from './single-sign-on/discovery.ts';
import { membershipsByGroup, noTeams } from './single-sign-on/memberships.ts';
import { termsSettings } from './terms/settings.ts';
import { refusedTries, sweepTries, sweepTriesOfNobody } from './tries/tries.ts';

export const accessRoom: Room = {
  name: 'access',
  routes: accessRoutes,
  protocols: [scimProtocol],
  clocks: [
    { name: 'access.sweep', everySeconds: 3600, run: sweep },
    { name: 'access.erase-former', everySeconds: 3600, run: eraseFormer },
    { name: 'access.keep-reviewing', everySeconds: 3600, run: keepReviewing },
    { name: 'access.record-refusals', everySeconds: 30, runGlobal: (tools) => recordRefusals(tools) },
    { name: 'access.sweep-tries', everySeconds: 3600, run: sweepTries },
    { name: 'access.sweep-tries-of-nobody', everySeconds: 3600, runGlobal: sweepTriesOfNobody },
    { name: 'access.sweep-emergencies', everySeconds: 86_400, run: sweepEmergencies },
    { name: 'access.sweep-acts-alone', everySeconds: 86_400, run: sweepAlone },
  ],
  holdings: accessHoldings,
  checks: [...accessChecks, ...reviewChecks],
  settings: [...accessSettings, ...termsSettings, ...grantSettings, ...configurationSettings],
  start: async (tools) => {
    reviewedElsewhere.set(tools, nothingElsewhere); // until a later room has something
    mailLeaves.set(tools, noMailLeaves);
    membershipsByGroup.set(tools, noTeams);
    sessionCache.set(tools, new Map());
    const forgetNames = startNames(tools);
    photoCache.set(tools, new Map());
    knownProviders.set(tools, new Map());
    refusedTries.set(tools, new Map());
    const finish = keepRecordingRefusals(tools);
    const stop = forgetChanged(tools);
    return async () => {
      stop();
      forgetNames();
      await finish();
    };
  },
};
