// A template as it is read: its gaps filled in the order in which its provider counts them, as the server does.
const gap = /\{\{\s*([a-z0-9_]{1,60})\s*\}\}/g;

/** The words of a template with what stands in its gaps; a gap that nothing fills stays as it is. */
export function filledTemplate(text: string, gaps: readonly string[], values: readonly string[]): string {
  return text.replace(gap, (whole, name: string) => values[gaps.indexOf(name)] || whole);
}

/** The gaps of a text: numbers by their size, names as they stand. */
export function gapsOf(text: string): string[] {
  const names = [...new Set([...text.matchAll(gap)].map((found) => found[1] ?? ''))];
  return names.every((name) => /^\d+$/.test(name)) ? names.sort((one, other) => Number(one) - Number(other)) : names;
}
