// Text to take away: a code block or a line with a button that copies it.
import { Check, Copy as CopyIcon } from 'lucide-react';
import { useState } from 'react';
import { useWords, words } from '#lib/language.ts';
import { Button } from '#ui/button.tsx';

export function CopyButton({ text, label }: { text: string; label?: string }) {
  const w = useWords(own);
  const [done, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setDone(true);
    setTimeout(() => setDone(false), 2000);
  };
  return (
    <Button size="sm" icon={done ? Check : CopyIcon} onClick={() => void copy()}>
      <span aria-live="polite">{done ? w.copied : (label ?? w.copy)}</span>
    </Button>
  );
}

export function CodeBlock({ text, label }: { text: string; label: string }) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line bg-canvas">
      <figcaption className="flex items-center justify-between gap-3 border-b border-line py-1.5 pr-1.5 pl-3 text-sm text-muted">
        {label}
        <CopyButton text={text} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0} className="focus-inset overflow-x-auto px-3 py-2.5 font-mono text-sm leading-relaxed">
        {text}
      </pre>
    </figure>
  );
}

const own = words({ copy: 'Copy', copied: 'Copied' }, { copy: 'Kopieren', copied: 'Kopiert' });
