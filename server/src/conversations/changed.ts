// How a message that was changed later is shown, and where a reaction to it is sealed.
import type { Answer } from '@parley/contract';
import type { Place } from '#keys';
import type { Sealed } from '#kit/seal';
import type { MessageRow } from './store.ts';

export const placeOfReaction = (row: Pick<MessageRow, 'id' | 'person'>): Place => ({
  subject: row.person,
  table: 'messages',
  row: row.id,
  column: 'reaction',
});

/** The reactions to these messages, still sealed, in order. */
export function reactionsOf(rows: readonly MessageRow[]): { place: Place; sealed: Sealed }[] {
  return rows.flatMap((row) => (row.reaction ? [{ place: placeOfReaction(row), sealed: row.reaction }] : []));
}

export const changesOf = ({ editedAt, unsentAt }: MessageRow, reaction: string | null): Answer<'addMessage'>['changes'] => ({
  edited: editedAt?.toISOString() ?? null,
  unsent: unsentAt?.toISOString() ?? null,
  reaction: unsentAt ? null : reaction,
});
