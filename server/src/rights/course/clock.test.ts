// The clock against a second calculation that shares nothing with it: it walks day by day on plain numbers, and 5,000 cases must agree (Art. 12(3), Regulation 1182/71).
import { describe, expect, it } from 'vitest';
import { daysLeft, dueAfter, type Pause, pausedDays } from '../deadlines.ts';
import { escalates, stageOf } from '../reminders/rules.ts';
import { mayDoubt, mayExtend, mayPause, type Standing } from './rules.ts';

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0));
type Day = { y: number; m: number; d: number; week: number };
const nextDay = ({ y, m, d, week }: Day): Day => {
  const rest = { week: (week + 1) % 7 };
  if (d < lengthOf(y, m)) return { y, m, d: d + 1, ...rest };
  return m < 12 ? { y, m: m + 1, d: 1, ...rest } : { y: y + 1, m: 1, d: 1, ...rest };
};
const written = ({ y, m, d }: Day) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;

/** Walks from the receipt until the month after `months` has the same number, or has no such number; then lost days; then free days. */
function walked(from: Day, months: number, lost: number, holidays: ReadonlySet<string>): string {
  let day = from;
  for (let passed = 0; passed < months || (day.d < from.d && day.d < lengthOf(day.y, day.m)); ) {
    day = nextDay(day);
    if (day.d === 1) passed += 1;
  }
  for (let left = lost; left > 0; left -= 1) day = nextDay(day);
  while (day.week >= 5 || holidays.has(written(day))) day = nextDay(day);
  return written(day);
}

