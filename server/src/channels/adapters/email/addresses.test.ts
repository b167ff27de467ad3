import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bounceAddress,
  messageIdOf,
  messageIds,
  normaliseAddress,
  ownIdsIn,
  readRecipient,
  replyAddress,
  unsubscribeAddress,
} from './addresses.ts';

const id = 'msg_01jd0000000000000000000abc';

describe('addresses', () => {
  test.each([
    ['Ada@Example.COM', 'ada@example.com'],
    [' <ada@example.com> ', 'ada@example.com'],
    ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['jürgen@example.com', 'jürgen@example.com'],
    ["o'hara+tag@example.com", "o'hara+tag@example.com"],
    ['no-reply@localhost', 'no-reply@localhost'],
  ])('%j is %j', (given, normal) => {
    expect(normaliseAddress(given)).toBe(normal);
  });

  test.each([
    '',
    '@',
    'ada',
    'ada@',
    '@example.com',
    'a b@example.com',
    'ada@[192.0.2.1]',
    'ada@192.0.2.1',
    'a@b@example.com',
    `${'a'.repeat(65)}@example.com`,
    'ada@exa mple.com',
    'ada\r\nbcc:x@example.com',
    '"a b"@example.com',
    'ada@example.com\0',
  ])('%j is none', (given) => {
    expect(normaliseAddress(given)).toBeUndefined();
  });

  test('whatever is asked, the answer is an address or nothing, and asking again changes nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.emailAddress(),
          fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1')),
        ),
        (text) => {
          const normal = normaliseAddress(text);
          expect(normal === undefined || (/^[^\s<>",;]+@[a-z0-9.-]+$/u.test(normal) && normaliseAddress(normal) === normal)).toBe(true);
        },
      ),
    );
  });
});

describe('sub-addresses', () => {
  test('what we make, we read, in any letter case', () => {
    expect(readRecipient(replyAddress('support@example.com', 'abc123')?.toUpperCase() ?? '')).toEqual({
      base: 'support@example.com',
      replyToken: 'abc123',
      about: undefined,
    });
    expect(readRecipient(bounceAddress('support@example.com', id) ?? '')).toEqual({
      base: 'support@example.com',
      replyToken: undefined,
      about: { what: 'bounce', id },
    });
    expect(readRecipient(unsubscribeAddress('support@example.com', id) ?? '')?.about).toEqual({ what: 'unsubscribe', id });
  });

  test('any other tag is the inbox itself', () => {
    expect(readRecipient('support+newsletter@example.com')).toEqual({
      base: 'support@example.com',
      replyToken: undefined,
      about: undefined,
    });
    expect(readRecipient('support+b.mshort@example.com')?.about).toBeUndefined();
  });

  test('a local part would rather carry no token than grow past what mail servers take', () => {
    expect(replyAddress(`${'a'.repeat(20)}@example.com`, 'x'.repeat(42))).toBeUndefined();
    expect(replyAddress(`${'a'.repeat(19)}@example.com`, 'x'.repeat(42))).toHaveLength(64 + '@example.com'.length);
    expect(bounceAddress('support@example.com', 'req_01jd0000000000000000000abc')).toBeUndefined();
  });
});

describe('Message-IDs', () => {
  test('ours are found in a text at our domain only', () => {
    expect(messageIdOf('support@example.com', id)).toBe(`<${id}@example.com>`);
    expect(ownIdsIn(`x <${id}@example.com> <${id}@example.org> <${id}@example.com.evil.example>`, 'support@example.com')).toEqual([id]);
  });

  test('lists of them are bounded', () => {
    expect(messageIds('<a@b> junk <c@d>')).toEqual(['<a@b>', '<c@d>']);
    expect(messageIds(Array.from({ length: 500 }, (_, number) => `<${number}@example.com>`).join(' '))).toHaveLength(100);
    expect(messageIds(`<${'a'.repeat(100_000)}@b>`)).toEqual([]);
  });
});
