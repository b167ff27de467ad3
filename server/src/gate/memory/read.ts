// Reads groups for memory by the very verbs that the binding decision uses; many people at once, so that a page of them costs four statements.
import { newest, readLatestOfAll } from '#consent';
import { livingAmong } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { groups } from '#people';
import { listPurposes } from '#purposes';
import { everyVendor } from '#vendors';
import { readStanding } from '../store.ts';
import type { Group, Rules } from './table.ts';

/** The groups of these people, each once; whoever is in none of them is known to nobody. */
export async function readGroups(ctx: Ctx, people: readonly PersonId[]): Promise<Group[]> {
  const byRoot = new Map([...(await groups(ctx, people)).values()].map((group) => [group[0] as PersonId, group]));
  const members = [...byRoot.values()].flat();
  if (members.length === 0) return [];
  const rootOf = new Map([...byRoot].flatMap(([root, group]) => group.map((person) => [person, root] as const)));
  const [live, latest, facts] = await Promise.all([
    livingAmong(ctx, [...byRoot.keys()]),
    readLatestOfAll(ctx, members),
    readStanding(ctx, members),
  ]);
  const consents = Map.groupBy(latest, ({ person }) => rootOf.get(person));
  const standing = Map.groupBy(facts, ({ person }) => rootOf.get(person));
  return [...byRoot].map(([root, group]) => {
    const events = Map.groupBy(consents.get(root) ?? [], ({ purpose, channel }) => `${purpose} ${channel}`);
    return {
      people: group,
      isLive: live.has(root),
      consents: [...events.values()].flatMap((each) => newest(each) ?? []),
      standing: standing.get(root) ?? [],
    };
  });
}

/** Whose key still lives. */
export const readLiving = (ctx: Ctx, people: readonly PersonId[]) => livingAmong(ctx, people);

/** What holds for everybody: purposes and recipients as they stand now. */
export async function readRules(ctx: Ctx): Promise<Rules> {
  const purposes = new Map((await listPurposes(ctx)).map((purpose) => [purpose.code, purpose]));
  return { purposes, vendors: new Map((await everyVendor(ctx)).map((vendor) => [vendor.code, vendor])) };
}
