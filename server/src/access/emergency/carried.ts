// What an open emergency gives: to read, for the conversation with people, in one inbox or of one person. Never to write, to change or to take away.
import type { Carried, Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import type { Permission } from '../permissions.ts';
import * as store from './store.ts';

const reading: readonly Permission[] = ['people.read', 'conversations.read'];
const purposes = ['service-conversation'] as const;

/** What somebody carries by what they have open now, and until when. One whose person was erased gives nothing. */
export async function carriedInEmergency(ctx: Ctx, staff: StaffId): Promise<{ readonly carried: Carried; readonly until: Date }[]> {
  return (await store.openOf(ctx.db, ctx.workspace, staff, ctx.now)).map((row) => ({
    carried: {
      permissions: reading,
      purposes,
      inboxes: row.inbox_id ? [row.inbox_id] : [],
      teams: null,
      ...(!row.inbox_id && { people: row.person_id ? [row.person_id] : [] }),
      emergency: row.id,
    },
    until: row.ends_at,
  }));
}
