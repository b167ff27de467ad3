// Compliance checks over recipients. The gate refuses them already; the checks say so before somebody stumbles over it.
import type { Ctx } from '#kit/ctx';
import type { Check } from '#kit/room';
import { listPurposes } from '#purposes';
import { checkedOn } from './countries.ts';
import { standing } from './rules.ts';
import { type Row, readVendors } from './store.ts';
import { today } from './vendors.ts';

const soon = 30 * 86_400_000;
const year = 365 * 86_400_000;

export const vendorsChecks: readonly Check[] = [
  {
    id: 'vendors.agreement-in-use-holds',
    article: '28(3)',
    question: 'Does every recipient that a purpose uses have an agreement that holds today?',
    severity: 'high',
    run: (ctx) => countRefused(ctx, ['no-agreement', 'agreement-expired']),
  },
  {
    id: 'vendors.transfer-in-use-holds',
    article: '44',
    question: 'Does every recipient outside the EEA that a purpose uses have its transfer instrument?',
    severity: 'high',
    run: (ctx) => countRefused(ctx, ['no-transfer-instrument']),
  },
  {
    id: 'vendors.agreement-ends-soon',
    article: '28(3)',
    question: 'Does every agreement hold for at least thirty more days?',
    severity: 'medium',
    run: async (ctx) => {
      const until = today({ now: new Date(ctx.now.getTime() + soon) });
      return (await readVendors(ctx)).filter((row) => row.agreementExpiresOn !== null && row.agreementExpiresOn < until).length;
    },
  },
  {
    id: 'vendors.adequacy-list-is-fresh',
    article: '45(3)',
    question: 'Was the list of adequate countries compared with the Commission’s decisions within the last year?',
    severity: 'low',
    run: async (ctx) => (today({ now: new Date(ctx.now.getTime() - year) }) > checkedOn ? 1 : 0),
  },
];

async function countRefused(ctx: Ctx, reasons: readonly string[]): Promise<number> {
  const used = new Set((await listPurposes(ctx)).filter((purpose) => purpose.active).flatMap((purpose) => purpose.recipients));
  return (await readVendors(ctx)).filter((row) => used.has(row.code) && isRefused(ctx, row, reasons)).length;
}

function isRefused(ctx: Ctx, row: Row, reasons: readonly string[]): boolean {
  const stand = standing(row.code, row, today(ctx));
  return !stand.ok && reasons.includes(stand.because);
}
