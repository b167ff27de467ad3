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
  expect(readCookie('a=1; parley_person=t%2Bx; b=2')).toBe('t+x');
  expect(readCookie('not_parley_person=1')).toBeUndefined();
  expect(readCookie(undefined)).toBeUndefined();
});
