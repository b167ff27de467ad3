// Who has which conversation open, and who writes: in this process only, never stored, and forgotten within seconds (docs/decisions/017). Pure but for its maps.
import type { ConversationId, StaffId, WorkspaceId } from '#kit/ids';

export type PresenceState = 'viewing' | 'writing' | 'gone';
export type Present = { readonly staff: StaffId; readonly state: 'viewing' | 'writing' };
export type Room = { readonly staff: readonly Present[]; readonly personWriting: boolean };
/** Times in milliseconds. What is told holds for `viewingMs`, writing for `writingMs`; whoever stays says so again. */
export type Board = {
  tell(place: Place, staff: StaffId, state: PresenceState, now: number): void;
  personWrites(place: Place, now: number): void;
  personStopped(place: Place): void;
  read(place: Place, now: number): Room;
  /** How many conversations are kept. */
  size(): number;
};
type Place = { readonly workspace: WorkspaceId; readonly conversation: ConversationId };
type Seen = { viewingUntil: number; writingUntil: number };
type Kept = { readonly staff: Map<StaffId, Seen>; personUntil: number };

export const viewingMs = 45_000;
export const writingMs = 6_000;

/** A board that holds at most so many conversations and members of staff in each; the longest untouched go first. */
export function openBoard(mostConversations = 5_000, mostStaff = 30): Board {
  const kept = new Map<string, Kept>();

  function touch({ workspace, conversation }: Place): Kept {
    const key = `${workspace} ${conversation}`;
    const found = kept.get(key) ?? { staff: new Map(), personUntil: 0 };
    kept.delete(key);
    kept.set(key, found); // touched last, goes last
    if (kept.size > mostConversations) kept.delete(kept.keys().next().value as string);
    return found;
  }
  function look(place: Place, now: number): Kept | undefined {
    const key = `${place.workspace} ${place.conversation}`;
    const found = kept.get(key);
    if (!found) return undefined;
    for (const [staff, seen] of found.staff) if (seen.viewingUntil <= now) found.staff.delete(staff);
    if (found.staff.size === 0 && found.personUntil <= now) kept.delete(key);
    return kept.get(key);
  }
  return {
    tell(place, staff, state, now) {
      if (state === 'gone') kept.get(`${place.workspace} ${place.conversation}`)?.staff.delete(staff);
      else {
        const room = touch(place).staff;
        room.delete(staff);
        room.set(staff, { viewingUntil: now + viewingMs, writingUntil: state === 'writing' ? now + writingMs : 0 });
        if (room.size > mostStaff) room.delete(room.keys().next().value as StaffId);
      }
      look(place, now);
    },
    personWrites(place, now) {
      touch(place).personUntil = now + writingMs;
    },
    personStopped(place) {
      const found = kept.get(`${place.workspace} ${place.conversation}`);
      if (found) found.personUntil = 0;
    },
    read(place, now) {
      const found = look(place, now);
      const staff = [...(found?.staff ?? [])].map(
        ([id, seen]): Present => ({ staff: id, state: seen.writingUntil > now ? 'writing' : 'viewing' }),
      );
      return { staff: staff.sort((a, b) => (a.staff < b.staff ? -1 : 1)), personWriting: (found?.personUntil ?? 0) > now };
    },
    size: () => kept.size,
  };
}
