// Checks over the age of keys (Art. 32(1)(a)): what was shredded must become unrecoverable in time, and no key serves for ever.
import { config } from '#kit/config';
import type { Check } from '#kit/room';
import { howManyLeaveLate } from './key-store/store.ts';
import { hasTurn } from './key-store/turns.ts';
import { keyring } from './keyring.ts';
import { stuckRuns } from './reencrypt/store.ts';
import { dueAt } from './shred.ts';
import { wasShreddedSince, workspaceKeySince } from './store.ts';

const hourMs = 3_600_000;
const dayMs = 86_400_000;
const twoYearsMs = 730 * dayMs;

export const keysChecks: readonly Check[] = [
  {
    id: 'keys.epoch-ends-in-time',
    article: '17(1)',
    question: 'Was every epoch key in which somebody was erased destroyed in time?',
    severity: 'high',
    run: async (ctx) => {
      const { number, createdAt } = keyring.of(ctx).epochs.newest();
      if (!(await wasShreddedSince(ctx.db, number))) return 0;
      return dueAt(createdAt, config.of(ctx).epochHours) + hourMs < ctx.now.getTime() ? 1 : 0; // an hour of grace for the clock that rotates
    },
  },
  {
    id: 'keys.key-store-lets-go',
    article: '17(1)',
    question: 'Did every wrapped key that was destroyed here leave the key database within an hour?',
    severity: 'high',
    run: howManyLeaveLate,
  },
  {
    id: 'keys.key-store-is-ours',
    article: '32(1)(b)',
    question: 'Does no other main database, from an earlier state or a copy, work over the key database?',
    severity: 'high',
    run: async (ctx) => ((await hasTurn(ctx.tools)) ? 0 : 1),
  },
  {
    id: 'keys.company-key-is-young',
    article: '32(1)(a)',
    question: 'Was the key of the company replaced within two years?',
    severity: 'low',
    run: async (ctx) => {
      const since = await workspaceKeySince(ctx);
      return since && since.getTime() < ctx.now.getTime() - twoYearsMs ? 1 : 0;
    },
  },
  {
    id: 'keys.reencryption-gets-on',
    article: '32(1)(a)',
    question: 'Did every re-encryption that is under way get on within the last day?',
    severity: 'medium',
    run: (ctx) => stuckRuns(ctx, new Date(ctx.now.getTime() - dayMs)),
  },
];
