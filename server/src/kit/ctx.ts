// Who acts, for which purpose, in which workspace, when, and in whose transaction: the first argument of every verb.
import type { Db } from './db.ts';
import type { Id, InboxId, PersonId, StaffId, TeamId, WorkspaceId } from './ids.ts';
import type { Tools } from './tool.ts';

/**
 * What a role gives to somebody: permissions, for these purposes (null: every one), in these inboxes (null: all), for conversations of these teams (null: whether or
 * not they are with a team). An `emergency` gives it for a while, in an inbox or for these people alone, wherever they wrote.
 */
export type Carried = {
  readonly permissions: readonly string[];
  readonly purposes: readonly string[] | null;
  readonly inboxes: readonly InboxId[] | null;
  readonly teams: readonly TeamId[] | null;
  readonly people?: readonly PersonId[];
  /** Code of a default role, or id of one of the company's own; an emergency is none. */
  readonly role?: string;
  readonly emergency?: Id<'brk'>;
  /** Which grant it is, and the day (UTC) of its last use as it was when this was read; an emergency is none. */
  readonly grant?: Id<'grt'>;
  readonly usedOn?: string | null;
};
/** Where something lies: a conversation in an inbox, with a team or none. Without `team` the inbox as a whole is meant, as by a campaign, and who holds a role for teams only has no part in it. */
export type Spot = { readonly inbox: InboxId; readonly team?: TeamId | null };
/** How far a member of staff reaches: by all that they hold, or by what carries the permission under which the door let them in. */
export type Reach = { readonly grants: readonly Carried[]; readonly permission?: string };

/** Staff act through the console, a person through widget or privacy page, the system through jobs and channels; what comes in by a key of staff is a program of theirs (`isProgram`), and nobody sits there. A door says how far staff reach; where none did, `access` looks. */
export type Actor =
  | { readonly kind: 'staff'; readonly id: StaffId; readonly reach?: Reach; readonly isProgram?: true }
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
