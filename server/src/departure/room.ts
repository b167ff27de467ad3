import { listen } from '#kit/outbox';
import type { Room } from '#kit/room';
import { endCalledOff, exportApproved, exportWaits } from './announcements.ts';
import { departureChecks } from './checks.ts';
import { leaveWhenDue } from './end/due.ts';
import { tellOfCallingOff } from './end/told.ts';
import { departureHoldings } from './holdings.ts';
import { tellOfWaiting } from './returning/agree-told.ts';
import { wipeOverdue } from './returning/ask.ts';
import { makeExport } from './returning/make.ts';
import { departureRoutes } from './routes.ts';

export const departureRoom: Room = {
  name: 'departure',
  routes: departureRoutes,
  listeners: [
    listen(
      exportApproved,
      'departure.make-export',
      (work, parts) => makeExport(work, parts.export),
      (parts) => parts.export,
    ),
    listen(
      exportWaits,
      'departure.tell-export-waits',
      (work, parts) => tellOfWaiting(work, parts),
      (parts) => parts.staff,
    ),
    listen(
      endCalledOff,
      'departure.tell-called-off',
      (work, { departure, askedBy, endsAt }) => tellOfCallingOff(work, { id: departure, askedBy, endsAt: new Date(endsAt) }),
      (parts) => parts.departure,
    ),
  ],
  clocks: [
    { name: 'departure.leave', everySeconds: 20, runGlobal: leaveWhenDue },
    { name: 'departure.wipe-exports', everySeconds: 3600, run: wipeOverdue },
  ],
  holdings: departureHoldings,
  checks: departureChecks,
};
