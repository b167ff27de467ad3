// Finds web addresses in plain text, so that they can be clicked. Only http and https; whatever else looks like a link stays text.

export type Piece = { readonly text: string; readonly href?: string };

const address = /https?:\/\/[^\s<>"'`]+/gi;
const closing = /[.,;:!?…)\]}»”’]+$/; // belongs to the sentence, not to the address

export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const shown = trim(match[0]);
    const href = safe(shown);
    if (!href) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push({ text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

/** Keeps a closing bracket that the address itself opened, as in /wiki/Lamp_(light). */
function trim(raw: string): string {
  const end = closing.exec(raw)?.[0] ?? '';
  const bare = raw.slice(0, raw.length - end.length);
  return end.startsWith(')') && bare.lastIndexOf('(') > bare.lastIndexOf(')') ? `${bare})` : bare;
}

function safe(shown: string): string | undefined {
  try {
    const url = new URL(shown);
    return url.username || url.password ? undefined : url.href; // no https://bank.example@evil.example
  } catch {
    return undefined;
  }
}
