// The reply window: some providers let a company write freely only for a while after the person's last message. After it they take a message that they approved, or
// one that a person of the company writes. Decided here before anything leaves, so that an agent reads why in our words and not as a code of theirs. Pure.

export type Window = {
  readonly hours: number;
  /** How long a person, and no machine, may still write. */
  readonly personHours?: number;
  /** Whether an approved message may be sent at any time. */
  readonly templates?: true;
};
/** `person`: only a member of staff may write, until then. */
export type Standing = { readonly state: 'open' | 'person'; readonly until: Date } | { readonly state: 'closed'; readonly until: null };

const hourMs = 3_600_000;

/** Where a conversation stands at a moment; who never wrote has a closed window. */
export function standingOf(window: Window, lastHeard: Date | undefined, now: Date): Standing {
  if (!lastHeard) return { state: 'closed', until: null };
  const [open, person] = [window.hours, window.personHours ?? 0].map((hours) => new Date(lastHeard.getTime() + hours * hourMs));
  if (open && now < open) return { state: 'open', until: open };
  if (person && now < person) return { state: 'person', until: person };
  return { state: 'closed', until: null };
}

export type Leave = { readonly allowed: true; readonly isLate: boolean } | { readonly allowed: false; readonly because: 'window-closed' };

/** Whether a message may leave where it stands. */
export function mayLeave(standing: Standing, message: { readonly isTemplate: boolean; readonly byPerson: boolean }): Leave {
  if (message.isTemplate || standing.state === 'open') return { allowed: true, isLate: false };
  if (standing.state === 'person' && message.byPerson) return { allowed: true, isLate: true };
  return { allowed: false, because: 'window-closed' };
}
