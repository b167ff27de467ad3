// When a push service wants to be asked again.
/** Retry-After in seconds, or as a date (RFC 9110); nothing where it is neither. */
export function secondsIn(retryAfter: string | null, now: Date): { afterSeconds?: number } {
  if (retryAfter === null) return {};
  const after = /^\d{1,7}$/.test(retryAfter) ? Number(retryAfter) : Math.ceil((Date.parse(retryAfter) - now.getTime()) / 1000);
  return after > 0 ? { afterSeconds: after } : {};
}
