// Choices that went with an answer, below it: what the person was asked. Nothing here is pressed.
import { useWords } from '#lib/language.ts';
import { threadWords } from './words.ts';

export function Offered({ titles }: { titles: readonly string[] }) {
  const w = useWords(threadWords);
  if (titles.length === 0) return null;
  return (
    <ul aria-label={w.offered} className="mt-1.5 flex max-w-full flex-wrap justify-end gap-1.5">
      {titles.map((title) => (
        <li key={title} className="rounded-md border border-line bg-raised px-2.5 py-1 text-sm">
          {title}
        </li>
      ))}
    </ul>
  );
}
