// What changed between two texts, word by word. Additions and removals are elements of their own with a word for screen readers and a line through or
// under them, so that colour never speaks alone.
import { useQuery } from '@tanstack/react-query';
import { keys } from '#lib/keys.ts';
import { useWords, words } from '#lib/language.ts';
import { inPhrases, type Part } from './phrases.ts';

export function Difference({ before, after, lang }: { before: string; after: string; lang?: string }) {
  const w = useWords(own);
  const parts = useParts(before, after);
  return (
    <span lang={lang} className="leading-relaxed whitespace-pre-line [overflow-wrap:anywhere]">
      {parts.map((part, place) => {
        const key = `${place} ${part.value.slice(0, 12)}`;
        if (part.added)
          return (
            <ins key={key} className="rounded-sm bg-good-soft text-good underline decoration-2 underline-offset-2">
              <span className="sr-only">{` [${w.added}: `}</span>
              {part.value}
              <span className="sr-only">] </span>
            </ins>
          );
        if (part.removed)
          return (
            <del key={key} className="rounded-sm bg-bad-soft text-bad line-through decoration-2">
              <span className="sr-only">{` [${w.removed}: `}</span>
              {part.value}
              <span className="sr-only">] </span>
            </del>
          );
        return <span key={key}>{part.value}</span>;
      })}
    </span>
  );
}

/** The texts whole, one after the other, until the comparer is there: it loads only for whoever compares. */
function useParts(before: string, after: string): readonly Part[] {
  const differ = useQuery({
    queryKey: keys.differ,
    queryFn: async () => (await import('diff')).diffWordsWithSpace,
    staleTime: Infinity,
  }).data;
  if (before === after) return [{ value: after }];
  if (differ) return inPhrases(differ(before, after));
  return [
    { value: before, removed: true },
    { value: after, added: true },
  ].filter((part) => part.value);
}

const own = words({ added: 'added', removed: 'removed' }, { added: 'hinzugefügt', removed: 'entfernt' });
