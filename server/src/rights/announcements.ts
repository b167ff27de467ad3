import { announcement } from '#kit/outbox';

/** An erasure may be carried out: erase.ts takes it from here, step by step, also after a crash. */
export const erasureApproved = announcement<{ request: string }>('rights.erasure-approved');
/** A request has its answer: settle.ts tells the person and then ends what held only until then. */
export const requestAnswered = announcement<{ request: string }>('rights.request-answered');
/** A restriction or objection shall end: lifting.ts tells the person and then lifts it. */
export const liftDecided = announcement<{ person: string; fact: string }>('rights.lift-decided');
/** A request takes longer, waits for the person or goes on: course/told.ts tells them. */
export const courseChanged = announcement<{ request: string; step: string }>('rights.course-changed');
/** Requests come nearer to their day: one mail to one member of staff about all of a round, or its urgent ones; `staff` is empty where nobody holds the right. */
export const requestsDue = announcement<{ staff: string; round: string; which: string }>('rights.requests-due');
/** The day of something that was kept back from an erasure comes near; `staff` is empty where nobody holds the right. */
export const keptDue = announcement<{ staff: string; day: string }>('rights.kept-due');
/** Messages that seem to ask for a right wait for days and nobody has decided about them: one mail to one member of staff. */
export const askingsWait = announcement<{ staff: string; waiting: number; since: string }>('rights.askings-wait');
/** Recipients or people are owed a word (Art. 14(3), 19, 26): one mail to one member of staff; `staff` is empty where nobody holds the right. */
export const othersDue = announcement<{ staff: string; round: string }>('rights.others-due');
/** Who asks for a person gets a letter: `named` asks for a proof of the address, `code` carries it. */
export const representativeCalled = announcement<{ request: string; letter: string; at: string }>('rights.representative-called');
/** The person confirmed who receives their data: handover/sending.ts hands it in. */
export const handoverConfirmed = announcement<{ handover: string }>('rights.handover-confirmed');
/** What became of a hand-over is to be asked at the receiver, or that the person takes it back said there. */
export const handoverAsked = announcement<{ handover: string }>('rights.handover-asked');
/** Data handed over by other companies waits for staff: one mail to one of them; `staff` is empty where nobody holds the right. */
export const arrivalsWait = announcement<{ staff: string; round: string }>('rights.arrivals-wait');
/** A hand-over did not arrive: the person hears of it. */
export const handoverFailed = announcement<{ handover: string }>('rights.handover-failed');
/** A platform that filed a request by OpenDSR is told its new status, at one of the addresses it named. */
export const filingMoved = announcement<{ filing: string; status: string; at: number; since: number }>('rights.filing-moved');
