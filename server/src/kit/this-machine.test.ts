import { expect, it } from 'vitest';
import { isHeldPrivate } from './this-machine.ts';

it.each([
  ['https://tsa.example.com/x', true],
  ['http://127.0.0.1:3161', true],
  ['http://[::1]:3161/', true],
  ['http://localhost', true],
  ['http://tsa.example.com', false],
  ['http://127.0.0.1.example.com', false],
  ['http://localhost.example.com', false],
  ['http://localhost@tsa.example.com', false],
  ['http://192.0.2.7', false],
  ['ftp://127.0.0.1', false],
  ['', false],
])('an address is held private by TLS, or by being here: %s', (address, isPrivate) => {
  expect(isHeldPrivate(address)).toBe(isPrivate);
});
