import { expect, test } from 'vitest';
import { isOwnPage, readCookie } from './guard.ts';
import type { Incoming } from './request.ts';

const from = (headers: Record<string, string>) =>
  isOwnPage({ header: (name: string) => headers[name] } as Incoming, 'https://talk.example.com');

test('a form of another page is refused, whatever header tells', () => {
  expect(from({ 'sec-fetch-site': 'cross-site', origin: 'https://talk.example.com' })).toBe(false);
  expect(from({ 'sec-fetch-site': 'same-site' })).toBe(false);
  expect(from({ origin: 'https://evil.example' })).toBe(false);
  expect(from({ origin: 'null' })).toBe(false);
});

test('our own form passes, also behind a proxy that renames the host, and so does a program without cookies', () => {
  expect(from({ 'sec-fetch-site': 'same-origin' })).toBe(true);
  expect(from({ origin: 'https://talk.example.com', host: '10.0.0.5:8080' })).toBe(true);
  expect(from({ origin: 'http://localhost:8080', host: 'localhost:8080' })).toBe(true);
  expect(from({})).toBe(true);
});

test('only the cookie of that very name is read', () => {
  const [plain, secure] = [{ secureCookies: false }, { secureCookies: true }];
  expect(readCookie('a=1; parley_person=t%2Bx; b=2', plain, 'ck')).toBe('t+x');
  expect(readCookie('not_parley_person=1', plain, 'ck')).toBeUndefined();
  expect(readCookie(undefined, plain, 'ck')).toBeUndefined();
  const both = '__Host-parley_person_other=1; parley_person=2; __Host-parley_person_ck=3';
  expect(readCookie(both, secure, 'ck')).toBe('3');
  expect(readCookie('parley_person=2; __Host-parley_person_other=1', secure, 'ck')).toBeUndefined();
});
