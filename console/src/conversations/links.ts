// Addresses in what people wrote become links, and nothing else does: http and https only, shown as they are, so that no text hides where a link leads.
export type Part = { readonly text: string; readonly href?: string };

const address = /https?:\/\/[^\s<>"'`]{1,2000}/giu;
const trailing = /[.,;:!?*_…»”’]+$/u;

/** A text in parts, links apart; joined again the parts say the same, save that a host outside ASCII is written in its ASCII form (no look-alikes). */
export function linkParts(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(address)) {
    const written = trimmed(found[0]);
    const url = URL.canParse(written) ? new URL(written) : undefined;
    if (!url?.hostname) continue;
    if (found.index > end) parts.push({ text: text.slice(end, found.index) });
    parts.push({ text: isAscii(written) ? written : url.href, href: url.href });
    end = found.index + written.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Without the punctuation of the sentence around it; a closing bracket stays when it was opened inside. */
function trimmed(written: string): string {
  const bare = written.replace(trailing, '');
  return bare.endsWith(')') && !bare.includes('(') ? trimmed(bare.slice(0, -1)) : bare;
}

function isAscii(text: string): boolean {
  return /^[\x21-\x7e]*$/.test(text);
}
