// What asks the same joins an open request, and nothing that is new in it is lost: an earlier day, more words, a proof of who asks.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addInbox, receive } from '#conversations';
import type { Actor, Ctx } from '#kit/ctx';
import type { InboxId, PersonId, StaffId } from '#kit/ids';
import { arrive, prove } from '#people';
import { staffWhoMayAll } from '#test/reach';
import { openRoom, type TestRoom } from '#test/room';
import { mustFind, pageInReach } from './answers.ts';
import { askedBy } from './asked-by.ts';
import { extend, pause } from './course/course.ts';
import { approve, type Opening, open } from './requests.ts';
import { readRequest } from './view.ts';

let room: TestRoom;
let inbox: InboxId;
beforeAll(async () => {
  room = await openRoom();
  inbox = (await room.ctx((ctx) => addInbox(ctx, { name: 'Chat', channel: 'web-chat', recipient: null }))).id;
});
afterAll(() => room.stop());

const carol = staffWhoMayAll('stf_car0l000000000000000000000' as StaffId) as Actor;
const boris = staffWhoMayAll('stf_b0r1s000000000000000000000' as StaffId) as Actor;
const as = <T>(actor: Actor, run: (ctx: Ctx) => Promise<T>) => room.ctx(run, { actor, purpose: 'rights-fulfilment' });
async function ada(): Promise<PersonId> {
  const address = { kind: 'email', value: `ada+${randomUUID()}@example.com`, name: 'Ada Example', language: 'en' } as const;
  const { person, identity } = await room.ctx((ctx) => arrive(ctx, address));
  await room.ctx((ctx) => prove(ctx, identity, 'code'));
  return person;
}
const opened = (person: PersonId, more: Partial<Opening> = {}) =>
  as(carol, (ctx) => open(ctx, { person, kind: 'access', source: 'staff', clientKey: undefined, ...more }));
const asPerson = (person: PersonId, more: Partial<Opening> = {}) =>
  as({ kind: 'person', id: person } as Actor, (ctx) =>
    open(ctx, { person, kind: 'access', source: 'person', clientKey: undefined, ...more }),
  );
const write = (person: PersonId, text: string) =>
  room.ctx((ctx) => receive(ctx, { inbox, person, text, continues: true, clientKey: randomUUID() }));
const doubt = { question: 'Which order did you place last?', why: 'The address is new.' };

/** Runs the second act while the first is not committed yet. */
async function atOnce<T>(first: (ctx: Ctx) => Promise<unknown>, second: (ctx: Ctx) => Promise<T>): Promise<T | string> {
  const done = Promise.withResolvers<void>();
  const began = as(boris, async (ctx) => {
    await first(ctx);
    done.resolve();
    await new Promise((go) => setTimeout(go, 400));
  });
  await done.promise;
  const answer = await as(carol, second).catch((error: { code?: string }) => `${error.code}`);
  await began;
  return answer;
}

describe('an open request that is asked for again', () => {
  it('moves back to the day on which it was first asked for', async () => {
    room.setTime('2026-11-02T09:00:00Z');
    const person = await ada();
    const { message } = await write(person, 'Please delete all my data from your systems.');
    room.setTime('2026-11-20T09:00:00Z');
    const { id } = await opened(person, { kind: 'erasure' });
    expect(await opened(person, { kind: 'erasure', message })).toMatchObject({ id, due_on: '2026-12-02', message_id: message });
    const { steps } = await as(carol, async (ctx) => readRequest(ctx, await mustFind(ctx, id)));
    expect(steps.map(({ name }) => name)).toContain('joined');
  });

  it('keeps more words and who asks for another, and asks for their proof also then', async () => {
    room.setTime('2026-11-02T09:00:00Z');
    const person = await ada();
    const { id } = await opened(person, { text: 'My letters of 2024.' });
    await opened(person, { text: 'Also the recordings of calls in May.' });
    const forAda = { onBehalf: 'representative' } as const;
    await expect(opened(person, forAda)).rejects.toMatchObject({ code: 'invalid' });
    expect(await opened(person, { ...forAda, shown: 'Power of attorney' })).toMatchObject({ id, on_behalf: 'representative' });
    const seen = await as(carol, async (ctx) => readRequest(ctx, await mustFind(ctx, id)));
    expect(seen).toMatchObject({ text: 'My letters of 2024.', shown: 'Power of attorney' });
    expect(seen.added.map(({ kind, text }) => `${kind}: ${text}`)).toEqual(['text: Also the recordings of calls in May.']);
  });

  it('is a platform’s as long as nobody else asks, and stays whose it was when another filing comes', async () => {
    const by = async (...openings: Partial<Opening>[]) => {
      const person = await ada();
      const rows = [];
      for (const more of openings) rows.push(await opened(person, more));
      return askedBy(rows.at(-1) as (typeof rows)[number]);
    };
    const filed = { isFiled: true, receivedAt: new Date('2026-10-20T09:00:00Z') };
    const earlier = { isFiled: true, receivedAt: new Date('2026-10-10T09:00:00Z') };
    expect(await Promise.all([by(filed), by(filed, earlier), by({}, filed), by(filed, {})])).toEqual([
      'platform',
      'platform',
      'self',
      'self',
    ]);
  });

  it('waits no longer for who somebody is once they ask on the privacy page themself', async () => {
    const person = await ada();
    const { id } = await opened(person);
    await as(carol, (ctx) => pause(ctx, id, 'identity', doubt));
    expect(await asPerson(person)).toMatchObject({ id, source: 'person', state: 'fulfilled', pause_ground: null });
    const other = await ada();
    const { id: erasure } = await opened(other, { kind: 'erasure' });
    expect(await asPerson(other, { kind: 'erasure' })).toMatchObject({ id: erasure, source: 'person', state: 'received' });
  });
});

describe('two acts at once', () => {
  it('a question that was asked a moment before stops the approval of an erasure', async () => {
    const { id } = await opened(await ada(), { kind: 'erasure' });
    expect(
      await atOnce(
        (ctx) => pause(ctx, id, 'identity', doubt),
        (ctx) => approve(ctx, id),
      ),
    ).toBe('conflict');
  });

  it('two approvals at once are two', async () => {
    const { id } = await opened(await ada(), { kind: 'erasure' });
    await room.ctx((ctx) => ctx.db.run({ name: 'test.need', text: 'UPDATE requests SET approvals_needed = 2 WHERE id = $1' }, [id]));
    await atOnce(
      (ctx) => approve(ctx, id),
      (ctx) => approve(ctx, id),
    );
    expect(await as(carol, (ctx) => mustFind(ctx, id))).toMatchObject({ approvals: 2, state: 'in-progress' });
  });
});

describe('the work list', () => {
  it('goes on where a page ended, also when its last request is given more time, and refuses a place that is none', async () => {
    const mine: string[] = [];
    for (const day of ['01', '02', '03']) {
      room.setTime(`2026-06-${day}T09:00:00Z`);
      mine.push((await opened(await ada())).id);
    }
    const page = (cursor: string | null, limit: number) => as(carol, (ctx) => pageInReach(ctx, { cursor, isOpen: true, limit }));
    const all = (await page(null, 100)).rows.map(({ id }) => id as string);
    const { next, rows } = await page(null, all.indexOf(mine[1] ?? '') + 1);
    await as(carol, (ctx) => extend(ctx, rows.at(-1)?.id as never, 'number', 'There are many.'));
    expect((await page(next, 100)).rows.map(({ id }) => id)).toContain(mine[2]);
    await expect(page('2026-13-99.nowhere', 10)).rejects.toMatchObject({ code: 'invalid' });
  });
});
