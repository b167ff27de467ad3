// The words of this room.
import type { Answer, Body } from '@parley/contract';
import type { Id, InboxId, StaffId } from '#kit/ids';
import type { ChannelKind } from '#purposes';

export type CampaignId = Id<'cpn'>;
export type TagId = Id<'tag'>;
export type State = Answer<'readCampaign'>['campaign']['state'];
export type Texts = Body<'addCampaign'>['texts'];
export type Version = Texts[number];
export type Audience = { readonly any: readonly TagId[]; readonly all: readonly TagId[]; readonly none: readonly TagId[] };
export type Draft = {
  readonly name: string;
  readonly purpose: string;
  readonly inbox: InboxId;
  readonly texts: Texts;
  readonly audience: Audience;
};
export type Campaign = Draft & {
  readonly id: CampaignId;
  readonly channel: ChannelKind;
  /** Code of whoever carries what is sent from the inbox; null when nobody outside does. */
  readonly recipient: string | null;
  readonly state: State;
  readonly plannedAt: Date | null;
  readonly begunAt: Date | null;
  readonly endedAt: Date | null;
  readonly createdAt: Date;
  readonly queued: number;
  readonly askedBy: StaffId | null;
  /** Counts the changes of the draft: what is sent and approved is what somebody saw. */
  readonly version: number;
  /** Code of why it paused by itself; null when somebody paused it. */
  readonly pausedBecause: string | null;
};
/** Why somebody gets nothing. */
export type LeftOut = { readonly because: string; readonly article: string };
