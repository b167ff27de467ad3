// Whatever asks for a reason has a setting that shows it, and what was there before comes back by it, or is said not to.
import { startEvents } from '@parley/contract/period';
import { specialCategories } from '@parley/contract/special';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaults } from './defaults.ts';
import { settingOf } from './purposes.ts';
import { type Change, planChange } from './rules.ts';
import { purposesSettings } from './settings.ts';
import { partWords } from './settings-words.ts';
import { beforeStep, lowered, wayBack } from './steps.ts';
import { textsOf } from './texts.ts';
import type { ChannelKind } from './types.ts';

const channels = fc.uniqueArray(fc.constantFrom<ChannelKind>('web-chat', 'email', 'sms', 'telegram'));
const period = fc.constantFrom('P1D', 'P30D', 'P1M', 'P12M', 'P1Y', 'P24M', 'P730D', 'P2Y', 'P10Y');
const source = fc.record({
  origin: fc.constantFrom('import' as const, 'other-person' as const, 'other-source' as const),
  names: fc.constantFrom({}, { en: 'Old shop' }),
  categories: fc.constant([]),
  isPublic: fc.constant(null),
});
const change: fc.Arbitrary<Change> = fc.record(
  {
    ...{ active: fc.boolean(), period, starts: fc.constantFrom(...startEvents), channels, confirmOn: channels, renewAfter: period },
    specialCategories: fc.uniqueArray(fc.constantFrom(...specialCategories), { maxLength: 2 }),
    ...{ toChildren: fc.boolean(), askBeforeEnd: fc.boolean(), sources: fc.array(source, { maxLength: 3 }) },
  },
  { requiredKeys: [] },
);

test('every change that is less private moves a setting which shows it', () => {
  const seen = new Set<string>();
  const codes = new Set(purposesSettings.map(({ code }) => code));
  fc.assert(
    fc.property(fc.constantFrom(...defaults), change, change, (standard, first, then) => {
      const reason = 'Because.';
      const start = { ...standard, texts: textsOf(standard.code) };
      const made = planChange(start, { ...first, reason });
      const now = { ...start, ...(made.ok && made) };
      const next = planChange(now, { ...then, reason });
      if (!next.ok) return;
      const parts = lowered(now, next);
      expect(parts.length > 0).toBe(next.lessPrivate);
      for (const part of parts) {
        seen.add(part);
        expect(codes).toContain(settingOf(standard.code, part));
        const { shown } = partWords[part];
        const was = shown(now, standard);
        expect(shown(next, standard)).not.toEqual(was);
        expect(shown(next, standard).de).not.toBe(was.de);
        const way = wayBack(next, part, beforeStep(now));
        if (!way) continue;
        const back = planChange({ ...now, ...next }, way);
        expect(back).toMatchObject({ ok: true, lessPrivate: false }); // without a reason
        if (back.ok) expect(shown(back, standard)).toEqual(was);
      }
    }),
    { numRuns: 3000 },
  );
  expect([...seen].sort()).toEqual(Object.keys(partWords).sort());
});
