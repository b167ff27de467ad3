// The way back to the newest message for whoever reads further up, with how many came in meanwhile.
import { ArrowDown } from 'lucide-react';
import { useState } from 'react';
import { useWords } from '#lib/language.ts';
import type { Row } from './rows.ts';
import { threadWords } from './words.ts';

export function NewestButton({ rows, atEnd, onPress }: { rows: readonly Row[]; atEnd: boolean; onPress: () => void }) {
  const w = useWords(threadWords);
  const last = rows.at(-1)?.message.sequence ?? 0;
  const [seen, setSeen] = useState(last);
  if (atEnd && seen !== last) setSeen(last);
  if (atEnd) return null;
  let count = 0;
  for (let at = rows.length - 1; (rows[at]?.message.sequence ?? 0) > seen; at -= 1) if (rows[at]?.message.direction === 'in') count += 1;
  return (
    <button
      type="button"
      onClick={onPress}
      className={`absolute bottom-3 left-1/2 inline-flex h-8 -translate-x-1/2 animate-fade items-center gap-1.5 rounded-full border px-3.5 text-sm font-medium shadow-float pointer-coarse:h-10 ${count > 0 ? 'border-transparent bg-solid text-white hover:bg-solid-hover' : 'border-line bg-raised text-ink hover:bg-hover'}`}
    >
      <ArrowDown aria-hidden className="size-4" strokeWidth={2} />
      {count > 0 ? w.newBelow(count) : w.newest}
    </button>
  );
}
