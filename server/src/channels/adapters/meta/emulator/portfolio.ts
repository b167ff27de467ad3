// A business portfolio as the Cloud API knows it: how many people its numbers may begin with in a moving 24 hours while no customer service window is open, and what is refused above it (131048).
import type { Account, State } from './state.ts';

const dayMs = 24 * 3_600_000;

/** What is told of a number or a business account, of these fields. */
export const fieldsOf = ({ kind, tier, portfolio }: Account, fields: readonly string[]): object =>
  kind === 'whatsapp'
    ? {
        ...(fields.includes('display_phone_number') && { display_phone_number: '+1 202-555-0100' }),
        ...(fields.includes('whatsapp_business_manager_messaging_limit') && { whatsapp_business_manager_messaging_limit: tier }),
        ...(fields.includes('owner_business_info') && { owner_business_info: { id: portfolio, name: 'Sandbox' } }),
      }
    : {};

/** Whether a template may go to somebody, who is counted then: free while they wrote in the last 24 hours, or were begun with in them. */
export function mayBegin(state: State, account: Account, to: string): boolean {
  const now = state.now().getTime();
  const isYoung = (at: Date): boolean => now - at.getTime() < dayMs;
  const isOpen = [...state.messages.values()].some(
    ({ account: id, direction, from, at }) => id === account.id && direction === 'in' && from === to && isYoung(at),
  );
  if (isOpen) return true;
  const begun = new Map([...(state.begun.get(account.portfolio) ?? [])].filter(([, at]) => isYoung(at)));
  const most =
    { TIER_250: 250, TIER_2K: 2_000, TIER_10K: 10_000, TIER_100K: 100_000 }[account.tier] ?? Number(account.tier.replace('TIER_', ''));
  if (!begun.has(to) && begun.size >= (account.tier === 'TIER_UNLIMITED' ? Number.POSITIVE_INFINITY : most)) return false;
  state.begun.set(account.portfolio, begun.set(to, state.now()));
  return true;
}
