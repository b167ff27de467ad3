// The door of consent: what people agreed to, refused and withdrew, with proof of what they were shown (Art. 7(1)). Append-only.
import type { Answer } from '@parley/contract';
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { announcement } from '#kit/outbox';
import type { ChannelKind, Language, Notice } from '#purposes';

export type State = 'requested' | 'given' | 'refused' | 'withdrawn' | 'expired' | 'invalidated';
/** How it was said: always an act of the person or a record of one, never silence or a pre-ticked box (Art. 4(11)). */
export type Method =
  | 'privacy-page'
  | 'preference-link'
  | 'one-click'
  | 'stop-word'
  | 'widget'
  | 'reply'
  | 'agent'
  | 'import'
  | 'signal'
  | 'period-ended';
export type NewConsent = {
  readonly person: PersonId;
  readonly purpose: string;
  readonly channel: ChannelKind;
  readonly state: State;
  readonly method: Method;
  readonly by: 'self' | 'agent' | 'import';
  readonly notice?: Pick<Notice, 'id' | 'version' | 'hash'>;
  readonly language?: Language;
  readonly wording?: string;
  readonly session?: Readonly<Record<string, string>>;
  readonly evidence?: string;
};
export type ConsentState = Answer<'readConsents'>['states'][number];
export type ConsentEvent = Answer<'readConsents'>['history'][number];

export const consentChanged = announcement<{ person: PersonId; purpose: string; channel: string; state: State; event: Id<'cns'> }>(
  'consent.changed',
);

export async function record(_ctx: Ctx, _consent: NewConsent): Promise<Id<'cns'>> {
  throw new Error('not built yet');
}
export async function withdraw(
  _ctx: Ctx,
  _person: PersonId,
  _purpose: string,
  _channel: ChannelKind,
  _method: Method,
  _session?: Readonly<Record<string, string>>,
): Promise<{ changed: boolean }> {
  throw new Error('not built yet');
}
export async function stateOf(_ctx: Ctx, _people: readonly PersonId[], _purpose: string, _channel: ChannelKind): Promise<State | 'none'> {
  throw new Error('not built yet');
}
export async function statesOf(_ctx: Ctx, _person: PersonId, _language: Language): Promise<ConsentState[]> {
  throw new Error('not built yet');
}
export async function history(_ctx: Ctx, _permit: Permit, _person: PersonId, _language: Language): Promise<ConsentEvent[]> {
  throw new Error('not built yet');
}
