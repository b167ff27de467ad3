// Compliance checks over people.
import type { Check } from '#kit/room';
import { further } from './origins/further-store.ts';
import { originStore } from './origins/store.ts';
import * as store from './store.ts';

const keptMs = 2 * 3_600_000;

export const peopleChecks: readonly Check[] = [
  {
    id: 'people.joined-only-by-record',
    article: '5(1)(d)',
    question: 'Does every person who was joined to another have a standing merge with its proof on record?',
    severity: 'high',
    run: (ctx) => store.looseMerges(ctx.db, ctx.workspace),
  },
  {
    id: 'people.codes-are-gone-in-time',
    article: '5(1)(e)',
    question: 'Are codes deleted within two hours after they ran out?',
    severity: 'medium',
    run: (ctx) => store.staleCodes(ctx.db, ctx.workspace, new Date(ctx.now.getTime() - keptMs)),
  },
  {
    id: 'people.told-where-data-came-from',
    article: '14(3)',
    question: 'Was everybody whose data came from elsewhere told within a month, and with the first message at the latest?',
    severity: 'high',
    run: originStore.late,
    evidence: async (ctx) => (await originStore.latePairs(ctx)).map(({ purpose, origin }) => `origin-untold:${purpose}/${origin}`),
  },
  {
    id: 'people.told-of-further-purposes',
    article: '14(4)',
    question:
      'Was everybody who was shown an older notice told of each purpose that was switched on since, before their data is used for it?',
    severity: 'high',
    run: further.untold,
    evidence: async (ctx) => (await further.purposes(ctx)).map((code) => `purpose-untold:${code}`),
  },
];
