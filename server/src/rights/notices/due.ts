// Of whom somebody has yet to hear, for whoever works off the list: the soonest due first (Art. 19, 26).
import type { Answer } from '@parley/contract';
import type { Ctx } from '#kit/ctx';
import { Problem } from '#kit/problem';
import { listVendors } from '#vendors';
import { requestsInReach } from '../answers.ts';
import { dayOf, daysLeft } from '../deadlines.ts';
import { namesOfPeople } from '../names-of-people.ts';
import type { RequestId } from '../store.ts';
import { type Duty, heardBy } from './rules.ts';
import { type DueAfter, type DueRow, noticeStore } from './store.ts';

type Page = Answer<'listDueNotices'>;
const atOnce = 200;

/** A page of those within reach of whoever acts. Problem `invalid` for a cursor that is none of ours. */
export async function listDue(
  ctx: Ctx,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Page> {
  const rows: DueRow[] = [];
  for (let after = cursor === undefined ? undefined : placeIn(cursor), isEnd = false; rows.length <= limit && !isEnd; ) {
    const found = await noticeStore.due(ctx, after, atOnce);
    rows.push(...(await requestsInReach(ctx, found)));
    const last = found.at(-1);
    after = last ? { ...last, dueOn: heardBy(last.since) } : after;
    isEnd = found.length < atOnce;
  }
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: await view(ctx, shown),
    next: last ? [heardBy(last.since), last.request, last.recipient, last.duty].join(' ') : null,
  };
}

async function view(ctx: Ctx, rows: readonly DueRow[]): Promise<Page['items']> {
  const people = await namesOfPeople(
    ctx,
    rows.flatMap(({ person_id: person }) => person ?? []),
  );
  const vendors = new Map((await listVendors(ctx)).map(({ code, name }) => [code, name]));
  return rows.map(({ request, kind, person_id: person, recipient, duty, basis, since }) => ({
    ...{ request, kind, recipient, duty, basis, name: vendors.get(recipient) ?? recipient },
    person: person && { id: person, name: people.get(person) ?? '' },
    dueOn: heardBy(since),
    daysLeft: daysLeft(dayOf(ctx.now), Temporal.PlainDate.from(heardBy(since))),
  }));
}

function placeIn(cursor: string): DueAfter {
  const [, dueOn = '', request = '', recipient = '', duty = ''] =
    /^(\d{4}-\d\d-\d\d) (req_[0-9a-z]{26}) ([a-z0-9-]{2,60}) (18|19|26)$/.exec(cursor) ?? [];
  if (Number.isNaN(Date.parse(dueOn)) || !new Date(dueOn).toISOString().startsWith(dueOn))
    throw new Problem('invalid', { fields: [{ path: '/cursor', message: 'Not a place that was given.' }] });
  return { dueOn, request: request as RequestId, recipient, duty: duty as Duty };
}
