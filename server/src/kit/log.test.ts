import { expect, it } from 'vitest';
import { newId } from './ids.ts';
import { errorCode, openLog } from './log.ts';

const written: string[] = [];
const log = openLog(
  (line) => void written.push(line),
  () => new Date('2026-11-24T09:00:00Z'),
);

it('writes ids, codes and numbers as one JSON line', () => {
  const id = newId('msg');
  log('info', 'message.stored', { message: id, sequence: 3 });
  expect(JSON.parse(written.at(-1) ?? '')).toEqual({
    at: '2026-11-24T09:00:00.000Z',
    level: 'info',
    event: 'message.stored',
    message: id,
    sequence: 3,
  });
});

it('withholds whatever looks like words or addresses', () => {
  log('warn', 'odd', { who: 'Ada Example' as 'x', mail: 'ada@example.com' as 'x' });
  expect(written.at(-1)).not.toMatch(/ada/i);
  expect(JSON.parse(written.at(-1) ?? '')).toMatchObject({ who: '[withheld]', mail: '[withheld]' });
});

it('names an error by its code, never by its message', () => {
  expect(errorCode(Object.assign(new Error('ada@example.com is known already'), { code: '23505' }))).toBe('23505');
  expect(errorCode(new TypeError('Ada'))).toBe('typeerror');
  expect(errorCode({ code: 'Ada Example' })).toBe('error');
});
