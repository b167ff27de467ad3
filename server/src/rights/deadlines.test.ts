import { describe, expect, it } from 'vitest';
import { dayOf, daysLeft, dueAfter } from './deadlines.ts';
import { publicHolidays } from './holidays.ts';

const on = (text: string) => Temporal.PlainDate.from(text);

describe('the month of Art. 12(3)', () => {
  it.each([
    ['2026-11-24', '2026-12-24', 'the same day of the next month'],
    ['2026-01-31', '2026-03-02', 'the last day of a shorter month, moved past the weekend'],
    ['2028-01-31', '2028-02-29', 'the last day of a leap February'],
    ['2026-11-25', '2026-12-28', 'Christmas and the weekend after it are no working days'],
    ['2026-04-01', '2026-05-04', 'Labour Day, a Friday, and the weekend after it'],
    ['2026-10-15', '2026-11-16', 'a Sunday ends on Monday'],
  ])('received %s, due %s: %s', async (received, due) => {
    expect(dueAfter(on(received), { months: 1, paused: 0, holidays: await publicHolidays('DE', [2026, 2027, 2028]) }).toString()).toBe(due);
  });

  it('reaches three months when extended', () => {
    expect(dueAfter(on('2026-11-24'), { months: 3, paused: 0, holidays: new Set() }).toString()).toBe('2027-02-24');
  });

  it('knows that France rests on 14 July and Germany does not', async () => {
    expect((await publicHolidays('FR', [2026])).has('2026-07-14')).toBe(true);
    expect((await publicHolidays('DE', [2026])).has('2026-07-14')).toBe(false);
  });

  it('counts an unknown country without holidays, so never too late', async () => {
    expect((await publicHolidays('ZZ', [2026])).size).toBe(0);
  });

  it('counts days left, and below zero when over', () => {
    expect(daysLeft(on('2026-11-24'), on('2026-12-24'))).toBe(30);
    expect(daysLeft(on('2026-12-26'), on('2026-12-24'))).toBe(-2);
    expect(dayOf(new Date('2026-11-24T23:30:00Z')).toString()).toBe('2026-11-24');
  });
});
