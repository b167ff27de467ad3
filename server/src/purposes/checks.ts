// Compliance checks over purposes and notices: what the gate cannot see, because nothing is asked of it.
import { periodParts } from '@parley/contract/period';
import type { Check } from '#kit/room';
import { countChangesSinceNotice, readNotices, readPurposes } from './store.ts';
import { countUntold, unnamedSources } from './told.ts';

export const purposesChecks: readonly Check[] = [
  {
    id: 'purposes.every-legal-duty-stands',
    article: '12(2)',
    question: 'Are the purposes by which people get their rights present and on?',
    severity: 'high',
    run: async (ctx) => {
      const on = new Set((await readPurposes(ctx)).filter((purpose) => purpose.active).map((purpose) => purpose.code));
      return ['rights-fulfilment', 'identity-verification'].filter((code) => !on.has(code)).length;
    },
  },
  {
    id: 'purposes.period-is-bounded',
    article: '5(1)(e)',
    question: 'Is every purpose that is on kept for ten years at most?',
    severity: 'medium',
    run: async (ctx) => (await readPurposes(ctx)).filter((purpose) => purpose.active && periodParts(purpose.period) === undefined).length,
  },
  {
    id: 'purposes.notice-is-published',
    article: '13(1)',
    question: 'Is a privacy notice published?',
    severity: 'high',
    run: async (ctx) => ((await readNotices(ctx, undefined, 1)).length === 0 ? 1 : 0),
  },
  {
    id: 'purposes.notice-is-current',
    article: '13(3)',
    question: 'Does the newest notice know of every change of a purpose, and of every field of the company?',
    severity: 'high',
    run: async (ctx) => (await countChangesSinceNotice(ctx)) + (await countUntold(ctx)),
  },
  {
    id: 'purposes.notice-names-sources',
    article: '14(2)(f)',
    question: 'Does the newest notice name every source from which data came that is not from the person?',
    severity: 'high',
    run: async (ctx) => (await unnamedSources(ctx)).length,
    evidence: async (ctx) => (await unnamedSources(ctx)).slice(0, 20).map((each) => `origin-unnamed:${each}`),
  },
];
