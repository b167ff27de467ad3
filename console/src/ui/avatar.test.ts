import { expect, test } from 'vitest';
import { initials } from './avatar.tsx';

test('initials come from the first and last name, and a nameless visitor has none', () => {
  expect(['Ada Brandt', 'émile', 'Jo van der Berg', '', '42'].map(initials)).toEqual(['AB', 'É', 'JB', '', '']);
});
