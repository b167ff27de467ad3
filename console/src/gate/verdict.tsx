// How an answer of the gate looks: allowed, refused by a rule, or simply not possible because nothing leads there. Never by colour alone.
import { CircleSlash, ShieldCheck, ShieldX } from 'lucide-react';
import { useWords } from '#lib/language.ts';
import type { Allowance } from './choice.tsx';
import { gateWords } from './words.ts';

type Decision = Allowance['decision'];
const facts: ReadonlySet<string> = new Set(['no-channel', 'no-address']);
const isFact = ({ allowed, because }: Decision): boolean => !allowed && facts.has(because);

/** Decoration beside the word. */
export function VerdictIcon({ decision, className = 'size-4' }: { decision: Decision; className?: string }) {
  const Icon = decision.allowed ? ShieldCheck : isFact(decision) ? CircleSlash : ShieldX;
  const tone = decision.allowed ? 'text-good' : isFact(decision) ? 'text-muted' : 'text-warn';
  return <Icon aria-hidden className={`shrink-0 ${tone} ${className}`} strokeWidth={2} />;
}

/** Allowed, not allowed, or not possible. */
export function useVerdictWord(): (decision: Decision) => string {
  const w = useWords(gateWords);
  return (decision) => (decision.allowed ? w.allowed : isFact(decision) ? w.notPossible : w.not);
}
