// The end of a contract as the room knows it.
import type { Id } from '#kit/ids';

export type End = {
  readonly endsAt: Date;
  /** Everything goes back before it is deleted; the deletion waits until it was fetched. */
  readonly returns: boolean;
  /** Legal holds: the deletion waits for them, or the company has taken the duty over with the export. */
  readonly holds: 'wait' | 'handed-over';
};
export type Stage = 'closed' | 'taken-back' | 'shredded' | 'files' | 'rows' | 'probed';
export type EndRow = End & {
  readonly id: Id<'dep'>;
  readonly state: 'asked' | 'planned' | 'closing' | 'leaving';
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly approvedBy: string | null;
  readonly stage: Stage | null;
  readonly place: string | null;
  readonly figures: Readonly<Record<string, number | string>>;
};
