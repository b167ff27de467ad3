// What open pages of staff hear: topics and ids, never words, and only of what their roles show them. A page that comes back asks again for what it shows.
import { createHash } from 'node:crypto';
import { type Area, areasIn, everythingCarried } from '#access';
import type { Carried, Ctx } from '#kit/ctx';
import { type LiveEvent, live } from '#kit/live';
import { type Special, special } from '#kit/route';
import { guardPermission } from './guard.ts';
import { hearWithin } from './hearing.ts';

/** What somebody hears of; null for everything, none when their roles show none. Of requests they hear with the id, only that one moved, or nothing. */
export type Ears = {
  readonly conversations: readonly Area[] | null;
  readonly people: readonly Area[] | null;
  /** Where they open what is of the class `special`. */
  readonly special: readonly Area[] | null;
  readonly requests: 'all' | 'that' | 'none';
};

/** The stream of this workspace's events, as far as whoever listens may know of them. */
export async function staffEvents(ctx: Ctx): Promise<Special> {
  const bus = live.of(ctx);
  const { workspace, tools } = ctx;
  const ears = earsOf(await everythingCarried(ctx));
  return special({
    sharedAs: `staff ${workspace} ${createHash('sha256').update(JSON.stringify(ears)).digest('base64url')}`, // areas may be many
    stream: (send) => {
      const hear = hearWithin({ tools, workspace }, ears, (event) => send({ event: event.topic, data: event.ids }));
      return bus.subscribe(workspace, (event) => {
        if (!isAmongNodes(event)) hear(event);
      });
    },
  });
}

/** What somebody hears by their grants; undefined for the system, which hears everything. */
export function earsOf(grants: readonly Carried[] | undefined): Ears {
  if (!grants) return { conversations: null, people: null, special: null, requests: 'all' };
  const within = (permission: string, ...purposes: string[]): readonly Area[] | null => {
    const counted = grants.filter((grant) => grant.permissions.includes(permission) && isFor(grant, purposes));
    const areas = areasIn(counted, undefined);
    return areas && [...areas].sort(); // one name for one set
  };
  const requests = within('requests.read');
  return {
    conversations: within('conversations.read', service),
    people: within('people.read', service, 'rights-fulfilment'),
    special: within(guardPermission, service),
    requests: requests === null ? 'all' : requests.length > 0 ? 'that' : 'none',
  };
}

const service = 'service-conversation';
const isFor = ({ purposes }: Carried, wanted: readonly string[]): boolean =>
  wanted.length === 0 || purposes === null || wanted.some((each) => purposes.includes(each));
const isAmongNodes = ({ topic }: LiveEvent): boolean => /^(keys|sessions)\./.test(topic);
