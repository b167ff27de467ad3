import { expect, test } from 'vitest';
import { mayLeave, standingOf } from './window.ts';

const heard = new Date('2026-11-02T10:00:00.000Z');
const after = (hours: number) => new Date(heard.getTime() + hours * 3_600_000);
const [whatsapp, messenger] = [{ hours: 24, templates: true } as const, { hours: 24, personHours: 168 }];

test.each([
  [whatsapp, 0, 'open', after(24)],
  [whatsapp, 23.99, 'open', after(24)],
  [whatsapp, 24, 'closed', null],
  [messenger, 24, 'person', after(168)],
  [messenger, 167.99, 'person', after(168)],
  [messenger, 168, 'closed', null],
] as const)('of %o after %d hours it is %s', (window, hours, state, until) => {
  expect(standingOf(window, heard, after(hours))).toEqual({ state, until });
});

test('who never wrote cannot be answered', () => {
  expect(standingOf(messenger, undefined, heard)).toEqual({ state: 'closed', until: null });
});

test.each([
  ['open', false, false, { allowed: true, isLate: false }],
  ['closed', false, true, { allowed: false, because: 'window-closed' }],
  ['closed', true, false, { allowed: true, isLate: false }],
  ['person', false, true, { allowed: true, isLate: true }],
  ['person', false, false, { allowed: false, because: 'window-closed' }],
] as const)('%s, template %s, by a person %s', (state, isTemplate, byPerson, leave) => {
  const standing = state === 'closed' ? ({ state, until: null } as const) : { state, until: heard };
  expect(mayLeave(standing, { isTemplate, byPerson })).toEqual(leave);
});
