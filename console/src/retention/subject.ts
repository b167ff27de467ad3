// Whom or what somebody means by an address they copied, or by an id.

/** The last person or conversation in it; undefined when there is none. */
export function subjectOf(address: string): { person: string } | { conversation: string } | undefined {
  const [kind, rest] = [...address.matchAll(/(per|cnv)_[0-9a-hjkmnp-tv-z]{26}/g)].at(-1)?.[0].split('_') ?? [];
  if (kind === 'per') return { person: `per_${rest}` };
  return kind === 'cnv' ? { conversation: `cnv_${rest}` } : undefined;
}
