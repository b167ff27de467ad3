import { listen } from '#kit/outbox';
import type { Room } from '#kit/room';
import { exportApproved } from './announcements.ts';
import { leaveWhenDue } from './end/due.ts';
import { departureHoldings } from './holdings.ts';
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
  ],
  clocks: [
    { name: 'departure.leave', everySeconds: 20, runGlobal: leaveWhenDue },
    { name: 'departure.wipe-exports', everySeconds: 3600, run: wipeOverdue },
  ],
  holdings: departureHoldings,
};
