// Text from outside: valid Unicode, no control characters, bounded.

/** Line ends as \n; no control characters but line end and tab; lone surrogates replaced; at most `limit` characters. */
export function tidyText(text: string, limit: number): string {
  const tidy = text
    .slice(0, limit)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed();
  const lines = tidy.split('\n').map((line) => line.trimEnd()); // an expression would take time that grows with the square of a run of spaces
  return lines
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}

/** One line: as `tidyText`, with line ends and tabs as spaces and without overrides of the writing direction. Undefined when nothing is left. */
export function tidyLine(text: string | undefined, limit: number): string | undefined {
  const line = (text ?? '')
    .slice(0, limit * 4)
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .toWellFormed()
    .trim();
  return [...line].slice(0, limit).join('').trim() || undefined;
}

/** A media type of usual form in lower case, else application/octet-stream. */
export function tidyType(type: string | undefined): string {
  const bare = type?.split(';')[0]?.trim().toLowerCase() ?? '';
  return /^[a-z0-9.+-]{1,60}\/[a-z0-9.+_-]{1,80}$/.test(bare) ? bare : 'application/octet-stream';
}
