import { announcement } from '#kit/outbox';

/** An erasure may be carried out: erase.ts takes it from here, step by step, also after a crash. */
export const erasureApproved = announcement<{ request: string }>('rights.erasure-approved');
/** A request has its answer: settle.ts tells the person and then ends what held only until then. */
export const requestAnswered = announcement<{ request: string }>('rights.request-answered');
/** A restriction or objection shall end: lifting.ts tells the person and then lifts it. */
export const liftDecided = announcement<{ person: string; fact: string }>('rights.lift-decided');
