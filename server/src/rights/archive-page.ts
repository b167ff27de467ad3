// The readable part of the access copy: one calm page without scripts or outside links.
import type { Lasting } from '@parley/contract/kept';
import type { About } from './archive-facts.ts';
import { wordsIn } from './archive-words.ts';
import { beside, nothingIn } from './copy-words/page.ts';
import type { Told, tellingIn } from './copy-words/telling.ts';

const style =
  'body{font:17px/1.55 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1.25rem;color:#1c2430;background:#fff}h1{font-size:1.9rem}h2{margin-top:2.6rem;font-size:1.25rem}dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.15rem 1rem;margin:0 0 1rem;padding:.9rem 1.1rem;background:#f5f6f8;border-radius:10px}dt{color:#5a6473}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}small{color:#5a6473}@media(prefers-color-scheme:dark){body{background:#14181e;color:#e8ebf0}dl{background:#1e242c}dt,small{color:#9aa5b4}}';

/** What stands over the items of one holding. */
export type Section = {
  readonly holding: string;
  readonly title: string;
  readonly purpose: string;
  readonly keptFor: string;
  readonly kept: readonly Lasting[];
};

/** The beginning of the page. Every value that these give is escaped. */
export function pageHead(language: string, now: Date): string {
  const say = wordsIn(language);
  return `<!doctype html><html lang="${say.lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${say.title}</title><style>${style}</style><h1>${say.title}</h1><p><small>${say.made} ${now.toISOString().slice(0, 16).replace('T', ' ')} UTC. ${beside[say.lang]}</small></p>`;
}

export const sectionHead = ({ title, purpose, keptFor }: Section, language: string): string =>
  `<h2>${escaped(title)}</h2><p><small>${escaped(purpose)} · ${wordsIn(language).kept}: ${escaped(keptFor)}</small></p>`;

export type Telling = ReturnType<typeof tellingIn>;
/** An item with the names of its files; `isPlain`: nothing in it needs escaping (`isPlainJson`), so that nothing is looked for in what stands there as it is. */
type WriteItem = (item: Item, files: readonly string[] | undefined, isPlain: boolean) => string;
type Item = { readonly at?: string | undefined; readonly fields: Readonly<Record<string, unknown>> };

/** How the items of a holding are written, of which the page leaves out what is empty or of use to a program alone, and the purpose that stands over them all. */
export function readyToWrite(tell: Telling, table: string, language: string, purpose?: string): WriteItem {
  const known = new Map<string, { readonly term: string; readonly say: Told['say'] } | undefined>();
  const ready = (field: string) => {
    const told = tell(table, field);
    const made = told && { term: `<dt>${escaped(told.name)}<dd>`, say: told.say }; // a term and its description end where the next begins (HTML 13.1.2.4)
    known.set(field, made);
    return made;
  };
  const line = (field: string, value: unknown, isPlain: boolean) => {
    if (value === null || value === undefined || value === '') return '';
    const told = known.has(field) ? known.get(field) : ready(field);
    const said = told?.say(value);
    return told && said !== undefined && (said !== purpose || field !== 'purpose')
      ? told.term + (isPlain && said === value ? said : escaped(said))
      : '';
  };
  return ({ at, fields }, files, isPlain) => {
    let text = `<dl>${line('at', at, true)}`;
    for (const field of Object.keys(fields)) text += line(field, fields[field], isPlain);
    if (files?.length) text += `<dt>${wordsIn(language).files}<dd>${escaped(files.join(', '))}`;
    return `${text}</dl>`;
  };
}

/** Whether no name and no value of a JSON text has a character that the page escapes; a quote within one stands behind a backslash there (RFC 8259). */
export const isPlainJson = (json: string): boolean => !/[&<>'\\]/.test(json);

/** The holdings in which nothing stands, in one list. */
export const pageEmpty = (titles: readonly string[], language: string): string =>
  titles.length === 0 ? '' : `<h2>${nothingIn[wordsIn(language).lang]}</h2><p>${titles.map(escaped).join(' · ')}</p>`;

/** What stands at the end: the facts of Art. 15(1). */
export function pageFacts(about: About, tell: Telling, language: string): string {
  const say = wordsIn(language);
  const write = readyToWrite(tell, 'facts', language);
  const list = (each: readonly Readonly<Record<string, unknown>>[]) =>
    each.map((fields) => write({ fields }, undefined, false)).join('') || `<p>${say.none}</p>`;
  return [
    `<h2>${say.purposes}</h2>${about.purposes.map((each) => block({ [each.name]: each.description, Art: each.article, [say.kept]: each.kept })).join('')}`,
    `<h2>${say.until}</h2>${untilIn(about, language)}`,
    `<h2>${say.recipients}</h2>${list(about.recipients)}`,
    `<h2>${say.read}</h2>${list(about.whoRead)}`,
    `<h2>${say.source}</h2><p>${escaped(about.source)}</p><h2>${say.automated}</h2><p>${escaped(about.automatedDecisions)}</p><ul>${about.automations.map(({ title, logic, times }) => `<li><strong>${escaped(title)}</strong>${times === null ? '' : ` (${times})`}: ${escaped(logic)}</li>`).join('')}</ul>`,
    Object.values(about.leftOut).some((count) => count > 0) ? `<h2>${say.leftOut}</h2><p>${say.leftOutText}</p>` : '',
    about.unreadable
      ? `<h2>${say.closed.title}</h2><p>${escaped(about.unreadable.says)}</p>${block(Object.fromEntries(about.unreadable.records.map(({ title, count }) => [title, count])))}`
      : '',
    `<h2>${say.rights}</h2><p>${say.rightsText}</p>${list([about.company])}`,
  ].join('');
}

function untilIn({ upTo, until }: About, language: string): string {
  const say = wordsIn(language);
  if (upTo !== null) return `<p>${escaped(say.asOf(`${upTo.slice(0, 16).replace('T', ' ')} UTC`))}</p>`;
  const of = ({ goesOn, heldBecause }: About['until'][number]) =>
    goesOn ?? (heldBecause === null ? say.unknown : say[heldBecause as 'held']);
  return until.map((each) => block({ [each.what]: of(each) })).join('') || `<p>${say.none}</p>`;
}

function block(fields: Readonly<Record<string, unknown>>): string {
  let text = '<dl>';
  for (const [name, value] of Object.entries(fields))
    if (value !== null && value !== undefined && value !== '') text += `<dt>${escaped(name)}<dd>${escaped(String(value))}`;
  return `${text}</dl>`;
}

const escaped = (text: string): string => (/[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`) : text);
