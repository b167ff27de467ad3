// What later rooms hear from retention.
import type { PersonId } from '#kit/ids';
import { announcement } from '#kit/outbox';

/** Nothing of this person and of those joined with them is left to keep. */
export const personRanOut = announcement<{ person: PersonId }>('retention.person-ran-out');