/** Numbers that are the same each time (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('the clock of Art. 12(3)', () => {
  it('agrees with a second calculation on 5,000 requests, extended and paused', () => {
    const pick = numbers(1182);
    let start: Day = { y: 2024, m: 1, d: 1, week: 0 }; // a Monday
    const days: Day[] = [];
    for (let at = 0; at < 1500; at += 1, start = nextDay(start)) days.push(start);
    const differ: string[] = [];
    for (let at = 0; at < 5000; at += 1) {
      const from = days[pick(days.length)] as Day;
      const months = pick(2) === 0 ? 1 : 3;
      const holidays = new Set(Array.from({ length: 40 }, () => written(days[pick(days.length)] as Day)));
      const received = Temporal.PlainDate.from(written(from));
      const pauses: Pause[] = [];
      let lost = 0;
      for (let asked = pick(3), day = received; asked > 0; asked -= 1) {
        const [after, length] = [pick(12), pick(40)];
        const until = day.add({ days: after + length });
        pauses.push({ from: day.add({ days: after }), until });
        [day, lost] = [until, lost + length];
      }
      const today = received.add({ days: 400 });
      const due = dueAfter(received, { months, paused: pausedDays(pauses, today), holidays }).toString();
      if (due !== walked(from, months, lost, holidays)) differ.push(`${written(from)} +${months} months, ${lost} days: ${due}`);
    }
    expect(differ).toEqual([]);
  });

  it('counts a pause that lasts up to today, and never one that lies ahead', () => {
    const on = (day: string) => Temporal.PlainDate.from(day);
    expect(pausedDays([{ from: on('2026-11-02'), until: undefined }], on('2026-11-12'))).toBe(10);
    expect(pausedDays([{ from: on('2026-11-20'), until: undefined }], on('2026-11-12'))).toBe(0);
    expect(pausedDays([{ from: on('2026-11-02'), until: on('2026-11-02') }], on('2026-11-12'))).toBe(0);
  });
});

describe('more time and a question back', () => {
  const running: Standing = {
    ...{ isOpen: true, kind: 'access', source: 'staff', daysLeft: 26, daysSince: 4 },
    ...{ isExtended: false, isPaused: false, asked: [], saysWhyLate: false, isDoubted: false },
  };
  it.each([
    [{}, undefined],
    [{ daysLeft: 0 }, undefined],
    [{ daysLeft: -1 }, 'month-is-over'],
    [{ isExtended: true }, 'already-extended'],
    [{ isOpen: false }, 'already-closed'],
  ] as const)('Art. 12(3): an extension given %o is refused because of %s', (facts, because) => {
    const verdict = mayExtend({ ...running, ...facts });
    expect(verdict.may ? undefined : verdict.because).toBe(because);
  });
  it.each([
    [{}, 'identity', undefined],
    [{ source: 'person' }, 'identity', 'identity-is-proved'],
    [{ source: 'person' }, 'clarification', undefined],
    [{ isPaused: true }, 'clarification', 'paused'],
    [{ asked: ['identity'] }, 'identity', 'asked-before'],
    [{ source: 'person', isDoubted: true }, 'identity', undefined],
    [{ source: 'person', isDoubted: true, asked: ['identity'] }, 'identity', 'asked-before'],
    [{ asked: ['identity'] }, 'clarification', undefined],
    [{ daysLeft: -1 }, 'clarification', 'month-is-over'],
    [{ isOpen: false }, 'identity', 'already-closed'],
    [{ kind: 'erasure' }, 'clarification', 'only-for-a-copy'],
    [{ kind: 'erasure' }, 'identity', undefined],
    [{ daysSince: 8 }, 'identity', 'asked-late'],
    [{ daysSince: 8, saysWhyLate: true }, 'identity', undefined],
  ] as const)('Art. 12(6): a pause given %o for %s is refused because of %s', (facts, ground, because) => {
    const verdict = mayPause({ ...running, ...facts }, ground);
    expect(verdict.may ? undefined : verdict.because).toBe(because);
  });
});

describe('a refusal because nobody knows who asks', () => {
  const asked = { source: 'staff', toldDaysAgo: 20, isAnswered: false, isDoubted: false } as const;
  it.each([
    [{}, undefined],
    [{ source: 'person' }, 'identity-is-proved'],
    [{ source: 'person', isDoubted: true }, undefined],
    [{ source: 'person', isDoubted: true, toldDaysAgo: undefined }, 'never-asked'],
    [{ toldDaysAgo: undefined }, 'never-asked'],
    [{ toldDaysAgo: 3 }, 'asked-just-now'],
    [{ toldDaysAgo: 3, isAnswered: true }, undefined],
  ] as const)('Art. 12(2): given %o is refused because of %s', (facts, because) => {
    const verdict = mayDoubt({ ...asked, ...facts });
    expect(verdict.may ? undefined : verdict.because).toBe(because);
  });
});

describe('a year of requests, day by day', () => {
  it('none comes to its day, or past it, without a mail before and an escalation', () => {
    const pick = numbers(2026);
    const [first, silent] = [Temporal.PlainDate.from('2026-01-01'), [] as string[]];
    let late = 0;
    for (let number = 0; number < 600; number += 1) {
      const received = first.add({ days: pick(365) });
      const due = dueAfter(received, { months: pick(4) === 0 ? 3 : 1, paused: 0, holidays: new Set() });
      const answered = received.add({ days: 1 + pick(130) });
      const heard = new Map<string, Temporal.PlainDate>();
      for (let today = received; Temporal.PlainDate.compare(today, answered) < 0; today = today.add({ days: 1 })) {
        const stage = stageOf({ daysLeft: daysLeft(today, due), pausedFor: null });
        if (stage !== null && !heard.has(stage)) heard.set(stage, today);
      }
      if (Temporal.PlainDate.compare(answered, due) <= 0) continue;
      late += 1;
      const before = [...heard].filter(([, day]) => Temporal.PlainDate.compare(day, due) <= 0).map(([stage]) => stage);
      const weeks = Math.floor((daysLeft(due, answered) - 2) / 7) + 1;
      const after = [...heard.keys()].filter((stage) => stage.startsWith('late-')).length;
      if (before.length !== 3 || !before.some(escalates) || after !== Math.max(0, weeks))
        silent.push(`${received} due ${due}: ${[...heard.keys()]}`);
    }
    expect(late).toBeGreaterThan(100);
    expect(silent).toEqual([]);
  });

  it('who wrote after the question is looked at the next day, and every week again', () => {
    const stages = Array.from({ length: 9 }, (_, day) => stageOf({ daysLeft: 3, pausedFor: 20, wroteFor: day }));
    expect(stages).toEqual(['waiting-2', ...Array<string>(7).fill('wrote-0'), 'wrote-1']);
  });

  it('a request that waits for its person is looked at every week from the second on', () => {
    const stages = Array.from({ length: 60 }, (_, day) => stageOf({ daysLeft: 3 - day, pausedFor: day }));
    expect(stages.slice(0, 14).every((each) => each === null)).toBe(true);
    expect(new Set(stages.slice(14)).size).toBe(7);
  });
});
