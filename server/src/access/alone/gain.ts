// Whether somebody gave themselves a sight of customers (Art. 32(4)): facts in, answers out.
import { carriedIn } from '../grants/reach.ts';
import { type Lasting, mayGive } from '../grants/rules.ts';
import type { GrantRow } from '../grants/store.ts';
import { hasContent } from '../permissions.ts';

/** Given to oneself, or by way of a role that one holds and changed oneself last, or of a group whose meaning one set. */
export const isOwnGift = (row: GrantRow): boolean =>
  row.granted_by === row.staff_id || row.role_changed_by === row.staff_id || row.is_mapped_by_self;

/** Whoever answers requests looks at customers too, while they do. */
const showsCustomers = (permission: string): boolean => hasContent([permission]) || permission.startsWith('requests.');

/** Whether this shows somebody customers whom nothing that others gave them shows for as long; `rows` are what they hold beside it. */
export function showsMore(rows: readonly GrantRow[], given: Lasting): boolean {
  const isForNothing = given.purposes?.length === 0; // as an auditor holds it, a list of requests opens nobody
  const shown = given.permissions.filter((each) => hasContent([each]) || (!isForNothing && showsCustomers(each)));
  if (shown.length === 0) return false;
  const others = rows.filter((row) => !isOwnGift(row));
  const own = others.map((row) => ({ ...carriedIn(row), until: row.until, isAdministrator: false }));
  return !mayGive(own, { ...given, permissions: shown }, showsCustomers);
}

/** Whether somebody judges what others did alone, by a role that somebody else gave them. */
export const isJudge = (rows: readonly GrantRow[]): boolean =>
  rows.some((row) => !isOwnGift(row) && carriedIn(row).permissions.includes(judging));

type GivenOut = {
  readonly kind: string;
  readonly staff_id: string;
  readonly role_id: string | null;
  readonly whom: string | null;
  readonly done_at: Date;
};
/** Whether somebody judges by nothing but what this act gave out to many at once: a role that its author changed last, or what a group means since. */
export function judgesByIt(rows: readonly GrantRow[], { kind, staff_id, role_id, whom, done_at }: GivenOut): boolean {
  if ((kind !== 'officer' && kind !== 'role') || whom !== null) return false;
  const judge = rows.filter((row) => carriedIn(row).permissions.includes(judging));
  const isChanged = (row: GrantRow) => row.role_permissions !== null && row.role_changed_by === staff_id;
  const isMapped = (row: GrantRow) => (row.source === 'scim' || row.source === 'provider') && row.granted_at >= done_at;
  return judge.length > 0 && judge.every((row) => row.role_id === role_id && (isChanged(row) || isMapped(row)));
}

/** Whoever holds it judges emergencies, and what somebody did alone. */
export const judging = 'emergency.review';
