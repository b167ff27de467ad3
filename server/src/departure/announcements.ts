// What the departure tells itself for later: work that takes longer than a request may.

import type { Id } from '#kit/ids';
import { announcement } from '#kit/outbox';
import type { ExportId } from './returning/types.ts';

export const exportApproved = announcement<{ export: ExportId }>('departure.export-approved');
/** One who answers for privacy hears that an export waits for them. */
export const exportWaits = announcement<{ export: ExportId; staff: string }>('departure.export-waits');
/** Whoever heard of the end hears that it is called off. */
export const endCalledOff = announcement<{ departure: Id<'dep'>; askedBy: string; endsAt: string }>('departure.end-called-off');
