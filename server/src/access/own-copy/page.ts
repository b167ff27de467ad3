// The readable form of a member of staff's own copy: one calm page without scripts or outside links.
import { keptWords } from '@parley/contract/kept-words';
import type { ExportItem } from '#kit/holding';
import type { OwnCopy } from './copy.ts';
import { fieldWord } from './field-words.ts';

const words = {
  en: {
    title: 'What is held about you as a colleague',
    made: 'Made on',
    kept: 'kept',
    none: 'Nothing.',
    acts: 'What the ledger says you did, and what was done to your account',
    actsAbout: 'The ledger proves who did what. Whom you served is not about you and is left out.',
    cut: 'Only the newest 20,000 entries are listed. Ask the privacy officer for older ones.',
    at: 'When',
    kind: 'What',
    part: 'Part',
    'by-me': 'by you',
    'about-me': 'about you',
    entry: 'Entry',
    all: 'all',
    yes: 'yes',
    no: 'no',
  },
  de: {
    title: 'Was über Sie als Mitglied des Teams gespeichert ist',
    made: 'Erstellt am',
    kept: 'aufbewahrt',
    none: 'Nichts.',
    acts: 'Was laut Protokoll Sie getan haben und was an Ihrem Konto geschah',
    actsAbout: 'Das Protokoll beweist, wer was getan hat. Wen Sie betreut haben, betrifft nicht Sie und fehlt hier.',
    cut: 'Nur die neuesten 20.000 Einträge sind aufgeführt. Ältere nennt der Datenschutz auf Anfrage.',
    at: 'Wann',
    kind: 'Was',
    part: 'Teil',
    'by-me': 'von Ihnen',
    'about-me': 'über Sie',
    entry: 'Eintrag',
    all: 'alle',
    yes: 'ja',
    no: 'nein',
  },
} as const;

const style =
  'body{font:17px/1.55 system-ui,sans-serif;max-width:52rem;margin:3rem auto;padding:0 1.25rem;color:#1c2430;background:#fff}h1{font-size:1.9rem}h2{margin-top:2.6rem;font-size:1.25rem}dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.15rem 1rem;margin:0 0 1rem;padding:.9rem 1.1rem;background:#f5f6f8;border-radius:10px}dt,small{color:#5a6473}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}img{max-width:8rem;border-radius:8px}table{border-collapse:collapse;width:100%;font-size:.9rem}th{text-align:left}td,th{padding:.3rem .8rem .3rem 0;border-bottom:1px solid #e4e7ec;overflow-wrap:anywhere}@media(prefers-color-scheme:dark){body{background:#14181e;color:#e8ebf0}dl{background:#1e242c}dt,small{color:#9aa5b4}td,th{border-color:#2c343f}}';

/** HTML of the copy; every value is escaped, pictures stand in it. */
export function ownCopyPage(copy: OwnCopy, language: 'en' | 'de'): string {
  const say = words[language];
  const sections = copy.sections.map(
    (section) =>
      `<h2>${escaped(section.title[language])}</h2><p><small>${say.kept}: ${escaped(keptWords(section.kept, language))}</small></p>${section.items.map((item) => block(item, language)).join('') || `<p>${say.none}</p>`}`,
  );
  const rows = copy.acts.map(
    (each) => `<tr><td>${shown(each.at)}</td><td>${escaped(each.kind)}</td><td>${say[each.part]}</td><td>${escaped(each.entry)}</td></tr>`,
  );
  const acts = `<h2>${say.acts}</h2><p><small>${say.actsAbout}${copy.isCutOff ? ` ${say.cut}` : ''}</small></p><table><thead><tr><th scope="col">${say.at}</th><th scope="col">${say.kind}</th><th scope="col">${say.part}</th><th scope="col">${say.entry}</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${say.title}</title><style>${style}</style><main><h1>${say.title}</h1><p><small>${say.made} ${shown(copy.madeAt)}</small></p>${sections.join('')}${acts}</main></html>`;
}

/** The same for programs: files in base64. */
export function ownCopyJson(copy: OwnCopy): string {
  const sections = copy.sections.map((section) => ({
    ...section,
    items: section.items.map(({ files, ...item }) => ({
      ...item,
      ...(files?.length && { files: files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })) }),
    })),
  }));
  return JSON.stringify({ ...copy, sections }, null, 2);
}

function block({ at, fields, files = [] }: ExportItem, language: 'en' | 'de'): string {
  const terms = Object.entries({ ...(at && { at }), ...fields }).filter(([, value]) => value !== null && value !== '');
  const pictures = files.map(
    ({ name, bytes }) => `<dt>${escaped(name)}</dt><dd><img alt="" src="data:${typeOf(bytes)};base64,${bytes.toString('base64')}"></dd>`,
  );
  return `<dl>${terms.map(([name, value]) => `<dt>${escaped(fieldWord(name, language))}</dt><dd>${escaped(valueIn(value, language))}</dd>`).join('')}${pictures.join('')}</dl>`;
}

const valueIn = (value: string | number | boolean | null, language: 'en' | 'de'): string => {
  if (typeof value === 'boolean') return words[language][value ? 'yes' : 'no'];
  if (value === 'all') return words[language].all; // inboxes and teams of a role
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? shown(text) : text;
};

/** Photos are the only files of staff, and were drawn anew as one of three kinds. */
const typeOf = (bytes: Buffer): string => (bytes[0] === 0x89 ? 'image/png' : bytes[0] === 0xff ? 'image/jpeg' : 'image/webp');
const shown = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;
const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
