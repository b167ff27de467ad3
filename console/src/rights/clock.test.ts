import { expect, test } from 'vitest';
import { clockTone } from './clock.tsx';

test('the clock of a request warms in its last week and alarms when it is over', () => {
  expect([22, 8, 7, 0, -1].map(clockTone)).toEqual(['plain', 'plain', 'warn', 'warn', 'bad']);
});
