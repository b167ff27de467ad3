import { announcement } from '#kit/outbox';

/** An erasure may be carried out: erase.ts takes it from here, step by step, also after a crash. */
export const erasureApproved = announcement<{ request: string }>('rights.erasure-approved');
