// Shredding beside everything that races it: seals under way, new keys for the same id, caches of other nodes.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, type PersonId } from '#kit/ids';
import { act } from '#kit/pool';
import type { Sealed } from '#kit/seal';
import { list } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { confirmErased, erasedSince } from './erased.ts';
import { returnedSubjects } from './erased-again.ts';
import { keyring } from './keyring.ts';
import {
  createSubject,
  isLive,
  matches,
  mintPermit,
  open,
  openMany,
  type Place,
  seal,
  shred,
  shredTimes,
  unrecoverableBy,
} from './keys.ts';
import { marksOf } from './subjects.ts';

describe.each([
  ['beside the data', false],
  ['in a database of their own', true],
] as const)('keys %s', (_where, apart) => {
  let ground: Ground;
  let ada: PersonId;
  let sealed: Sealed;
  const place = (subject = ada): Place => ({ subject, table: 'messages', row: 'one', column: 'text' });
  const permitFor = (...subjects: PersonId[]) =>
    ({ act: 'reveal', purpose: 'service-conversation', subjects, fields: ['messages.text'] }) as const;
  const erased = { code: 'erased' };

  beforeAll(async () => {
    ground = await openGround({ apart });
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    ada = newId('per');
    await ground.ctx((ctx) => createSubject(ctx, ada));
    sealed = await ground.ctx((ctx) => seal(ctx, place(), 'hello, it is Ada'));
  });

  describe('shredding', () => {
    it('ends opening, comparing and sealing, and says how many keys there were', async () => {
      const boris = newId('per');
      await ground.ctx((ctx) => createSubject(ctx, boris));
      expect(await ground.ctx((ctx) => shred(ctx, [ada, boris, ada]))).toEqual({ shredded: 2 });
      await expect(ground.ctx((ctx) => open(ctx, mintPermit(ctx, permitFor(ada)), place(), sealed))).rejects.toMatchObject(erased);
      await expect(ground.ctx((ctx) => openMany(ctx, mintPermit(ctx, permitFor(ada)), [{ place: place(), sealed }]))).rejects.toMatchObject(
        erased,
      );
      await expect(ground.ctx((ctx) => matches(ctx, place(), sealed, 'hello, it is Ada'))).rejects.toMatchObject(erased);
      await expect(ground.ctx((ctx) => seal(ctx, place(), 'more'))).rejects.toMatchObject(erased);
      expect(await ground.ctx((ctx) => isLive(ctx, ada))).toBe(false);
      expect(await ground.ctx((ctx) => shred(ctx, [ada]))).toEqual({ shredded: 0 });
      expect(await ground.ctx((ctx) => shred(ctx, []))).toEqual({ shredded: 0 });
    });

    it('ends sealing and opening in the very transaction that shreds', async () => {
      await ground.ctx(async (ctx) => {
        await seal(ctx, place(), 'before');
        await shred(ctx, [ada]);
        await expect(seal(ctx, place(), 'after')).rejects.toMatchObject(erased);
        expect(await isLive(ctx, ada)).toBe(false);
      });
    });

    it('changes nothing when its transaction fails', async () => {
      const failing = ground.ctx(async (ctx) => {
        await shred(ctx, [ada]);
        throw new Error('afterwards');
      });
      await expect(failing).rejects.toThrow('afterwards');
      expect(await ground.ctx((ctx) => open(ctx, mintPermit(ctx, permitFor(ada)), place(), sealed))).toBe('hello, it is Ada');
    });

    it('is on the list of the erased once it is committed, and not when that failed', async () => {
      const before = erasedSince(ground.tools, new Date(0)).length;
      const since = () => erasedSince(ground.tools, new Date(0)).slice(before);
      const failing = ground.ctx(async (ctx) => {
        await shred(ctx, [ada]);
        expect(since()).toMatchObject([{ isSure: false }]);
        throw new Error('afterwards');
      });
      await expect(failing).rejects.toThrow('afterwards');
      expect(since()).toEqual([]);
      await ground.ctx((ctx) => shred(ctx, [ada]));
      expect(since()).toMatchObject([{ workspace: ground.workspace, isSure: true }]);
    });

    it('that a crash left unconfirmed is confirmed by its tombstone; without one it erases nobody and is named', async () => {
      const file = path.join(ground.settings.keys, 'erased.log');
      const [boris, old] = [newId('per'), newId('per')];
      await ground.ctx((ctx) => createSubject(ctx, boris));
      await ground.ctx((ctx) => createSubject(ctx, old));
      const [adas, boriss, olds] = await ground.ctx((ctx) => marksOf(ctx, [ada, boris, old]));
      await ground.ctx((ctx) => shred(ctx, [ada]));
      const line = (mark: Buffer | undefined, sign: string) =>
        `${sign}2026-11-24T09:00:00.000Z ${ground.workspace} ${mark?.toString('hex')}\n`;
      writeFileSync(file, line(adas, '? ') + line(boriss, '? ') + line(olds, '')); // no sign: as lines were before
      expect(erasedSince(ground.tools, new Date(0)).map((each) => each.isSure)).toEqual([false, false, true]);
      await confirmErased(ground.tools);
      expect(erasedSince(ground.tools, new Date(0)).map((each) => each.isSure)).toEqual([true, false, true]);
      const returned = await returnedSubjects(ground.tools, new Date(0));
      expect(returned).toEqual([{ workspace: ground.workspace, subjects: [old], unsure: [boris] }]);
    });

    it('keeps a tombstone without the id, and a line in the ledger without the person', async () => {
      await ground.ctx((ctx) => shred(ctx, [ada]));
      const rows = await ground.admin(
        'SELECT t::text AS row FROM shredded_keys t UNION ALL SELECT p.payload::text FROM ledger_payloads p JOIN ledger_entries e ON e.id = p.entry_id WHERE e.kind = $1',
        ['keys.shredded'],
      );
      expect(rows.length).toBeGreaterThan(1);
      expect(JSON.stringify(rows)).not.toContain(ada);
      expect((await ground.ctx((ctx) => list(ctx, { limit: 1 }))).items[0]).toMatchObject({
        kind: 'keys.shredded',
        facts: { keys: 1, epoch: 1 },
      });
    });

    it('never lets the id have a key again, not even past the application', async () => {
      await ground.ctx((ctx) => shred(ctx, [ada]));
      await expect(ground.ctx((ctx) => createSubject(ctx, ada))).rejects.toMatchObject(erased);
      const insert = `INSERT INTO subject_keys (workspace_id, subject, version, epoch, wrapped, mark, created_at)
      SELECT workspace_id, $1, 1, 1, $2, mark, now() FROM shredded_keys WHERE workspace_id = $3::text LIMIT 1`;
      await expect(ground.admin(insert, [ada, Buffer.alloc(64), ground.workspace])).rejects.toThrow('gets no new key');
      for (const verb of [
        'DELETE FROM shredded_keys',
        'TRUNCATE shredded_keys',
        "UPDATE shredded_keys SET mark = decode(repeat('00', 16), 'hex')",
      ])
        await expect(ground.admin(verb)).rejects.toThrow('append-only');
    });

    it('of an id that never had a key keeps it from getting one', async () => {
      const stranger = newId('per');
      expect(await ground.ctx((ctx) => shred(ctx, [stranger]))).toEqual({ shredded: 0 });
      await expect(ground.ctx((ctx) => createSubject(ctx, stranger))).rejects.toMatchObject(erased);
      expect(await ground.admin('SELECT 1 FROM subject_keys WHERE subject = $1', [stranger])).toEqual([]);
    });

    it('tells when it was, and by when nothing anywhere opens', async () => {
      ground.setTime(new Date('2026-11-24T20:00:00Z'));
      const by = await ground.ctx(async (ctx) => {
        await shred(ctx, [ada]);
        return unrecoverableBy(ctx);
      });
      expect(by).toEqual(new Date('2026-11-25T09:00:00Z')); // 24 hours after the epoch began
      expect(await ground.ctx((ctx) => shredTimes(ctx, ada))).toEqual({
        shreddedAt: new Date('2026-11-24T20:00:00Z'),
        unrecoverableAt: null,
      });
      expect(await ground.ctx((ctx) => shredTimes(ctx, newId('per')))).toBeUndefined();
      ground.setTime(new Date('2026-11-24T09:00:00Z'));
    });
  });

  describe('what races a shred', () => {
    it('a seal under way holds it off, and its message is there before the key goes', async () => {
      const [sealedOne, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const events: string[] = [];
      const sealing = ground.ctx(async (ctx) => {
        await seal(ctx, place(), 'racing');
        sealedOne.resolve();
        await finish.promise;
        events.push('sealed');
      });
      await sealedOne.promise;
      const shredding = ground.ctx(async (ctx) => {
        await shred(ctx, [ada]);
        events.push('shredded');
      });
      await sleep(150);
      expect(events).toEqual([]);
      finish.resolve();
      await Promise.all([sealing, shredding]);
      expect(events).toEqual(['sealed', 'shredded']);
    });

    it('a seal that comes during it waits, then fails, although the key is in the cache', async () => {
      const [shreddedOne, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      await ground.ctx((ctx) => open(ctx, mintPermit(ctx, permitFor(ada)), place(), sealed));
      expect(keyring.of(ground).subjects.get(`${ground.workspace}/${ada}`)).toBeDefined();
      const shredding = ground.ctx(async (ctx) => {
        await shred(ctx, [ada]);
        shreddedOne.resolve();
        await finish.promise;
      });
      await shreddedOne.promise;
      const sealing = ground.ctx((ctx) => seal(ctx, place(), 'too late'));
      const refused = expect(sealing).rejects.toMatchObject(erased);
      await sleep(150);
      finish.resolve();
      await Promise.all([refused, shredding]);
    });

    it('a new key for the same id, made while it is shredded, is refused', async () => {
      const [shreddedOne, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const shredding = ground.ctx(async (ctx) => {
        await shred(ctx, [ada]);
        shreddedOne.resolve();
        await finish.promise;
      });
      await shreddedOne.promise;
      const creating = ground.ctx((ctx) => createSubject(ctx, ada));
      const refused = expect(creating).rejects.toThrow();
      await sleep(150);
      finish.resolve();
      await Promise.all([refused, shredding]);
      expect(await ground.admin('SELECT 1 FROM subject_keys WHERE subject = $1', [ada])).toEqual([]);
    });

    it('many at once in both orders leave no message behind that opens', async () => {
      const people = Array.from({ length: 12 }, () => newId('per'));
      await ground.ctx(async (ctx) => {
        for (const person of people) await createSubject(ctx, person);
      });
      const work = people.flatMap((person) => [
        ground.ctx((ctx) => seal(ctx, place(person), 'racing')).catch((error: { code?: string }) => error.code),
        ground.ctx((ctx) => shred(ctx, [person])),
      ]);
      await Promise.all(work);
      for (const person of people) await expect(ground.ctx((ctx) => seal(ctx, place(person), 'late'))).rejects.toMatchObject(erased);
    });
  });

  describe('the caches of all nodes', () => {
    it('drop a key at once when any node shreds it, and do not take it up again', async () => {
      const other = await ground.node();
      const name = `${ground.workspace}/${ada}`;
      const caches = [ground.tools, other].map((tools) => keyring.of({ tools }).subjects);
      for (const tools of [ground.tools, other])
        await act(tools, { workspace: ground.workspace, actor: { kind: 'system', id: 'test' } }, (ctx) =>
          open(ctx, mintPermit(ctx, permitFor(ada)), place(), sealed),
        );
      const kept = caches.map((cache) => cache.get(name));
      expect(kept.every((key) => key !== undefined)).toBe(true);
      await act(other, { workspace: ground.workspace, actor: { kind: 'system', id: 'test' } }, (ctx) => shred(ctx, [ada]));
      await expect.poll(() => caches.map((cache) => cache.get(name))).toEqual([undefined, undefined]);
      for (const cache of caches) cache.put(name, kept[0]!);
      expect(caches.map((cache) => cache.get(name))).toEqual([undefined, undefined]);
    });

    it('let go of a key when its time is over', async () => {
      const cache = keyring.of(ground).subjects;
      await ground.ctx((ctx) => open(ctx, mintPermit(ctx, permitFor(ada)), place(), sealed));
      ground.setTime(new Date('2026-11-24T09:00:59Z'));
      expect(cache.get(`${ground.workspace}/${ada}`)).toBeDefined();
      ground.setTime(new Date('2026-11-24T09:01:00Z'));
      expect(cache.get(`${ground.workspace}/${ada}`)).toBeUndefined();
      ground.setTime(new Date('2026-11-24T09:00:00Z'));
    });
  });
});
