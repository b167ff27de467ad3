// Joins changes that only a space or a lone word keeps apart: a sentence that was rewritten reads as one taken out and one put in, not as a pattern of both. Pure.
export type Part = { readonly value: string; readonly added?: boolean; readonly removed?: boolean };

/** The same texts in fewer parts, removals before additions; what is the same and long enough to rest on stays apart. */
export function inPhrases(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  let open = { removed: '', added: '' };
  const close = (): void => {
    if (open.removed) joined.push({ value: open.removed, removed: true });
    if (open.added) joined.push({ value: open.added, added: true });
    open = { removed: '', added: '' };
  };
  parts.forEach((part, place) => {
    const isBetween = open.removed + open.added !== '' && parts[place + 1] !== undefined;
    if (part.removed) open.removed += part.value;
    else if (part.added) open.added += part.value;
    else if (isBetween && isSlight(part.value)) open = { removed: open.removed + part.value, added: open.added + part.value };
    else {
      close();
      joined.push({ value: part.value });
    }
  });
  close();
  return joined;
}

/** A space, or one short word: nothing that an eye rests on. */
const isSlight = (text: string): boolean => !text.includes('\n') && /^\s*\p{L}{0,3}\s*$/u.test(text);
