import { expect, test } from 'vitest';
import { mask } from './mask.ts';

test.each([
  ['phone', '+15550100142', '+1 555 •••• 42'],
  ['phone', '+4917055501', '+49 170 •••• 01'],
  ['phone', '+3361234', '+33 •••• 34'],
  ['email', 'ada@example.com', 'a•••@e•••.com'],
  ['email', 'änne@mail.example.org', 'ä•••@m•••.org'],
  ['email', '"a@b"@example.com', '"•••@e•••.com'],
  ['account', 'customer-4711', '••••11'],
  ['visitor', 'short', '••••'],
] as const)('a %s such as %s is shown as %s', (kind, value, masked) => {
  expect(mask(kind, value)).toBe(masked);
  expect(masked).not.toContain(value);
});
