// What an assessment rested on when it was approved, against what holds now, field by field (Art. 35(11)). Pure.
import type { FactChange, Facts } from '../types.ts';
import { saidByFields, withCodes } from './formerly.ts';

type Part = FactChange['part'];
type Fields = ReadonlyMap<string, { readonly part: Part; readonly code: string; readonly field: string; readonly value: string }>;
const longest = 4000;

/** Every field that differs, in the order of the parts; what came or went as a whole is one change, `there`, by its name. */
export function changesBetween(before: Facts, after: Facts): FactChange[] {
  const [old, now] = [fieldsOf(withCodes(before)), fieldsOf(after)];
  const unsaid = saidByFields(before); // that they say it themselves by now is no change of the processing
  const wholes = (of: Fields) => new Set([...of.values()].map(({ part, code }) => `${part} ${code}`));
  const [oldWholes, nowWholes] = [wholes(old), wholes(now)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const one = old.get(key) ?? now.get(key);
    if (!one) return [];
    const { part, code, field } = one;
    const isWhole = oldWholes.has(`${part} ${code}`) !== nowWholes.has(`${part} ${code}`);
    const [was, is] = [old.get(key)?.value ?? '', now.get(key)?.value ?? ''];
    if (part === 'place' && unsaid.includes(code)) return [];
    if (was === is || (isWhole && field !== 'there')) return [];
    return [{ part, code, field, before: was.slice(0, longest), after: is.slice(0, longest) }];
  });
}

function fieldsOf(facts: Facts): Fields {
  const lines = [
    ...facts.purposes.flatMap((purpose) => {
      const { code, name, description, about: _about, article: _article, ...rest } = purpose;
      return within('purpose', code, { there: name['en'] ?? code, description: description['en'] ?? '', ...rest });
    }),
    ...facts.recipients.flatMap(({ code, ...rest }) => within('recipient', code, { there: rest.name, ...rest })),
    ...facts.places.flatMap(({ purpose, place, ...rest }) => within('place', `${purpose}:${place}`, { there: place, ...rest })),
    ...facts.automations.flatMap(({ code, what }) => within('automation', code, { there: code, what })),
    ...within('hosting', 'machines', { ...facts.hosting }),
  ];
  return new Map(lines.map((line) => [`${line.part} ${line.code} ${line.field}`, line]));
}

function within(part: Part, code: string, fields: Readonly<Record<string, unknown>>) {
  return Object.entries(fields).map(([field, value]) => ({ part, code, field, value: said(value) }));
}

const said = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : value === null || value === undefined ? '' : String(value);
