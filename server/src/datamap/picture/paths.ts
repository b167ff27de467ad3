// Paths of the map: who → what → where → for what → to whom. Declared ones follow from holdings, purposes and the way things are set up; seen ones from counted
// traffic; where both say the same they are one. Pure.
import { team } from '../counted/count.ts';
import type { Spot } from '../declared.ts';
import { isInside, type Observed, strayPurpose } from '../drift/rules.ts';

export type Path = Pick<Spot, 'group' | 'category' | 'place' | 'table'> & {
  readonly purpose: string;
  readonly recipient: string | null;
  readonly uses: number;
  readonly state: 'declared' | 'seen' | 'undeclared';
};

/** What a message is made of: only this leaves the house to whoever carries it. */
const sent = new Set(['messages', 'conversations', 'attachments', 'identities', 'people']);
/** What only proves, counts or unlocks is read by nobody. */
const unread = new Set(['CommunicationsMetadata', 'Authenticating']);

export function pathsOf(observed: Observed): Path[] {
  const paths = new Map<string, Path>();
  const add = (path: Path) => {
    const key = [path.table, path.category, path.place, path.purpose, path.recipient].join(' ');
    const there = paths.get(key);
    const uses = (there?.uses ?? 0) + path.uses;
    const state = there && there.state !== 'declared' && path.state === 'declared' ? there.state : path.state;
    paths.set(key, { ...path, uses, state: there?.state === 'undeclared' ? 'undeclared' : state });
  };
  for (const spot of observed.spots) for (const path of declaredOf(observed, spot)) add(path);
  for (const path of seenIn(observed)) add(path);
  return [...paths.values()];
}

function declaredOf({ purposes, setUp }: Observed, spot: Spot): Path[] {
  const { group, category, place, table } = spot;
  const purpose = purposes.find(({ code }) => code === spot.purpose);
  const shared = { group, category, place, table, purpose: spot.purpose ?? '', uses: 0, state: 'declared' } as const;
  const carriers = sent.has(table) && purpose?.active ? purpose.recipients.filter((code) => setUp.includes(code)) : [];
  const readers = unread.has(category) ? [null] : [team];
  return [...readers, ...carriers].map((recipient) => ({ ...shared, recipient }));
}

function seenIn(observed: Observed): Path[] {
  const spots = new Map(observed.spots.map((spot) => [spot.field, spot]));
  return observed.fields.flatMap((row): Path[] => {
    const spot = spots.get(row.field);
    if (!spot) return [];
    const { group, category, place, table } = spot;
    const recipient = row.recipient || null;
    const isRight = isDeclared(observed, spot, row.purpose, row.recipient) && strayPurpose(observed, row).length === 0;
    const state = isRight ? 'seen' : 'undeclared';
    return [{ group, category, place, table, purpose: row.purpose, recipient, uses: row.uses, state }];
  });
}

function isDeclared({ purposes, vendors }: Observed, spot: Spot, code: string, recipient: string): boolean {
  const purpose = purposes.find((each) => each.code === code);
  if (!purpose) return false;
  const isOfPurpose = spot.group === 'staff' || purpose.categories.includes('all') || purpose.categories.includes(spot.category);
  const isKnown = isInside(recipient) || (purpose.recipients.includes(recipient) && vendors.some((vendor) => vendor.code === recipient));
  return isOfPurpose && isKnown;
}
