// How many people the company may begin with in 24 hours, as the Cloud API tells it of a phone number ("Messaging limits"): by a tier, for the whole business portfolio. Whose portfolio a business account is
// of is told where the token may ask it; where not, its own numbers are taken to share a limit.
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import type { MessagingLimit } from '../../pacing.ts';
import { call, isDone } from '../meta/call.ts';
import { obj, str } from '../meta/loose.ts';
import type { CloudSettings } from './settings.ts';

/** What Meta tells now; undefined where it tells nothing that is known here. Never throws. */
export async function limitByCloud({ settings }: Account<CloudSettings>, tools: Tools): Promise<MessagingLimit | undefined> {
  const { numberId, businessId } = settings;
  const ask = (id: string, fields: string) => call(tools, settings, `/${id}`, { query: { fields } });
  const of = await ask(numberId, 'whatsapp_business_manager_messaging_limit');
  const most = isDone(of) ? mostOf(str(of.body['whatsapp_business_manager_messaging_limit'])) : undefined;
  if (most === undefined) return undefined;
  const owner = await ask(businessId, 'owner_business_info');
  const portfolio = isDone(owner) ? str(obj(owner.body['owner_business_info'])['id']) : '';
  return { most, portfolio: /^\d{5,25}$/.test(portfolio) ? `portfolio/${portfolio}` : `business-account/${businessId}` };
}

/** TIER_250, TIER_2K, TIER_100K, TIER_UNLIMITED and what they may make of it: people in 24 hours, null without end, undefined for what is no tier. */
export function mostOf(tier: string): number | null | undefined {
  if (tier === 'TIER_UNLIMITED') return null;
  const [, digits = '', thousands] = /^TIER_(\d{1,4})(K?)$/.exec(tier) ?? [];
  return digits === '' ? undefined : Number(digits) * (thousands === 'K' ? 1000 : 1);
}
