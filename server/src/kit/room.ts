// The name plate of a room: what it adds to the house. `rooms.ts` lists the plates; nothing else knows them all.
import type { Ctx } from './ctx.ts';
import type { Decider } from './decider.ts';
import type { Holding } from './holding.ts';
import type { Keepers } from './keeper.ts';
import type { Listener } from './outbox.ts';
import type { Protocol } from './protocol.ts';
import type { Route } from './route.ts';
import type { Setting } from './setting.ts';
import { type Tools, tool } from './tool.ts';

/** Something done every so often in each workspace (or once per node when `global`), by one node at a time. */
export type Clock = {
  readonly name: string;
  readonly everySeconds: number;
  readonly run?: (ctx: Ctx) => Promise<void>;
  readonly runGlobal?: (tools: Tools) => Promise<void>;
};
/** A compliance check over this room's facts; a test beside it shows an example that fails (every id is looked for in the tests). */
export type Check = {
  readonly id: string;
  readonly article: string;
  readonly question: string;
  readonly severity: 'low' | 'medium' | 'high';
  /** How many facts break it; 0 when it holds. */
  readonly run: (ctx: Ctx) => Promise<number>;
  /** Ids and codes of what breaks it, at most 20; asked for only when something does. */
  readonly evidence?: (ctx: Ctx) => Promise<readonly string[]>;
};
/** Every check of the house in the order of rooms, set at the start from rooms.ts. */
export const checks = tool<readonly Check[]>('house.checks');

export type Room = {
  readonly name: string;
  readonly routes?: readonly Route[];
  readonly protocols?: readonly Protocol[];
  readonly listeners?: readonly Listener[];
  readonly clocks?: readonly Clock[];
  readonly holdings?: readonly Holding[];
  readonly checks?: readonly Check[];
  readonly settings?: readonly Setting[];
  readonly deciders?: readonly Decider[];
  /** Who has everything by the way the house is run, as far as this room knows. */
  readonly keepers?: Keepers;
  /** Makes the room's tools before doors open, and gives what to do at the stop. Runs in the order of rooms. */
  readonly start?: (tools: Tools) => Promise<(() => Promise<void>) | undefined>;
};
