// A refusal of the gate, said calmly: it is no error, it is the rule at work. Always with the reason in words and the article.
import { ShieldX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useArticle } from '#lib/article.ts';
import { useWords, words } from '#lib/language.ts';
import { Callout } from '#ui/callout.tsx';

type RefusalProps = { title?: string; verdict: { article: string; words: string }; alert?: boolean; children?: ReactNode };

/** `children`: what is still possible. */
export function Refusal({ title, verdict, alert, children }: RefusalProps) {
  const w = useWords(own);
  return (
    <Callout tone="warn" icon={ShieldX} title={title ?? w.refused} {...(alert && { alert })}>
      {verdict.words} <Article of={verdict.article} />
      {children}
    </Callout>
  );
}

/** `7(3)` as the language of the page cites it; nothing when the server named none. */
export function Article({ of }: { of: string }) {
  const cite = useArticle();
  if (!of) return null;
  return <span className="whitespace-nowrap text-muted">{cite(of)}</span>;
}

const own = words({ refused: 'The gate refused this' }, { refused: 'Die Schranke hat das abgelehnt' });
