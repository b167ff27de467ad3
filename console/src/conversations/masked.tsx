// What was masked in a message before it was stored, said quietly below it.
import { EyeOff } from 'lucide-react';
import { useLanguage, useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { guardWords } from './guard-words.ts';
import type { Message } from './types.ts';

export function Masked({ kinds }: { kinds: Message['masked'] }) {
  const w = useWords(guardWords);
  const what = useMaskedNames()(kinds);
  if (kinds.length === 0) return null;
  return (
    <p className="mt-1">
      <Badge icon={EyeOff}>{w.masked(what)}</Badge>
    </p>
  );
}

/** "Card number, password". */
export function useMaskedNames(): (kinds: Message['masked']) => string {
  const w = useWords(guardWords);
  const language = useLanguage();
  return (kinds) => {
    const list = kinds.map((kind) => w[kind]).join(', ');
    return list.charAt(0).toLocaleUpperCase(language) + list.slice(1);
  };
}
