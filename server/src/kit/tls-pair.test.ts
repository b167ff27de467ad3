import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';
import { beforeAll, expect, it, vi } from 'vitest';
import { temporaryFolder } from '#test/folder';
import { pairEnds, pairFiles, readPair, watchPair } from './tls-pair.ts';

type Made = { cert: string; private: string };
let [one, other]: Made[] = [];
const files = { cert: '', key: '' };
beforeAll(async () => {
  const make = () => generate([{ name: 'commonName', value: 'talk.example.com' }], { keyType: 'ec', notAfterDate: new Date('2040-01-01') });
  [one, other] = [await make(), await make()];
  const folder = temporaryFolder();
  Object.assign(files, { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') });
});
const put = (cert: string | undefined, key: string | undefined) => {
  writeFileSync(files.cert, cert ?? '');
  writeFileSync(files.key, key ?? '');
};

it('a pair is read when the two belong together, and whatever else lies there is named', () => {
  put(one?.cert, one?.private);
  expect(readPair(files)).toEqual({ cert: one?.cert, key: one?.private });
  expect(pairEnds(readPair(files)).getUTCFullYear()).toBe(2040);
  put(one?.cert, other?.private);
  expect(() => readPair(files)).toThrow(`${files.key} is not the key of ${files.cert}`);
  put('nothing', one?.private);
  expect(() => readPair(files)).toThrow('holds no certificate');
  put(one?.cert, 'nothing');
  expect(() => readPair(files)).toThrow('holds no private key');
  expect(() => readPair({ ...files, cert: '/nowhere/cert.pem' })).toThrow('/nowhere/cert.pem');
  expect(pairFiles('PARLEY_TLS', { cert: '', key: '' })).toBeUndefined();
  expect(() => pairFiles('PARLEY_TLS', { cert: 'a', key: '' })).toThrow('PARLEY_TLS_CERT and PARLEY_TLS_KEY belong together');
});

it('a new pair is handed on once; half of one is not, and is told once', async () => {
  put(one?.cert, one?.private);
  const [log, use] = [vi.fn(), vi.fn()];
  const stop = watchPair(files, log, use, 10);
  put(other?.cert, one?.private);
  await vi.waitFor(() => expect(log).toHaveBeenCalledWith('error', 'tls.not-renewed'));
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(use).not.toHaveBeenCalled();
  put(other?.cert, other?.private);
  await vi.waitFor(() => expect(use).toHaveBeenCalledTimes(1));
  await new Promise((resolve) => setTimeout(resolve, 60));
  stop();
  expect(use.mock.calls).toEqual([[{ cert: other?.cert, key: other?.private }]]);
  expect(log.mock.calls.map(([, event]) => event)).toEqual(['tls.not-renewed', 'tls.renewed']);
});
