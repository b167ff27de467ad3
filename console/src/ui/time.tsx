// An instant in the reader's words, with the full date for machines and on hover.
import { useLanguage } from '#lib/language.ts';
import { clock, fullDay, fullTime, shortTime } from '#lib/time.ts';

const forms = { short: shortTime, clock, day: fullDay, full: fullTime } as const;

export function Time({ at, as = 'short', className }: { at: string; as?: keyof typeof forms; className?: string }) {
  const language = useLanguage();
  return (
    <time dateTime={at} title={/T/.test(at) ? fullTime(at, language) : undefined} className={className}>
      {forms[as](at, language)}
    </time>
  );
}
