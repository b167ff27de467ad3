// Mails as the server hands them out, each bounded in size. One that it cannot hand out must not keep all others waiting: once it was asked for often enough, and another came, it is left behind.
import { config } from '#kit/config';
import { placeName } from './names.ts';
import { sinceOf } from './place.ts';
import type { Desk } from './read.ts';
import type { PlaceRow } from './store.ts';

export type Fetched = { readonly uid: number; readonly raw: Buffer | 'gone' | 'too-large' | 'not-readable' };
type Listed = ReadonlyMap<number, { readonly size: number; readonly cameBefore: boolean }>;

export const mostTries = 5;
const slackMs = 600_000; // for clocks that go wrong

/** The size of each, and whether it came before this mailbox fed the inbox, as mail does that is moved here from elsewhere later; undefined where the server does not say it of all. */
export async function listed({ client, account }: Desk, uids: readonly number[]): Promise<Listed | undefined> {
  const since = (sinceOf(account)?.getTime() ?? 0) - slackMs;
  try {
    const mails = await client.fetchAll([...uids], { uid: true, size: true, internalDate: true }, { uid: true });
    return new Map(
      mails.map(({ uid, size = 0, internalDate }) => [uid, { size, cameBefore: Number(new Date(internalDate ?? since)) < since }]),
    );
  } catch (error) {
    if (!client.usable) throw error;
    return undefined; // one of them spoils the answer for all: each is asked for by itself
  }
}

/** The first of these that were handed out, without a gap, and what went wrong with the next; `later`, if it is handed out, shows that the fault is theirs. */
export async function fetchFew(desk: Desk, place: PlaceRow, few: readonly number[], all: Listed | undefined, later: readonly number[]) {
  const { failed } = desk;
  const name = (uid: number) => placeName(place.mailbox, place.uidValidity, uid);
  const isDoubtful = (uid: number) => (failed.get(`fetch:${name(uid)}`) ?? 0) >= mostTries;
  const got = new Map<number, Fetched>();
  let error: unknown;
  const get = async (uid: number): Promise<Fetched | undefined> => {
    try {
      return await fetch(desk, uid, all);
    } catch (caught) {
      error = caught;
      failed.set(`fetch:${name(uid)}`, (failed.get(`fetch:${name(uid)}`) ?? 0) + 1);
      return undefined;
    }
  };
  const doubtful = few.filter(isDoubtful);
  for (const uid of few.filter((each) => !isDoubtful(each))) {
    const fetched = await get(uid);
    if (!fetched) break;
    got.set(uid, fetched);
  }
  if (doubtful.length > 0 && error === undefined) {
    const probe = later.find((each) => !isDoubtful(each));
    const isTheirs =
      [...got.values()].some(({ raw }) => Buffer.isBuffer(raw)) || (probe !== undefined && Buffer.isBuffer((await get(probe))?.raw));
    for (const uid of error === undefined ? doubtful : []) {
      const fetched = isTheirs ? ({ uid, raw: 'not-readable' } as const) : await get(uid);
      if (!fetched) break;
      got.set(uid, fetched);
      failed.delete(`fetch:${name(uid)}`);
    }
  }
  const gap = few.findIndex((uid) => !got.has(uid));
  const whole = gap < 0 ? few : few.slice(0, gap);
  return { fetched: whole.flatMap((uid) => got.get(uid) ?? []), reached: whole.at(-1), error };
}

async function fetch({ tools, client }: Desk, uid: number, all: Listed | undefined): Promise<Fetched> {
  const most = config.of({ tools }).mailMaxBytes;
  const alone = all ? undefined : await client.fetchOne(String(uid), { uid: true, size: true }, { uid: true });
  const size = all ? all.get(uid)?.size : alone ? (alone.size ?? 0) : undefined;
  if (size === undefined || all?.get(uid)?.cameBefore) return { uid, raw: 'gone' };
  if (size > most) return { uid, raw: 'too-large' };
  const fetched = await client.fetchOne(String(uid), { uid: true, source: { start: 0, maxLength: most + 1 } }, { uid: true });
  return { uid, raw: (fetched ? fetched.source : undefined) ?? 'gone' }; // somebody else was faster
}
