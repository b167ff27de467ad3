import { expect, it } from 'vitest';
import { untilDone } from './until-done.ts';

const ended = (code: string) => Object.assign(new Error('ended'), { code });

it('what the database ended for another’s sake is made again, anything else is thrown at once', async () => {
  let tries = 0;
  const twice = async () => {
    tries += 1;
    if (tries < 3) throw ended(tries === 1 ? '40P01' : '40001');
    return 'done';
  };
  expect([await untilDone(twice), tries]).toEqual(['done', 3]);
  let others = 0;
  const other = async () => {
    others += 1;
    throw ended('23505');
  };
  await expect(untilDone(other)).rejects.toMatchObject({ code: '23505' });
  expect(others).toBe(1);
});
