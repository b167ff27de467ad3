// JSON with keys in order: what the database gives back in another order is the same, and is hashed and signed the same.
/** `value` as JSON, the keys of every object sorted. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part as Record<string, unknown>).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
