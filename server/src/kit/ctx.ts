// Who acts, for which purpose, in which workspace, when, and in whose transaction: the first argument of every verb.
import type { Db } from './db.ts';
import type { PersonId, StaffId, WorkspaceId } from './ids.ts';
import type { Tools } from './tool.ts';

/** Staff act through the console, a person through widget or privacy page, the system through jobs and channels. */
export type Actor =
  | { readonly kind: 'staff'; readonly id: StaffId }
  | { readonly kind: 'person'; readonly id: PersonId }
  | { readonly kind: 'system'; readonly id: string };

/** `purpose` is a purpose code such as `service-conversation`; without one nobody reads a person. `now` is the only clock. */
export type Ctx = {
  readonly workspace: WorkspaceId;
  readonly actor: Actor;
  readonly purpose: string | undefined;
  readonly now: Date;
  readonly db: Db;
  readonly tools: Tools;
};

/** The same ctx acting for another purpose or as another actor, in the same transaction. */
export function withCtx(ctx: Ctx, change: Partial<Pick<Ctx, 'actor' | 'purpose'>>): Ctx {
  return { ...ctx, ...change };
}
