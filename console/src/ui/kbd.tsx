// A key, or several in a row, as a small cap.
import { named, useWords, words } from '#lib/language.ts';

export function Kbd({ keys }: { keys: string }) {
  const w = useWords(caps);
  return (
    <span className="inline-flex gap-0.5">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line bg-canvas px-1 font-sans text-2xs leading-none text-muted"
        >
          {named(w, key)}
        </kbd>
      ))}
    </span>
  );
}

const caps = words({ Enter: '↵', Control: 'Ctrl', Escape: 'Esc' }, { Enter: '↵', Control: 'Strg', Escape: 'Esc' });
