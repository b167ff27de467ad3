// Sentences of the server in German, by the English one. What is filled in stands as # in both, in the same order.

/** Undefined where the table has no words for it. */
export function inGerman(table: Readonly<Record<string, string>>, sentence: string): string | undefined {
  if (Object.hasOwn(table, sentence)) return table[sentence];
  for (const [english, german] of Object.entries(table)) {
    if (!english.includes('#')) continue;
    const form = english
      .split('#')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('(.+?)');
    const filled = new RegExp(`^${form}$`, 's').exec(sentence)?.slice(1);
    if (filled) return german.replaceAll('#', () => filled.shift() ?? '');
  }
  return undefined;
}
