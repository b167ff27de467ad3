import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { isSame } from '../same.ts';
import { isSigned, proofOf, sharing, signatureOf } from './signature.ts';

const secret = '0123456789abcdef0123456789abcdef';
const body = Buffer.from('{"object":"page","entry":[{"text":"äöü \\u00e4"}]}');

test('only these very bytes under this very secret are signed', () => {
  const right = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  expect(signatureOf(secret, body)).toBe(right);
  expect(isSigned(secret, body, right)).toBe(true);
  expect(isSigned(secret, Buffer.concat([body, Buffer.from(' ')]), right)).toBe(false);
  expect(isSigned('1'.repeat(32), body, right)).toBe(false);
  expect(isSigned('', body, `sha256=${createHmac('sha256', '').update(body).digest('hex')}`)).toBe(false);
  for (const wrong of [undefined, '', 'sha256=', right.slice(0, -1), `${right}0`, right.toUpperCase(), right.replace('sha256', 'sha1')])
    expect(isSigned(secret, body, wrong)).toBe(false);
});

test('a proof goes with its token', () => {
  expect(proofOf(secret, 'one')).not.toBe(proofOf(secret, 'two'));
  expect(isSame('a', 'a')).toBe(true);
  expect(isSame('a', 'ab')).toBe(false);
});

test('an account that another company carries shares no secret, and stops nobody who does', () => {
  const [own, twin, carried] = [{ appSecret: secret }, { appSecret: secret }, {} as { appSecret: string }];
  const all = [own, carried, twin].map((settings) => ({ settings }));
  expect(sharing(all, own).map(({ settings }) => settings)).toEqual([own, twin]);
});
