// Meta adds fields and kinds without notice: what is read is read loosely, and what is not as expected counts as not there.

export type Loose = Readonly<Record<string, unknown>>;

export const obj = (value: unknown): Loose =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Loose) : {};
export const list = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.map(obj) : []);
/** A text, also one that came as a number; empty when it is neither. */
export const str = (value: unknown): string =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : typeof value === 'number' ? String(value) : '';
/** What is there and not empty, in lines. */
export const lines = (...parts: readonly string[]): string => parts.filter((each) => each.trim() !== '').join('\n');
/** A moment in milliseconds; undefined where none was told, or none that a calendar has. */
export const momentOf = (ms: number): Date | undefined => (ms > 0 && ms < 8.64e15 ? new Date(ms) : undefined);
