// Until when a key for programs works, when it was last used, and what it may do.
import { useWords } from '#lib/language.ts';
import { Badge } from '#ui/badge.tsx';
import { Time } from '#ui/time.tsx';
import { keyWords } from './key-words.ts';

type Used = { readonly expiresAt: string; readonly usedOn: string | null; readonly scopes: readonly string[] };

export function KeyUse({ held }: { held: Used }) {
  const w = useWords(keyWords);
  return (
    <>
      {new Date(held.expiresAt).getTime() < Date.now() ? (
        <Badge tone="warn">{w.ranOut}</Badge>
      ) : (
        <>
          {w.until} <Time at={held.expiresAt} as="day" />
        </>
      )}
      {' · '}
      {held.usedOn ? (
        <>
          {w.lastUsed} <Time at={held.usedOn} as="day" />
        </>
      ) : (
        w.neverUsed
      )}
      <span className="block break-words">{held.scopes.join(', ')}</span>
    </>
  );
}
