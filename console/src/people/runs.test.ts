import { expect, test } from 'vitest';
import { type Look, runsOf } from './runs.ts';

const look = (at: string, change: Partial<Look> = {}): Look => ({
  at,
  act: 'revealed',
  actor: { kind: 'staff', name: 'Carol' },
  purpose: 'service-conversation',
  purposeName: 'Answering you',
  fields: ['people.name'],
  entry: `led_${at}`,
  ...change,
});

test('looks in a row by one person for one purpose on one day are one line', () => {
  const runs = runsOf([
    look('2026-11-24T12:03:00'),
    look('2026-11-24T12:02:00', { fields: ['messages.body'] }),
    look('2026-11-24T12:01:00', { actor: { kind: 'person', name: '' } }),
    look('2026-11-24T12:00:00'),
    look('2026-11-23T12:00:00'),
    look('2026-11-23T11:00:00', { purpose: 'rights-fulfilment' }),
    look('2026-11-23T10:00:00', { purpose: 'rights-fulfilment', act: 'exported' }),
  ]);
  expect(runs.map((run) => [run.count, run.fields.length])).toEqual([
    [2, 2],
    [1, 1],
    [1, 1],
    [1, 1],
    [1, 1],
    [1, 1],
  ]);
  expect(runs[0]).toMatchObject({ first: '2026-11-24T12:02:00', last: '2026-11-24T12:03:00', entry: 'led_2026-11-24T12:03:00' });
});
