// Facts that stand for a person are about them; grounds are codes, nothing here is free text.
import type { Holding } from '#kit/holding';
import { after } from '#kit/lasting';
import { factProofs } from './proofs.ts';
import { countFacts, eraseFacts, keptBy, readFacts } from './store.ts';

export const gateHoldings: readonly Holding[] = [
  {
    table: 'gate_facts',
    about: 'person',
    title: { en: 'Restrictions and objections', de: 'Einschränkungen und Widersprüche' },
    columns: {
      workspace_id: 'key',
      id: 'key',
      person_id: 'pseudonym',
      kind: 'code',
      ground: 'code',
      purpose: 'code',
      since: 'time',
      until: 'time',
      lifted_at: 'time',
    },
    purpose: 'rights-fulfilment',
    period: after('purpose', 'lifted'),
    count: countFacts,
    export: async (ctx, _permit, subjects) =>
      (await readFacts(ctx, subjects)).map(({ since, until, liftedAt, kind, ground, purpose }) => ({
        at: since.toISOString(),
        fields: { kind, ground, purpose, until: until?.toISOString() ?? null, liftedAt: liftedAt?.toISOString() ?? null },
      })),
    erase: eraseFacts,
    keeps: keptBy,
    proofs: factProofs,
  },
];
