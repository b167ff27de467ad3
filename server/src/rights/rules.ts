// What may be done with a request: facts in, answer out (Art. 12, 16 to 18, 21).
import type { Answer, Body } from '@parley/contract';

export type RequestKind = Answer<'openRequest'>['kind'];
export type RequestState = Answer<'openRequest'>['state'];
export type Ground = Body<'refuseRequest'>['ground'];
export type Facts = {
  readonly kind: RequestKind;
  readonly state: RequestState;
  readonly source: 'person' | 'staff' | 'retention';
  readonly approvals: number;
  readonly approvalsNeeded: number;
  /** Whether a legal hold stands against erasure (Art. 17(3)(b), (e)). */
  readonly isHeld: boolean;
};
export type Verdict = { readonly may: true } | { readonly may: false; readonly because: string; readonly article: string };

/** Requests that staff answer by doing what is asked; a copy and an erasure are approved, and then carried out by the house. */
export const isWish = (kind: RequestKind): boolean =>
  kind === 'rectification' || kind === 'restriction' || kind === 'objection' || kind === 'human-review';

/** What the person fetches once it is answered: the copy (Art. 15(3)), or what they provided, to take along (Art. 20(1)). */
export const isCopy = (kind: RequestKind): kind is 'access' | 'portability' => kind === 'access' || kind === 'portability';

/** How many members of staff must approve. A copy for a person who proved who they are needs nobody; erasure begun by staff needs a second pair of eyes once two hold the right. */
export function approvalsNeeded(kind: RequestKind, source: 'person' | 'staff' | 'retention', holders: number): number {
  if (isWish(kind) || source === 'retention') return 0; // time has decided, by the rule that the notice says
  if (isCopy(kind)) return source === 'person' ? 0 : 1;
  return source === 'staff' && holders >= 2 ? 2 : 1;
}

/** Whether a request may be carried out now. */
export function mayCarryOut(facts: Facts): Verdict {
  if (facts.state === 'fulfilled' || facts.state === 'refused' || facts.state === 'withdrawn')
    return { may: false, because: 'already-closed', article: '12(3)' };
  if (facts.approvals < facts.approvalsNeeded) return { may: false, because: 'approval-missing', article: '12(3)' };
  if (facts.kind === 'erasure' && facts.isHeld) return { may: false, because: 'legal-hold', article: '17(3)(e)' };
  return { may: true };
}

/**
 * What an objection to a purpose comes to: `final` for direct marketing, without reason or weighing (Art. 21(3)); `weighed` where the basis is a public task or our
 * own interest (Art. 21(1)); `withdrawal` where the basis is consent, since taking it back is the shorter way to the same end (Art. 7(3)); `none` for the rest.
 */
export function objectionTo(
  purpose: { readonly about: string; readonly lawfulBasis: string; readonly advertising: boolean } | undefined,
): 'final' | 'weighed' | 'withdrawal' | 'none' {
  if (purpose?.about !== 'person') return 'none';
  if (purpose.advertising) return 'final';
  if (purpose.lawfulBasis === 'consent') return 'withdrawal';
  return purpose.lawfulBasis === 'legitimate-interests' || purpose.lawfulBasis === 'public-task' ? 'weighed' : 'none';
}

/** The article on which a request of this kind may be refused for this ground; undefined when it may not. */
export function refusalArticle(kind: RequestKind, ground: Ground): string | undefined {
  const own: Readonly<Record<RequestKind, Readonly<Partial<Record<Ground, string>>>>> = {
    access: {},
    portability: {},
    rectification: { 'data-accurate': '16' },
    erasure: {
      'legal-obligation': '17(3)(b)',
      'legal-claims': '17(3)(e)',
      expression: '17(3)(a)',
      'public-health': '17(3)(c)',
      archiving: '17(3)(d)',
    },
    restriction: { 'data-accurate': '18(1)(a)' },
    objection: { 'compelling-grounds': '21(1)' },
    'human-review': {},
  };
  const always: Readonly<Partial<Record<Ground, string>>> = {
    'manifestly-unfounded': '12(5)',
    'manifestly-excessive': '12(5)',
    'not-identified': '12(2)',
  };
  return { ...always, ...own[kind] }[ground];
}
