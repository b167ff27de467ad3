// Compliance checks over companies and staff.
import type { Check } from '#kit/room';
import * as store from './store.ts';

export const accessChecks: readonly Check[] = [
  {
    id: 'access.controller-is-named',
    article: '13(1)(a)',
    question: 'Do name, postal address and a contact address of the controller stand ready for the notices?',
    severity: 'high',
    run: async (ctx) => {
      const row = await store.companyRow(ctx.db, ctx.workspace);
      return [row.name, row.address, row.contact_email ?? ''].filter((fact) => fact.trim() === '').length;
    },
  },
  {
    id: 'access.a-second-person-can-approve',
    article: '32(1)(b)',
    question: 'Can at least two members of staff approve requests, so that nobody approves alone and one absence stops nothing?',
    severity: 'low',
    run: async (ctx) => ((await store.countInRoles(ctx.db, ctx.workspace, ['administrator'])) < 2 ? 1 : 0),
  },
];
