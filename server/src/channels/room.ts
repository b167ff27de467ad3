// The name plate of channels: its own parts and those of its adapters.
import { fitting, outward } from '#conversations';
import type { Room } from '#kit/room';
import { adapters } from './adapters.ts';
import { adminTold } from './admin-told.ts';
import { againRoute } from './again.ts';
import { aloneTold } from './alone-told.ts';
import { findUnfetched, mailAnswer } from './answers-by-mail.ts';
import { forgetGoneMail, listCaptured } from './captured-mail.ts';
import { forgetEarlyUnsends } from './change.ts';
import { checks } from './checks.ts';
import { askToConfirm } from './confirmations.ts';
import { channelDeciders } from './deciders.ts';
import { deliverQueued } from './deliver.ts';
import { emergencyTold } from './emergency-told.ts';
import { factorTold, newWayTold } from './factor-told.ts';
import { takenUp } from './hand-over.ts';
import { holdings } from './holdings.ts';
import { hooksFor } from './hooks.ts';
import { invitationTold, tellWhetherMailLeaves } from './invitation-told.ts';
import { lentFiles } from './lent.ts';
import { lineHoldings } from './lines/holdings.ts';
import { fit } from './longest.ts';
import { sendCode } from './mail.ts';
import { askForLimits } from './messaging-limit/ask.ts';
import { messagingLimitHoldings } from './messaging-limit/holdings.ts';
import { forgetBegun } from './messaging-limit/limit.ts';
import { missedHoldings } from './missed/holdings.ts';
import { catchUp } from './missed/missed.ts';
import { forgetTurns } from './pacing.ts';
import { changeTold, forgottenTold } from './password-told.ts';
import { pieceHoldings } from './pieces/holdings.ts';
import { findLate, joinLate } from './pieces/pieces.ts';
import { hearingPlayed } from './played.ts';
import { pushHoldings } from './push/holdings.ts';
import { pushRoutes } from './push/routes.ts';
import { expireDevices, findDevices, pushDevice, pushRested } from './push/wake.ts';
import { bringRecipientsUpToDate } from './recipients.ts';
import { askAnew } from './renewal/ask-anew.ts';
import { inCampaign, quietHours } from './rest.ts';
import { deliverRested } from './rested.ts';
import { reviewTold } from './review-told.ts';
import { routes } from './routes.ts';
import { followOthers, sandboxRoutes } from './sandbox.ts';
import { channelsSettings } from './settings.ts';
import { layOut } from './setup.ts';
import { forgetOldPlayed } from './shared/desks.ts';
import { sharedHoldings } from './shared/holdings.ts';
import { showing } from './signals/signals.ts';
import { switchHoldings } from './switch/holdings.ts';
import { switchRoutes } from './switch/routes.ts';
import { whenSwitched } from './switch/switch.ts';
import { sandboxTold } from './switch/told.ts';
import { findToTakeBack, takenBack } from './take-back.ts';
import { templateHoldings } from './templates/holdings.ts';
import { templateRoutes } from './templates/routes.ts';

export const channelsRoom: Room = {
  name: 'channels',
  deciders: channelDeciders,
  routes: [
    ...routes,
    ...sandboxRoutes,
    ...switchRoutes,
    ...templateRoutes,
    againRoute,
    listCaptured,
    ...pushRoutes,
    ...adapters.flatMap((adapter) => adapter.routes ?? []),
  ],
  protocols: [lentFiles, ...adapters.flatMap((adapter) => adapter.protocols ?? []).map(hearingPlayed)],
  listeners: [
    layOut,
    deliverQueued,
    deliverRested,
    mailAnswer,
    sendCode,
    askToConfirm,
    adminTold,
    factorTold,
    newWayTold,
    forgottenTold,
    invitationTold,
    emergencyTold,
    aloneTold,
    reviewTold,
    changeTold,
    sandboxTold,
    takenBack,
    joinLate,
    findDevices,
    pushDevice,
    pushRested,
    ...adapters.flatMap((adapter) => adapter.listeners ?? []),
  ],
  clocks: [
    ...[askForLimits, forgetBegun],
    ...[
      findUnfetched,
      findToTakeBack,
      forgetEarlyUnsends,
      findLate,
      expireDevices,
      catchUp,
      forgetTurns,
      forgetGoneMail,
      forgetOldPlayed,
      askAnew,
    ],
    ...adapters.flatMap((adapter) => adapter.clocks ?? []),
  ],
  holdings: [
    ...holdings,
    ...templateHoldings,
    ...pieceHoldings,
    ...messagingLimitHoldings,
    ...missedHoldings,
    ...pushHoldings,
    ...lineHoldings,
    ...switchHoldings,
    ...sharedHoldings,
    ...adapters.flatMap((adapter) => adapter.holdings ?? []),
  ],
  checks: [...checks, ...adapters.flatMap((adapter) => adapter.checks ?? [])],
  settings: channelsSettings,
  start: async (tools) => {
    quietHours.set(tools, async () => undefined); // until a later room knows some
    inCampaign.set(tools, async () => undefined);
    whenSwitched.set(tools, async () => undefined);
    takenUp.set(tools, async () => undefined);
    await bringRecipientsUpToDate(tools);
    outward.set(tools, showing(tools));
    fitting.set(tools, fit);
    tellWhetherMailLeaves(tools);
    const deaf = followOthers(tools);
    const stops: (() => Promise<void>)[] = [async () => deaf()];
    for (const adapter of adapters) {
      const stop = await adapter.start?.(tools, hooksFor(tools, adapter));
      if (stop) stops.push(stop);
    }
    return async () => {
      for (const stop of stops.reverse()) await stop();
    };
  },
};
