// What the purposes are before a company changes them: everything that is not needed to answer somebody is off (Art. 25(2)).
import { Problem } from '#kit/problem';
import type { Setting } from '#kit/setting';
import { defaults } from './defaults.ts';
import { changePurpose, settingOf } from './purposes.ts';
import { partWords } from './settings-words.ts';
import { type Before, has, type StepPart, stepParts, wayBack } from './steps.ts';
import { readPurpose } from './store.ts';
import { textsOf } from './texts.ts';

export const purposesSettings: readonly Setting[] = stepParts.flatMap((part) =>
  defaults.filter((purpose) => has(purpose, part)).map((standard) => setting(standard, part)),
);

function setting(standard: (typeof defaults)[number], part: StepPart): Setting {
  const { code, lawfulBasis } = standard;
  const { title, reason, article, shown } = partWords[part];
  const { en, de } = textsOf(code);
  return {
    ...{ where: 'console', page: '/purposes', group: 'privacy', article },
    code: settingOf(code, part),
    title: title({ en: en.name, de: de.name }),
    reason: reason(lawfulBasis),
    standard: shown(standard, standard),
    value: async (ctx) => shown((await readPurpose(ctx, code)) ?? standard, standard),
    undo: async (ctx, before) => {
      const now = await readPurpose(ctx, code);
      const back = now && wayBack(now, part, before as Before);
      if (!now || !back) throw new Problem('conflict');
      await changePurpose(ctx, now.id, back);
    },
    canUndo: async (ctx, before) => {
      const now = await readPurpose(ctx, code);
      return now !== undefined && wayBack(now, part, before as Before) !== undefined;
    },
  };
}
