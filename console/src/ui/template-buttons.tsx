// The buttons of an approved message as they are read: what each says, and what it opens or calls.
import { useWords, words } from '#lib/language.ts';

export function TemplateButtons({ buttons }: { buttons: readonly string[] | undefined }) {
  const w = useWords(buttonWords);
  if (!buttons?.length) return null;
  return (
    <ul aria-label={w.buttons} className="mt-2 grid gap-1">
      {buttons.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the buttons of a template never change places
        <li key={at} className="rounded-md border border-line px-3 py-1.5 text-center text-sm [overflow-wrap:anywhere]">
          {line}
        </li>
      ))}
    </ul>
  );
}

const buttonWords = words({ buttons: 'Its buttons' }, { buttons: 'Ihre Schaltflächen' });
