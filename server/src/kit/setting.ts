// A setting says what holds, what the default is and why (Art. 25(2)). Each room names its own beside the constants its code uses, so that the page of
// settings can say nothing that is not so.
import type { Ctx } from './ctx.ts';
import { tool } from './tool.ts';

export type Words = { readonly en: string; readonly de: string };
/** One thing for which a setting is not as the default, such as a channel; `name` is what the company calls it. */
export type Part = { readonly id: string; readonly name: string; readonly value: Words };
export type Setting = {
  readonly code: string;
  readonly group: 'privacy' | 'security' | 'channels' | 'operation';
  readonly title: Words;
  /** Why the default is what it is. */
  readonly reason: Words;
  readonly article: string | null;
  readonly standard: Words;
  /** What holds now; left out where the default is built in. */
  readonly value?: (ctx: Ctx) => Promise<Words>;
  /** Puts back what held before a step towards less privacy, out of what the room gave along with it. */
  readonly undo?: (ctx: Ctx, before: unknown) => Promise<void>;
  /** Whether that can be done now, by whoever acts; always where it is left out. */
  readonly canUndo?: (ctx: Ctx, before: unknown) => Promise<boolean>;
  /** Where it is moved for one thing at a time: those for which it is not as the default, each a step of its own (`partCode`). */
  readonly parts?: (ctx: Ctx) => Promise<readonly Part[]>;
  /** Puts one of them back to what held before its step, out of what the room gave along with it, or to the default where none was written down. */
  readonly undoPart?: (ctx: Ctx, part: string, before: unknown) => Promise<void>;
  readonly where: 'console' | 'environment' | 'built-in';
  /** Page of the console where it is changed, or the environment variable. */
  readonly page: string | null;
};
/** Under which a step of one part is written down. */
export const partCode = (code: string, part: string): string => `${code}/${part}`;

/** What is built in: nobody can change it. */
export const builtIn = { where: 'built-in', page: null } as const;

/** Every setting of the rooms in their order; set at the start from rooms.ts. */
export const settings = tool<readonly Setting[]>('house.settings');

const counted =
  (one: Words, many: Words) =>
  (count: number): Words => {
    const { en, de } = count === 1 ? one : many;
    return { en: `${count.toLocaleString('en')} ${en}`, de: `${count.toLocaleString('de')} ${de}` };
  };
export const seconds = counted({ en: 'second', de: 'Sekunde' }, { en: 'seconds', de: 'Sekunden' });
export const minutes = counted({ en: 'minute', de: 'Minute' }, { en: 'minutes', de: 'Minuten' });
export const hours = counted({ en: 'hour', de: 'Stunde' }, { en: 'hours', de: 'Stunden' });
export const days = counted({ en: 'day', de: 'Tag' }, { en: 'days', de: 'Tage' });
export const times = counted({ en: 'try', de: 'Versuch' }, { en: 'tries', de: 'Versuche' });
export const people = counted({ en: 'person', de: 'Person' }, { en: 'people', de: 'Personen' });
export const onOff = (isOn: boolean): Words => (isOn ? { en: 'on', de: 'an' } : { en: 'off', de: 'aus' });
/** The same in every language: an address, a number, a code. */
export const same = (text: string | number): Words => ({ en: String(text), de: String(text) });
/** Bytes as kB or MB, as people write them. */
export function size(bytes: number): Words {
  const [amount, unit] = bytes >= 1024 * 1024 ? [bytes / 1024 / 1024, 'MB'] : [bytes / 1024, 'kB'];
  const rounded = Math.round(amount * 10) / 10;
  return { en: `${rounded.toLocaleString('en')} ${unit}`, de: `${rounded.toLocaleString('de')} ${unit}` };
}
