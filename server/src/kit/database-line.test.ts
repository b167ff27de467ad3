import pg from 'pg';
import { expect, test } from 'vitest';
import { databaseLine } from './database-line.ts';

const at = (rest: string) => `postgres://parley:secret@db.example.com:5432/parley${rest}`;
test.each([
  ['postgres://parley@localhost:5432/parley', 'here'],
  ['postgres://parley@127.0.0.1/parley?sslmode=disable', 'here'],
  ['postgres://parley@[::1]:5432/parley', 'here'],
  ['postgres:///parley?host=/var/run/postgresql', 'here'],
  ['postgres://localhost/parley?host=db.example.com', 'plain'],
  [at(''), 'plain'],
  [at('?sslmode=disable'), 'plain'],
  [at('?sslmode=odd'), 'plain'],
  [at('?ssl=false'), 'plain'],
  [at('?ssl=true'), 'verified'],
  [at('?sslmode=require'), 'verified'],
  [at('?sslmode=verify-full'), 'verified'],
  [at('?sslmode=no-verify'), 'unverified'],
  [at('?sslmode=require&uselibpqcompat=true'), 'unverified'],
  ['no url', 'plain'],
] as const)('%s is %s', (url, line) => expect(databaseLine(url)).toBe(line));

test.each(['', '?sslmode=disable', '?ssl=true', '?sslmode=verify-full', '?sslmode=no-verify'])('the driver reads %s as we do', (rest) => {
  const { ssl } = new pg.Client({ connectionString: at(rest) }) as unknown as { ssl: false | true | { rejectUnauthorized?: boolean } };
  const line = ssl === false ? 'plain' : ssl !== true && ssl.rejectUnauthorized === false ? 'unverified' : 'verified';
  expect(databaseLine(at(rest))).toBe(line);
});
