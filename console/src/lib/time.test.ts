import { expect, test } from 'vitest';
import { dayMark, dayOf, endOfDay, fileSize, fullDay, shortTime } from './time.ts';

const now = new Date(2026, 10, 24, 15, 30); // 24 November 2026, local time
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).toISOString();

test('a list shows the time today, a word yesterday, then the weekday, then the date', () => {
  expect(shortTime(at(24, 9), 'de', now)).toBe('09:05');
  expect(shortTime(at(23, 9), 'de', now)).toBe('Gestern');
  expect(shortTime(at(20, 9), 'de', now)).toBe('Fr');
  expect(shortTime(at(2, 9), 'de', now)).toBe('2. Nov.');
  expect(shortTime(new Date(2025, 10, 2).toISOString(), 'de', now)).toBe('2. Nov. 2025');
});

test('a thread names today and yesterday', () => {
  expect(dayMark(at(24, 0), 'en', now)).toBe('Today');
  expect(dayMark(at(23, 23), 'en', now)).toBe('Yesterday');
});

test('a calendar day stays the same day in every zone', () => {
  expect(fullDay('2026-12-24', 'de')).toBe('24.12.2026');
});

test('the day that a form gives is the day that it shows again, in every zone', () => {
  const zone = process.env['TZ'];
  try {
    for (const each of ['Pacific/Honolulu', 'UTC', 'Europe/Berlin', 'Pacific/Kiritimati']) {
      process.env['TZ'] = each;
      expect([each, dayOf(endOfDay('2026-12-31'))]).toEqual([each, '2026-12-31']);
    }
    process.env['TZ'] = 'Pacific/Honolulu';
    expect(endOfDay('2026-12-31').slice(0, 10)).toBe('2027-01-01'); // so the zone did count
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('sizes read as people say them', () => {
  expect([950, 1500, 48_211, 1_284_211].map((bytes) => fileSize(bytes, 'de'))).toEqual(['950 B', '1,5 kB', '48 kB', '1,3 MB']);
});
