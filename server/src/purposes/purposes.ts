// The door of purposes: why personal data may be used at all (Art. 5(1)(b)), and the notices that tell people so (Art. 13).
import type { Ctx } from '#kit/ctx';
import type { Id } from '#kit/ids';
import type { ChannelKind, CompanyFacts, Language, Missing, Notice, NoticeRecipient, Purpose } from './types.ts';

export type { Act, ChannelKind, CompanyFacts, Language, LawfulBasis, Missing, Notice, NoticeRecipient, Purpose } from './types.ts';

export async function seedPurposes(_ctx: Ctx): Promise<void> {
  throw new Error('not built yet');
}
export async function listPurposes(_ctx: Ctx): Promise<Purpose[]> {
  throw new Error('not built yet');
}
export async function purposeByCode(_ctx: Ctx, _code: string): Promise<Purpose | undefined> {
  throw new Error('not built yet');
}
export async function changePurpose(
  _ctx: Ctx,
  _purpose: Id<'pur'>,
  _change: { active?: boolean; periodDays?: number; reason?: string },
): Promise<Purpose> {
  throw new Error('not built yet');
}
export async function currentNotice(_ctx: Ctx, _language: Language): Promise<Notice | undefined> {
  throw new Error('not built yet');
}
export async function noticeById(_ctx: Ctx, _notice: Id<'ntc'>): Promise<Notice | undefined> {
  throw new Error('not built yet');
}
export async function listNotices(_ctx: Ctx, _language?: Language): Promise<Notice[]> {
  throw new Error('not built yet');
}
export async function publishNotices(
  _ctx: Ctx,
  _company: CompanyFacts,
  _recipients: readonly NoticeRecipient[],
  _short?: Partial<Record<Language, string>>,
): Promise<{ published: Notice[]; missing: Missing[] }> {
  throw new Error('not built yet');
}
export function wordingFor(_purpose: Purpose, _channel: ChannelKind, _language: Language): string {
  throw new Error('not built yet');
}
