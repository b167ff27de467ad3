// What teams tell later rooms.
import type { TeamId } from '#kit/ids';
import { announcement } from '#kit/outbox';

/** A team was put to rest, or no longer serves an inbox: what is not served any more falls back. */
export const teamChanged = announcement<{ team: TeamId }>('teams.changed');
