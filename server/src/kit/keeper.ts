// Whoever has everything because the house runs with them: who the machines belong to, who runs them, who keeps the database. Recipients of anybody's data (Art. 4(8), (9)) to whom nothing is ever sent.
import type { Ctx } from './ctx.ts';
import { tool } from './tool.ts';

/** `code` is one of the register of recipients, or null where only a name is known; `country` is where it lies, by ISO 3166-1, where that is known apart from the register. */
export type Keeper = {
  readonly what: 'hosting' | 'operator' | 'database';
  readonly code: string | null;
  readonly name: string | null;
  readonly country: string | null;
};
export type Keepers = (ctx: Ctx) => Promise<readonly Keeper[]>;

/** What each room knows of them, in the order of rooms, set at the start from rooms.ts. */
export const keepers = tool<readonly Keepers[]>('house.keepers');
