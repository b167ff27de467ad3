// What the purposes are before a company changes them: everything that is not needed to answer somebody is off (Art. 25(2)).
import { periodWords } from '@parley/contract/period';
import type { Ctx } from '#kit/ctx';
import { onOff, type Setting } from '#kit/setting';
import { type Default, defaults } from './defaults.ts';
import { changePurpose } from './purposes.ts';
import { readPurpose } from './store.ts';
import { textsOf } from './texts.ts';
import type { Purpose } from './types.ts';

const console = { where: 'console', page: '/purposes', group: 'privacy' } as const;
const nameOf = ({ code }: Default) => ({ en: textsOf(code).en.name, de: textsOf(code).de.name });

const lasting = (period: string) => ({
  en: periodWords(period, { Y: ['year', 'years'], M: ['month', 'months'], D: ['day', 'days'] }),
  de: periodWords(period, { Y: ['Jahr', 'Jahre'], M: ['Monat', 'Monate'], D: ['Tag', 'Tage'] }),
});

/** Parts of a purpose as they were: towards more privacy, so without a reason. */
async function putBack(ctx: Ctx, code: string, before: unknown, ...parts: readonly ('active' | 'period' | 'starts')[]): Promise<void> {
  const now = await readPurpose(ctx, code);
  const was = before as Pick<Purpose, 'active' | 'period' | 'starts'>;
  if (now) await changePurpose(ctx, now.id, Object.fromEntries(parts.map((part) => [part, was[part]])));
}

export const purposesSettings: readonly Setting[] = [
  ...defaults
    .filter((purpose) => purpose.optional)
    .map((purpose): Setting => {
      const { en, de } = nameOf(purpose);
      return {
        ...console,
        code: `purposes.${purpose.code}.active`,
        title: { en: `Purpose “${en}”`, de: `Zweck „${de}“` },
        reason:
          purpose.lawfulBasis === 'consent'
            ? {
                en: 'Not needed to answer anybody. Switched on, it still reaches only those who agree.',
                de: 'Nicht nötig, um jemandem zu antworten. Auch eingeschaltet erreicht er nur, wer zustimmt.',
              }
            : {
                en: 'Not needed to answer anybody, so it waits until you have a reason.',
                de: 'Nicht nötig, um jemandem zu antworten: Er wartet, bis ihr einen Grund habt.',
              },
        article: '25(2)',
        standard: onOff(purpose.active),
        value: async (ctx) => onOff((await readPurpose(ctx, purpose.code))?.active ?? false),
        undo: (ctx, before) => putBack(ctx, purpose.code, before, 'active'),
      };
    }),
  ...defaults.map((purpose): Setting => {
    const { en, de } = nameOf(purpose);
    return {
      ...console,
      code: `purposes.${purpose.code}.period`,
      title: { en: `Kept for “${en}”`, de: `Aufbewahrt für „${de}“` },
      reason: {
        en: 'Counted from the event that the purpose names. Longer needs a reason, shorter never does.',
        de: 'Gezählt ab dem Ereignis, das der Zweck nennt. Länger braucht einen Grund, kürzer nie.',
      },
      article: '5(1)(e)',
      standard: lasting(purpose.period),
      value: async (ctx) => lasting((await readPurpose(ctx, purpose.code))?.period ?? purpose.period),
      undo: (ctx, before) => putBack(ctx, purpose.code, before, 'period', 'starts'),
    };
  }),
];
