// Where the seals of what is kept back belong: the reason first under the person, then, as everything else here, under the item's own key.
import type { Place } from '#keys';
import type { Id, SubjectId } from '#kit/ids';
import type { KeptId } from './store.ts';

export const placeOfReason = (kept: KeptId, subject: SubjectId): Place => ({ subject, table: 'kept_items', row: kept, column: 'reason' });
export const placeOfWords = (kept: KeptId, part: Id<'kpp'>): Place => ({ subject: kept, table: 'kept_parts', row: part, column: 'words' });
export const placeOfContent = (kept: KeptId, part: Id<'kpp'>): Place => ({ ...placeOfWords(kept, part), column: 'content' });
/** What a permit must name to open them. */
export const keptFields = ['kept_items.reason', 'kept_parts.words', 'kept_parts.content'] as const;
