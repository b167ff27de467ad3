// What may be done with a request: facts in, answer out (Art. 12, 17).
import type { Answer } from '@parley/contract';

export type RequestKind = Answer<'openRequest'>['kind'];
export type RequestState = Answer<'openRequest'>['state'];
export type Facts = {
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly source: 'person' | 'staff';
  readonly approvals: number;
  readonly approvalsNeeded: number;
  /** Whether a legal hold stands against erasure (Art. 17(3)(b), (e)). */
  readonly isHeld: boolean;
};
export type Verdict = { readonly may: true } | { readonly may: false; readonly because: string; readonly article: string };

/** How many members of staff must approve. Access by a person who proved who they are needs nobody; erasure begun by staff needs a second pair of eyes once two hold the right. */
export function approvalsNeeded(kind: RequestKind, source: 'person' | 'staff', holders: number): number {
  if (kind === 'access') return source === 'person' ? 0 : 1;
  return source === 'staff' && holders >= 2 ? 2 : 1;
}

/** Whether a request may be carried out now. */
export function mayCarryOut(facts: Facts): Verdict {
  if (facts.state === 'fulfilled' || facts.state === 'refused') return { may: false, because: 'already-closed', article: '12(3)' };
  if (facts.approvals < facts.approvalsNeeded) return { may: false, because: 'approval-missing', article: '12(3)' };
  if (facts.kind === 'erasure' && facts.isHeld) return { may: false, because: 'legal-hold', article: '17(3)(e)' };
  return { may: true };
}

/** Grounds on which a request may be refused, with their article. */
export const refusalGrounds = {
  'manifestly-unfounded': '12(5)',
  'manifestly-excessive': '12(5)',
  'legal-obligation': '17(3)(b)',
  'legal-claims': '17(3)(e)',
  'data-accurate': '16',
  'compelling-grounds': '21(1)',
} as const;
