// A refusal of the gate, said calmly: it is no error, it is the rule at work. Always with the reason in words and the article.
import { ShieldCheck, ShieldX } from 'lucide-react';
import { useWords, words } from '#lib/language.ts';
import { Callout } from '#ui/callout.tsx';

type Verdict = { allowed: boolean; article: string; words: string };

export function Refusal({ title, verdict, alert }: { title?: string; verdict: Omit<Verdict, 'allowed'>; alert?: boolean }) {
  const w = useWords(own);
  return (
    <Callout tone="warn" icon={ShieldX} title={title ?? w.refused} {...(alert && { alert })}>
      {verdict.words} <Article of={verdict.article} />
    </Callout>
  );
}

/** The mark of one verdict: a shield and the article it rests on; its words for assistive technology. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const w = useWords(own);
  const Icon = verdict.allowed ? ShieldCheck : ShieldX;
  return (
    <span className={`inline-flex items-center gap-1.5 text-sm ${verdict.allowed ? 'text-good' : 'text-warn'}`}>
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2} />
      {verdict.allowed ? w.allowed : w.not}
    </span>
  );
}

/** `7(3)` as `Art. 7(3)`; nothing when the server named none. */
export function Article({ of }: { of: string }) {
  if (!of) return null;
  return <span className="whitespace-nowrap text-muted">{/^\d/.test(of) ? `Art. ${of}` : of}</span>;
}

const own = words(
  { refused: 'The gate refused this', allowed: 'Allowed', not: 'Not allowed' },
  { refused: 'Die Schranke hat das abgelehnt', allowed: 'Erlaubt', not: 'Nicht erlaubt' },
);
