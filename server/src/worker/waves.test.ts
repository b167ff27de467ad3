import { expect, test } from 'vitest';
import { inWaves } from './waves.ts';

const never = () => new Promise<void>(() => {});

test('what takes long holds up nothing that comes meanwhile, and is waited for in the end', async () => {
  const done: string[] = [];
  const queue = ['slow', 'quick'];
  const [slow, call] = [Promise.withResolvers<void>(), [Promise.withResolvers<void>(), Promise.withResolvers<void>()]];
  const course = inWaves<string>({
    take: async (most) => queue.splice(0, most),
    work: async (one) => {
      if (one === 'slow') await slow.promise;
      done.push(one);
      if (one === 'quick') {
        queue.push('an answer of an agent');
        call[0]?.resolve();
      } else if (one !== 'slow') slow.resolve(); // only now: before, both waited for the slow one
    },
    isStopped: () => false,
    woken: () => call[0]?.promise ?? never(),
    patienceMs: 1,
  });
  await course;
  expect(done).toEqual(['quick', 'an answer of an agent', 'slow']);
});

test('no more is taken than there is room for, nothing after a stop, and a fault of ours comes out once the rest has ended', async () => {
  const asked: number[] = [];
  let at = 0;
  const ended: number[] = [];
  const all = Promise.withResolvers<void>();
  const full = inWaves<number>({
    take: async (most) => {
      asked.push(most);
      return Array.from({ length: at < 100 ? most : 0 }, () => at++);
    },
    work: async (one) => {
      if (one === 63) all.resolve(); // as many as there is room for: nothing else was asked for
      if (one < 64) await all.promise;
      ended.push(one);
    },
    isStopped: () => at >= 100,
    woken: never,
    patienceMs: 1,
  });
  await full;
  expect([Math.max(...asked), asked.slice(0, 4), ended.length]).toEqual([16, [16, 16, 16, 16], at]);
  const left = [0, 1];
  const failing = inWaves<number>({
    take: async () => left.splice(0),
    work: async (one) => {
      if (one === 0) throw new Error('the database is away');
      await Promise.resolve();
      ended.push(-one);
    },
    isStopped: () => false,
    woken: never,
  });
  await expect(failing).rejects.toThrow('the database is away');
  expect(ended.slice(-1)).toEqual([-1]);
});

test('where no more can be taken, what is under way is waited for before that is told', async () => {
  const sending = Promise.withResolvers<void>();
  const told: string[] = [];
  let asked = 0;
  const course = inWaves<string>({
    take: async () => {
      asked += 1;
      if (asked > 1) {
        sending.resolve();
        throw new Error('the database is away');
      }
      return ['slow'];
    },
    work: async () => {
      await sending.promise;
      for (let turns = 0; turns < 50; turns += 1) await Promise.resolve(); // an error that is thrown at once is faster
      told.push('sent');
    },
    isStopped: () => false,
    woken: never,
    patienceMs: 1,
  });
  await course.catch((error: Error) => told.push(error.message));
  expect(told).toEqual(['sent', 'the database is away']);
  expect(asked).toBe(2);
});
