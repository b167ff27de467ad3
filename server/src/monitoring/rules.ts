// What becomes of a finding, and by when: decisions over plain facts.

export type Severity = 'low' | 'medium' | 'high';
export type FindingState = 'open' | 'accepted' | 'repaired' | 'verified';
export type ControlState = 'passes' | 'fails' | 'unknown';

/** Days until a finding should be repaired; SECURITY.md promises the same for weak components. */
const daysToRepair: Readonly<Record<Severity, number>> = { high: 7, medium: 30, low: 90 };
/** Nobody accepts a risk for longer than a year without looking again. */
export const mostDaysAccepted = 366;
const next: Readonly<Record<FindingState, readonly FindingState[]>> = {
  open: ['accepted', 'repaired'],
  accepted: ['open', 'repaired'],
  repaired: ['open', 'verified'],
  verified: [],
};

/** Whether somebody else than who repaired it verifies a finding of this severity. */
export const takesTwo = (severity: Severity): boolean => severity === 'high';

/** The day, YYYY-MM-DD, by which a finding opened at this instant is due. */
export function dueOn(severity: Severity, openedAt: Date): string {
  return dayAfter(openedAt, daysToRepair[severity]);
}

/** The calendar day (UTC) so many days after an instant. */
export function dayAfter(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** A calendar day so many months later; the last of the month where it has no such day. */
export function monthsLater(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

export function mayBecome(from: FindingState, to: FindingState): boolean {
  return next[from].includes(to);
}

/** Whether the state counts as closed: nobody has to do anything. */
export const isClosed = (state: FindingState): boolean => state === 'repaired' || state === 'verified';

/** Late is what is open after its day. An accepted one is looked at again when its time is over. */
export function isOverdue(state: FindingState, due: string, today: string): boolean {
  return state === 'open' && due < today;
}

export type Step = 'open' | 'reopen' | 'repair' | 'keep' | 'nothing';

/** What a look at a control means for its finding (`undefined`: none that is not verified). What could not be looked at changes nothing. */
export function afterLook(
  look: ControlState,
  finding: { state: FindingState; acceptedUntil: string | null } | undefined,
  today: string,
): Step {
  if (look === 'unknown') return 'nothing';
  if (look === 'passes') return finding && !isClosed(finding.state) ? 'repair' : 'nothing';
  if (!finding) return 'open';
  if (isClosed(finding.state)) return 'reopen';
  return finding.state === 'accepted' && (finding.acceptedUntil ?? '') < today ? 'reopen' : 'keep';
}
