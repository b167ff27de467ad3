// Compliance checks of the data map: one for each way in which what is observed can differ from what was declared; and that it is observed at all.
import type { Ctx } from '#kit/ctx';
import type { Check } from '#kit/room';
import { ledgerBegan } from '#ledger';
import { readProgress } from './counted/store.ts';
import { meanings } from './drift/findings.ts';
import { observe } from './drift/observe.ts';
import { type DriftKind, driftRules } from './drift/rules.ts';
import { unprotectedTables } from './drift/store.ts';

const day = 86_400_000;
const found = async (ctx: Ctx, kind: DriftKind): Promise<readonly string[]> => driftRules[kind](await observe(ctx, undefined, kind));

export const datamapChecks: readonly Check[] = [
  ...(Object.keys(driftRules) as DriftKind[]).map((kind): Check => {
    const { id, article, question, severity } = meanings[kind];
    return {
      id,
      article,
      question,
      severity,
      run: async (ctx) => (await found(ctx, kind)).length,
      evidence: async (ctx) => (await found(ctx, kind)).slice(0, 20),
    };
  }),
  {
    id: 'datamap.companies-are-apart',
    article: '32(1)(b)',
    question: 'Is every table of the database guarded by row-level security, also against its owner?',
    severity: 'high',
    run: unprotectedTables,
  },
  {
    id: 'datamap.traffic-is-counted',
    article: '5(2)',
    question: 'Was the traffic of the data map counted within the last day?',
    severity: 'medium',
    run: async (ctx) => {
      const since = (await readProgress(ctx))?.countedAt ?? (await ledgerBegan(ctx)); // who never counted is behind as well
      return since && ctx.now.getTime() - since.getTime() > day ? 1 : 0;
    },
  },
];
