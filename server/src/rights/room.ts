import type { Id, PersonId } from '#kit/ids';
import { listen } from '#kit/outbox';
import type { Room } from '#kit/room';
import { personRanOut } from '#retention';
import {
  arrivalsWait,
  askingsWait,
  courseChanged,
  erasureApproved,
  filingMoved,
  handoverAsked,
  handoverConfirmed,
  handoverFailed,
  keptDue,
  liftDecided,
  othersDue,
  representativeCalled,
  requestAnswered,
  requestsDue,
} from './announcements.ts';
import { askerRoutes } from './asker/routes.ts';
import { centreRoutes } from './centre-routes.ts';
import { rightsChecks } from './checks.ts';
import { confirmationRoutes } from './confirmations.ts';
import { courseRoutes } from './course/routes.ts';
import { tellCourse } from './course/told.ts';
import { rightsDeciders } from './deciders.ts';
import { startEntry } from './entry.ts';
import { erase } from './erase.ts';
import { handOutRoutes } from './hand-out/routes.ts';
import { ask } from './handover/asking.ts';
import { lookAtHandovers } from './handover/clock.ts';
import { handoverRoutes } from './handover/routes.ts';
import { send, tellFailed } from './handover/sending.ts';
import { sendArrivals } from './handover/waiting.ts';
import { remindOfAskings, sendAskings } from './hints/everywhere.ts';
import { rightsHoldings } from './holdings.ts';
import { lookAtKept, sendKeptDue } from './keeping/clock.ts';
import { keptRoutes } from './keeping/routes.ts';
import { letGo } from './let-go.ts';
import { liftTold } from './lifting.ts';
import { noticeRoutes } from './notices/routes.ts';
import { lookAtFilings, postStatus } from './opendsr/callbacks.ts';
import { openDsrRoutes } from './opendsr/routes.ts';
import { remindOfOwed, sendOwed } from './owed/owed.ts';
import { personRoutes } from './person-routes.ts';
import { remind, sendReminder } from './reminders/reminders.ts';
import { callRepresentative } from './representing/representing.ts';
import { representingRoutes } from './representing/routes.ts';
import { reviewRoutes } from './review/routes.ts';
import { routes } from './routes.ts';
import { rightsSettings } from './settings.ts';
import { settle } from './settle.ts';
import { sourceRoutes } from './sources/routes.ts';
import type { RequestId } from './store.ts';
import { visitRoutes } from './visit-routes.ts';

export const rightsRoom: Room = {
  name: 'rights',
  deciders: rightsDeciders,
  routes: [
    ...routes,
    ...askerRoutes,
    ...handOutRoutes,
    ...courseRoutes,
    ...personRoutes,
    ...centreRoutes,
    ...confirmationRoutes,
    ...visitRoutes,
    ...keptRoutes,
    ...noticeRoutes,
    ...sourceRoutes,
    ...reviewRoutes,
    ...handoverRoutes,
    ...representingRoutes,
    ...openDsrRoutes,
  ],
  listeners: [
    listen(
      erasureApproved,
      'rights.erase',
      (work, { request }) => erase(work, request as RequestId),
      ({ request }) => request,
    ),
    listen(
      personRanOut,
      'rights.let-go',
      (work, { person }) => letGo(work, person as PersonId),
      ({ person }) => person,
    ),
    listen(
      requestAnswered,
      'rights.settle',
      (work, { request }) => settle(work, request as RequestId),
      ({ request }) => request,
    ),
    listen(
      courseChanged,
      'rights.tell-course',
      (work, { request, step }) => tellCourse(work, request as RequestId, step),
      ({ request }) => request,
    ),
    listen(
      requestsDue,
      'rights.send-reminder',
      (work, facts) => sendReminder(work, facts),
      ({ staff }) => staff,
    ),
    listen(
      askingsWait,
      'rights.send-askings',
      (work, facts) => sendAskings(work, facts),
      ({ staff }) => staff,
    ),
    listen(
      othersDue,
      'rights.send-owed',
      (work, facts) => sendOwed(work, facts),
      ({ staff }) => staff,
    ),
    listen(
      keptDue,
      'rights.send-kept-due',
      (work, facts) => sendKeptDue(work, facts),
      ({ staff }) => staff,
    ),
    listen(
      liftDecided,
      'rights.lift',
      (work, { person, fact }) => liftTold(work, person as PersonId, fact as Id<'fct'>),
      ({ fact }) => fact,
    ),
    listen(
      handoverConfirmed,
      'rights.send-handover',
      (work, { handover }) => send(work, handover as Id<'hov'>),
      ({ handover }) => handover,
    ),
    listen(
      handoverAsked,
      'rights.ask-handover',
      (work, { handover }) => ask(work, handover as Id<'hov'>),
      ({ handover }) => `ask ${handover}`, // what is taken back does not wait for the next try to send it
    ),
    listen(
      arrivalsWait,
      'rights.send-arrivals',
      (work, facts) => sendArrivals(work, facts),
      ({ staff }) => staff,
    ),
    listen(
      representativeCalled,
      'rights.call-representative',
      (work, facts) => callRepresentative(work, facts),
      ({ request }) => request,
    ),
    listen(
      filingMoved,
      'rights.post-status',
      (work, facts) => postStatus(work, facts),
      ({ filing, at }) => `${filing} ${at}`,
    ),
    listen(
      handoverFailed,
      'rights.tell-handover',
      (work, { handover }) => tellFailed(work, handover as Id<'hov'>),
      ({ handover }) => handover,
    ),
  ],
  clocks: [
    { name: 'rights.remind', everySeconds: 3600, run: remind },
    { name: 'rights.remind-of-askings', everySeconds: 3600, run: remindOfAskings },
    { name: 'rights.remind-of-owed', everySeconds: 3600, run: remindOfOwed },
    { name: 'rights.look-at-kept', everySeconds: 3600, run: lookAtKept },
    { name: 'rights.look-at-filings', everySeconds: 3600, run: lookAtFilings },
    { name: 'rights.look-at-handovers', everySeconds: 3600, run: lookAtHandovers },
  ],
  holdings: rightsHoldings,
  checks: rightsChecks,
  settings: rightsSettings,
  start: async (tools) => {
    startEntry(tools);
    return undefined;
  },
};
