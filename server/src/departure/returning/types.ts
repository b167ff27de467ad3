// An export as the room knows it.
import type { Id } from '#kit/ids';

export type ExportId = Id<'ret'>;
export type ExportState = 'asked' | 'making' | 'ready' | 'gone';
export type ExportRow = {
  readonly id: ExportId;
  readonly state: ExportState;
  readonly askedBy: string;
  readonly approvedBy: string | null;
  /** Whether one of the two, or the one alone, answered for privacy. */
  readonly privacyAgreed: boolean;
  readonly askedAt: Date;
  readonly readyAt: Date | null;
  readonly goneAt: Date | null;
  /** Public key of whoever has the pass phrase. */
  readonly reader: Buffer;
  readonly step: number;
  readonly steps: number;
  /** Key of the last row that was written in this step. */
  readonly place: Record<string, unknown> | null;
  readonly segments: number;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
  readonly lost: number;
  /** Rows by table. */
  readonly figures: Readonly<Record<string, number>>;
  readonly fetched: number;
  /** When it was last handed out to its end. */
  readonly fetchedAt: Date | null;
  /** SHA-256 of its manifest.json. */
  readonly manifest: Buffer | null;
  readonly confirmedAt: Date | null;
};
