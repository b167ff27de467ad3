// Staff and data that came from elsewhere (Art. 14): who has yet to be told, what a colleague had from somebody else, and what they say became of telling it.
import type { Answer, Body } from '@parley/contract';
import { company } from '#access';
import { peopleInReach, refuseStrange } from '#conversations';
import { permitOrThrow } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import {
  cameFrom,
  daysToTell,
  holdGroup,
  type OriginRow,
  openOrigins,
  originsOf,
  saidOfOrigin,
  settleOrigin,
  stateOfOrigin,
} from '#people';
import { currentNotice, namesSource, purposeByCode } from '#purposes';
import { namesOfPeople } from '../names-of-people.ts';

type Page = Answer<'listOrigins'>;
type Asked = { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly person?: string | undefined };

/** Who has yet to be told, the soonest first, or everything of one person. Those whom whoever acts may not see are left out. Problem `not-found` for such a person, `invalid` for a cursor that is none of ours. */
export async function listSources(ctx: Ctx, { cursor, limit = 50, person }: Asked): Promise<Page> {
  if (person !== undefined) {
    await refuseStrange(ctx, person as PersonId);
    return { items: await view(ctx, await originsOf(ctx, person as PersonId)), next: null };
  }
  const rows = await openInReach(ctx, cursor === undefined ? undefined : placeIn(cursor), limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: await view(ctx, rows.slice(0, limit)),
    next: last ? [last.dueOn, last.person, last.purpose, last.origin].join(' ') : null,
  };
}

/** So many at least, while there are any: a cursor made of a row that was left out would tell of somebody out of reach. */
async function openInReach(ctx: Ctx, start: Parameters<typeof openOrigins>[1]['after'], wanted: number): Promise<OriginRow[]> {
  const rows: OriginRow[] = [];
  const atOnce = Math.max(wanted, 200);
  for (let after = start, isEnd = false; rows.length < wanted && !isEnd; ) {
    const found = await openOrigins(ctx, { after, limit: atOnce });
    const people = new Set(found.map((row) => row.person));
    const seen = await peopleInReach(ctx, [...people]);
    rows.push(...found.filter((row) => seen.has(row.person)));
    after = found.at(-1) ?? after;
    isEnd = found.length < atOnce;
  }
  return rows;
}

/** All that colleagues say of one kind of source for one purpose, in characters. */
const mostSaid = 2000;

/**
 * A colleague had something about a person from somebody else; where something is noted for this purpose and kind already the words are added to it, so that the copy names both (Art. 15(1)(g)).
 * Problems: `not-found`, `invalid` for a purpose that is not in force, a day that lies ahead or more words than fit, and as the gate says where what stands there may not be opened.
 */
export async function recordSource(ctx: Ctx, person: PersonId, { purpose, origin, said, obtainedOn }: Body<'recordOrigin'>) {
  await refuseStrange(ctx, person);
  const found = await purposeByCode(ctx, purpose);
  if (!found?.active || found.about !== 'person') throw wrong('purpose', 'No purpose that is switched on.');
  const today = ctx.now.toISOString().slice(0, 10);
  if (obtainedOn > today) throw wrong('obtainedOn', 'A day up to today is needed.');
  const obtainedAt = obtainedOn === today ? ctx.now : new Date(`${obtainedOn}T12:00:00Z`);
  // for what they who record it carry: an agent decides about no requests
  const permitFor = (field: string) => permitOrThrow(ctx, { act: 'reveal', person, purpose: 'service-conversation', fields: [field] });
  await holdGroup(ctx, person); // two who record at the same moment both stand there
  const before = await saidOfOrigin(ctx, person, { purpose, origin }, permitFor);
  const words = [...(before ? [before] : []), said.trim()].join('; ');
  if (words.length > mostSaid) throw wrong('said', 'With what is noted already it is too long.');
  await cameFrom(ctx, person, { purpose, origin, said: words, obtainedAt, isAdded: true });
  return one(ctx, person, purpose, origin);
}

/** What became of it. Problems: `not-found` where nothing waits, `conflict` where the notice in force does not name the source. */
export async function settleSource(ctx: Ctx, person: PersonId, said: Body<'settleOrigin'>) {
  await refuseStrange(ctx, person);
  const notice = await currentNotice(ctx, (await company(ctx)).language);
  const how = said.outcome === 'told' ? { by: said.by } : { ground: said.ground, reason: said.reason.trim() };
  await settleOrigin(ctx, person, said, how, notice?.id);
  return one(ctx, person, said.purpose, said.origin);
}

async function one(ctx: Ctx, person: PersonId, purpose: string, origin: OriginRow['origin']): Promise<Page['items'][number]> {
  const row = (await originsOf(ctx, person)).find((each) => each.purpose === purpose && each.origin === origin);
  const [seen] = row ? await view(ctx, [row]) : [];
  if (!seen) throw new Problem('not-found');
  return seen;
}

async function view(ctx: Ctx, rows: readonly OriginRow[]): Promise<Page['items']> {
  if (rows.length === 0) return [];
  const [notice, names] = [
    await currentNotice(ctx, (await company(ctx)).language),
    await namesOfPeople(
      ctx,
      rows.map((row) => row.person),
    ),
  ];
  return rows.map((row) => ({
    ...{ person: row.person, name: names.get(row.person) ?? null, purpose: row.purpose, origin: row.origin },
    obtainedOn: row.obtainedAt.toISOString().slice(0, 10),
    ...{ dueOn: row.dueOn, clock: row.clock, daysLeft: daysToTell(row, ctx.now), state: stateOfOrigin(row) },
    told: row.toldAt && row.toldBy && row.notice ? { at: row.toldAt.toISOString(), by: row.toldBy, notice: row.notice } : null,
    exception: row.exception,
    isNamed: row.origin === 'handover' ? notice !== undefined : namesSource(notice, row),
  }));
}

function placeIn(cursor: string): Pick<OriginRow, 'dueOn' | 'person' | 'purpose' | 'origin'> {
  const [, dueOn, person, purpose, origin] = /^(\d{4}-\d\d-\d\d) (per_[0-9a-z]{26}) ([a-z0-9-]{1,60}) ([a-z-]{1,20})$/.exec(cursor) ?? [];
  if (dueOn === undefined || !isDay(dueOn))
    throw new Problem('invalid', { fields: [{ path: '/cursor', message: 'Not a place that was given.' }] });
  return { dueOn, person: person as PersonId, purpose: purpose ?? '', origin: origin as OriginRow['origin'] };
}

const isDay = (text: string): boolean => new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false;
const wrong = (part: string, message: string) => new Problem('invalid', { fields: [{ path: `body/${part}`, message }] });
