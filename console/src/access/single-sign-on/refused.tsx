// Why somebody was not let in, and what they can do.
import { Link } from '@tanstack/react-router';
import { EntryFrame } from '#access/entry-frame.tsx';
import { becauseOf, errorWords } from '#lib/client.ts';
import { useWords } from '#lib/language.ts';
import { buttonClass } from '#ui/button.tsx';
import { Callout } from '#ui/callout.tsx';
import { providerEntryWords } from './entry-words.ts';

export function Refused({ error, provider }: { error: unknown; provider: string }) {
  const w = useWords(providerEntryWords);
  const because = becauseOf(error) ?? '';
  const reason = because in w ? w[because as 'no-role'] : errorWords(error);
  return (
    <EntryFrame title={w.refusedTitle}>
      <div className="grid gap-4">
        <Callout tone="bad" alert title={reason} />
        <a href={`/sign-in/${provider}`} className={buttonClass('solid')}>
          {w.again}
        </a>
        <Link to="/sign-in" search={{}} className={buttonClass('quiet')}>
          {w.otherWay}
        </Link>
      </div>
    </EntryFrame>
  );
}
