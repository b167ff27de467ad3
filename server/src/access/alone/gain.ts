// Whether somebody gave themselves a sight of customers (Art. 32(4)): facts in, answers out.
import { carriedIn } from '../grants/reach.ts';
import { type Lasting, mayGive } from '../grants/rules.ts';
import type { GrantRow } from '../grants/store.ts';
import { contentPermissions, hasContent } from '../permissions.ts';

/** Given to oneself, or by way of a role that one holds and changed oneself last, or of a group whose meaning one set. */
export const isOwnGift = (row: GrantRow): boolean =>
  row.granted_by === row.staff_id || row.role_changed_by === row.staff_id || row.is_mapped_by_self;

/** Whether this shows somebody customers whom nothing that others gave them shows for as long; `rows` are what they hold beside it. */
export function showsMore(rows: readonly GrantRow[], given: Lasting): boolean {
  const content = given.permissions.filter((each) => (contentPermissions as readonly string[]).includes(each));
  if (!hasContent(content)) return false;
  const others = rows.filter((row) => !isOwnGift(row));
  const own = others.map((row) => ({ ...carriedIn(row), until: row.until, isAdministrator: false }));
  return !mayGive(own, { ...given, permissions: content });
}

/** Whether somebody judges what others did alone, by a role that somebody else gave them. */
export const isJudge = (rows: readonly GrantRow[]): boolean =>
  rows.some((row) => !isOwnGift(row) && carriedIn(row).permissions.includes(judging));
/** Whoever holds it judges emergencies, and what somebody did alone. */
export const judging = 'emergency.review';
