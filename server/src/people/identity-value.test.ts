import { expect, test } from 'vitest';
import { normalise, phoneIn } from './identity-value.ts';

test.each([
  ['Ada@Example.COM', 'ada@example.com'],
  ['  ada@example.com ', 'ada@example.com'],
  ['ada+lamp@example.com', 'ada+lamp@example.com'],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['ada@XN--BCHER-KVA.example', 'ada@xn--bcher-kva.example'],
  ['jose\u0301@example.com', 'josé@example.com'],
  ['ada@example.com.', 'ada@example.com'],
  ['"ada lovelace"@example.com', '"ada lovelace"@example.com'],
  ['\u212Aate@example.com', 'kate@example.com'], // the Kelvin sign is a K: the code goes to kate, not to a look-alike
])('the address %s is %s', (typed, stored) => expect(normalise('email', typed)).toBe(stored));

test.each([
  '',
  'ada',
  '@example.com',
  'ada@',
  'ada@@example.com',
  'ada example@example.com',
  'ada@exa mple.com',
  'ada@example..com',
  'ada@example.com\r\nBcc: boris@example.com',
  'ada\u0000@example.com',
  '"ada\n"@example.com',
  'ada@[192.0.2.1]',
  '<ada@example.com>',
  `${'a'.repeat(65)}@example.com`,
  `ada@${'a'.repeat(64)}.com`,
  `ada@${'abcdefgh.'.repeat(30)}com`,
])('%j is no address', (typed) => expect(normalise('email', typed)).toBeUndefined());

test('letters that merely look alike stay apart', () => {
  expect(normalise('email', 'ad\u0430@example.com')).not.toBe(normalise('email', 'ada@example.com'));
  expect(normalise('email', 'BOR\u0130S@example.com')).not.toBe(normalise('email', 'boris@example.com'));
});

test.each([
  ['+1 555 0100', '+15550100'],
  ['+49 (0)30-901820', '+4930901820'],
  ['0049 30 901820', '+4930901820'],
  ['+49/30.901820', '+4930901820'],
  ['+49 030 901820', '+4930901820'], // the trunk prefix of Germany is no part of the number,
  ['+39 06 555 0100', '+39065550100'], // that of Italy is
  ['+1 (202) 555-0143', '+12025550143'],
  ['030 901820', undefined],
  ['+0123456789', undefined],
  ['+1234567890123456', undefined],
  ['+1 555 CALL', undefined],
])('the number %s is %s', (typed, stored) => expect(normalise('phone', typed)).toBe(stored));

test.each([
  ['DE', '030 901820', '+4930901820'],
  ['DE', '(030) 90-18.20', '+4930901820'],
  ['DE', '0049 30 901820', '+4930901820'],
  ['US', '(202) 555-0143', '+12025550143'],
  ['US', '+49 30 901820', '+4930901820'],
  ['FR', '01 99 00 00 00', '+33199000000'],
  ['IT', '06 555 0100', '+39065550100'],
  ['DE', '+30 90', undefined],
  ['DE', '112', undefined],
  ['DE', 'call 030 901820', undefined],
  ['DE', '030 901820;ext=1', undefined],
  ['DE', `0${'1'.repeat(35)}`, undefined],
  ['XX', '030 901820', undefined],
])('in %s somebody types %s and means %s', (country, typed, meant) => expect(phoneIn(country, typed)).toBe(meant));

test('an account id is kept as the site wrote it', () => {
  expect(normalise('account', ' Customer-42 ')).toBe('Customer-42');
  expect(normalise('account', '')).toBeUndefined();
  expect(normalise('visitor', 'a\tb')).toBeUndefined();
  expect(normalise('account', 'x'.repeat(201))).toBeUndefined();
});
