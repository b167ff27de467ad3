// What the departure tells itself for later: work that takes longer than a request may.
import { announcement } from '#kit/outbox';
import type { ExportId } from './returning/types.ts';

export const exportApproved = announcement<{ export: ExportId }>('departure.export-approved');
