// The options of the configuration as settings. Values, defaults and which are secret come from the options themselves; here stand only words and places.
import path from 'node:path';
import { type Config, config, options, usualUrl } from '#kit/config';
import { type Setting, same, type Words } from '#kit/setting';
import { type Name, type Said, words } from './configuration-words.ts';

const none: Words = { en: 'not set', de: 'nicht gesetzt' };

/** Every option of the configuration; one that has no words here shows the sentence of the reference page. */
export const configurationSettings: readonly Setting[] = (Object.keys(options) as Name[]).map((name): Setting => {
  const option = options[name];
  const {
    article = null,
    unit = same,
    ...said
  }: Said = words[name] ?? { group: 'operation', title: same(option.env), reason: same(option.says) };
  const isSecret = 'secret' in option;
  const shown = (value: string | number): Words => {
    if (value === '') return none;
    if (isSecret) return { en: 'set (secret)', de: 'gesetzt (geheim)' };
    return typeof value === 'number' ? unit(value) : same(value);
  };
  return {
    ...said,
    code: `configuration.${name}`,
    article,
    standard: shown(option.default),
    value: async (ctx) => {
      const values = config.of(ctx);
      return values[name] === derived(name, values) ? shown(option.default) : shown(values[name]);
    },
    where: 'environment',
    page: option.env,
  };
});

/** What the start makes of an option that was left to its default. */
function derived(name: Name, values: Config): string | number {
  if (name === 'publicUrl') return usualUrl(values);
  if (name === 'data') return path.resolve(options.data.default);
  if (name === 'keys') return path.join(values.data, 'keys');
  return options[name].default;
}
