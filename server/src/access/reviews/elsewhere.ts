// What somebody has by a later room that a review looks at too: their memberships of teams.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { tool } from '#kit/tool';
import type { Shown, Thing } from './things.ts';

export type Elsewhere = {
  readonly things: (ctx: Ctx, staff: StaffId) => Promise<readonly Thing[]>;
  /** How they read, by target. */
  readonly shown: (ctx: Ctx, staff: StaffId) => Promise<readonly (readonly [string, Shown])[]>;
  readonly take: (ctx: Ctx, staff: StaffId, target: string) => Promise<void>;
};
export const reviewedElsewhere = tool<Elsewhere>('access.reviewed-elsewhere');
export const nothingElsewhere: Elsewhere = { things: async () => [], shown: async () => [], take: async () => undefined };
