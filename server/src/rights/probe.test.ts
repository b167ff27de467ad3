import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Ground, openGround } from '#test/ground';
import { findTraces } from './probe.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
  await ground.admin(`CREATE TABLE drawers (workspace_id parley_id NOT NULL, words text, bytes bytea, papers jsonb, list text[], number int);
    SELECT parley_protect('drawers', 'SELECT, INSERT, DELETE')`);
});
afterAll(() => ground.stop());
beforeEach(() => ground.admin('TRUNCATE drawers'));

const lay = (values: Partial<Record<'words' | 'bytes' | 'papers' | 'list', unknown>>, workspace = ground.workspace as string) =>
  ground.admin('INSERT INTO drawers (workspace_id, words, bytes, papers, list) VALUES ($1, $2, $3, $4, $5)', [
    workspace,
    values.words ?? null,
    values.bytes ?? null,
    values.papers ?? null,
    values.list ?? null,
  ]);
const traces = (terms: string[], except: string[] = []) => ground.ctx((ctx) => findTraces(ctx, terms, except));
const term = 'is "the brass lamp"\nstill \\ to be had, Ada? äöü ÄÖÜ Éric';

it.each([
  ['text in another letter case', 'words', () => `she asked: ${term.replace('brass', 'BRASS')} and left`],
  ['text with capitals beyond ASCII in another letter case', 'words', () => `x ${term.replace('ÄÖÜ Éric', 'äÖü éRIC')} y`],
  ['bytes of a text', 'bytes', () => Buffer.concat([Buffer.from([0, 255, 92]), Buffer.from(term), Buffer.from([10, 128])])],
  ['a value within JSON', 'papers', () => JSON.stringify({ deep: [{ said: `x ${term}` }] })],
  ['a value of a list', 'list', () => ['other', term]],
])('finds %s', async (_what, column, value) => {
  await lay({ words: 'nothing here', bytes: Buffer.from('nor here') });
  expect(await traces([randomUUID(), term])).toEqual([]);
  await lay({ [column]: value() });
  expect(await traces([randomUUID(), term])).toEqual([`drawers.${column}`]);
  expect(await traces([term], [`drawers.${column}`])).toEqual([]);
});

it('finds one row among very many, first, last and in between', async () => {
  await ground.admin(
    `INSERT INTO drawers (workspace_id, words, bytes) SELECT $1, repeat(md5(n::text), 4), decode(repeat(md5(n::text), 4), 'hex') FROM generate_series(1, 12000) n`,
    [ground.workspace],
  );
  expect(await traces([term])).toEqual([]);
  for (const place of ['1', '6000', '12000']) {
    await ground.admin('UPDATE drawers SET words = $1 WHERE words = repeat(md5($2), 4)', [term, place]);
    expect(await traces([term])).toEqual(['drawers.words']);
    await ground.admin('UPDATE drawers SET words = repeat(md5($2), 4) WHERE words = $1', [term, place]);
  }
});

it('is not misled by two values that only together look like a term, nor by another company', async () => {
  await lay({ words: 'the brass' });
  await lay({ words: 'lamp of ada' });
  await lay({ words: term }, 'wsp_00000000000000000000000000');
  expect(await traces(['the brass\nlamp of ada', term])).toEqual([]);
});

it('looks for nothing when there is nothing to look for', async () => {
  await lay({ words: '' });
  expect(await traces([''])).toEqual([]);
});
