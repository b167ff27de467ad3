import { expect, test } from 'vitest';
import { accountMark, isSameVisitor } from './account.ts';
import { fromBase64 } from './visitor/engine.ts';

const signed = (account: string) => `${btoa(JSON.stringify({ account, exp: 1 })).replaceAll('=', '')}.signature`;

test('the mark tells accounts apart and does not contain them', () => {
  expect(accountMark(signed('ada@example.com'))).toBe(accountMark(signed('ada@example.com')));
  expect(accountMark(signed('ada@example.com'))).not.toBe(accountMark(signed('boris@example.com')));
  expect(accountMark(signed('ada@example.com'))).not.toContain('ada');
  expect(accountMark(signed('ada@example.com'), fromBase64)).toBe(accountMark(signed('ada@example.com')));
  expect(accountMark('no identity')).toBeUndefined();
  expect(accountMark(undefined)).toBeUndefined();
});

test('a chat of one account is not shown to another, nor to nobody; an anonymous one may be carried on', () => {
  const [ada, boris] = [accountMark(signed('ada')), accountMark(signed('boris'))];
  expect(isSameVisitor(ada, ada)).toBe(true);
  expect(isSameVisitor(ada, boris)).toBe(false);
  expect(isSameVisitor(ada, undefined)).toBe(false);
  expect(isSameVisitor(undefined, boris)).toBe(true);
});
