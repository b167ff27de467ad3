// HTML by tagged template: whatever is put in is escaped, unless it is HTML made here. Attribute values must stand in double quotes.

const made = Symbol('html');
export type Html = { readonly [made]: string };
export type Part = Html | string | number | false | null | undefined | readonly Part[];

/** Builds HTML; strings and numbers are escaped, lists are joined, false and nothing are left out. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return { [made]: strings.reduce((all, text, i) => all + text + (i < parts.length ? render(parts[i]) : ''), '') };
}

/** The text of finished HTML, to be sent. */
export function textOf(page: Html): string {
  return page[made];
}

/** Text of ours that is not HTML but must go in as it is: style sheets. Never for data. */
export function raw(trusted: string): Html {
  return { [made]: trusted };
}

function render(part: Part): string {
  if (part === false || part === null || part === undefined) return '';
  if (Array.isArray(part)) return part.map(render).join('');
  if (typeof part === 'object') return (part as Html)[made] ?? '';
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
