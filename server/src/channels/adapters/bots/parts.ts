// A text cut into messages of the size that a channel carries: between paragraphs, else lines, else sentences, else words, and never within a character.

/** The parts in order, each at most `most` UTF-16 units; together they are the text but for blanks at the cuts. */
export function partsOf(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const end = cutIn(rest, most);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

function cutIn(text: string, most: number): number {
  const head = text.slice(0, most);
  for (const seam of ['\n\n', '\n', '. ', ' ']) {
    const at = head.lastIndexOf(seam);
    if (at > most / 2) return at + seam.trimEnd().length;
  }
  const last = text.charCodeAt(most - 1);
  return last >= 0xd800 && last < 0xdc00 ? most - 1 : most; // a pair stays together
}
