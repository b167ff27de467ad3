// The checklists of audits. Where a control of the house answers an item, the machine does, and a person may still say otherwise.
import { article32 } from './checklists/article-32.ts';
import { chapters, machine } from './checklists/asvs.ts';
import { identity } from './checklists/asvs-identity.ts';
import { input } from './checklists/asvs-input.ts';
import { operation } from './checklists/asvs-operation.ts';
import type { Item, Language } from './checklists/item.ts';

export type { Item } from './checklists/item.ts';
export type ChecklistCode = 'asvs-1' | 'asvs-2' | 'article-32';

/** OWASP ASVS 5.0.0, levels 1 and 2. */
export const asvs: readonly Item[] = [input, identity, operation].flatMap(read);
const lists: Readonly<Record<ChecklistCode, readonly Item[]>> = {
  'asvs-1': asvs.filter((item) => item.level === 1),
  'asvs-2': asvs,
  'article-32': article32,
};

export function itemsOf(checklist: string): readonly Item[] {
  const found = lists[checklist as ChecklistCode];
  if (!found) throw new Error('an audit by a checklist that is not known');
  return found;
}

/** An item of any checklist by its id. */
export const itemById = (id: string): Item | undefined => [...asvs, ...article32].find((item) => item.id === id);

/** Heading and question of an item in a language; English where there is no German. */
export function wordsOf(item: Item, language: string | undefined): { section: string; question: string } {
  const spoken: Language = language === 'de' ? 'de' : 'en';
  return { section: item.section[spoken], question: item.question[spoken] };
}

function read(text: string): Item[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [id = '', level, en = '', de = ''] = line.split('|');
      const chapter = chapters[Number(/^V(\d+)/.exec(id)?.[1]) - 1];
      if (!chapter) throw new Error(`${id} stands in no chapter`);
      return { id, level: level === '1' ? 1 : 2, section: chapter, question: { en, de }, controls: machine[id] ?? [] };
    });
}
