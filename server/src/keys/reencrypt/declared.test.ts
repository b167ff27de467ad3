import { describe, expect, it } from 'vitest';
import type { Holding } from '#kit/holding';
import { rooms } from '../../rooms.ts';
import { declaredSeals } from './declared.ts';

const house = rooms.flatMap((room) => room.holdings ?? []);
const sealed = { category: 'Name', sealed: true } as const;
const planted: Holding = {
  ...{ table: 'planted', about: 'person', purpose: null, period: null },
  columns: { workspace_id: 'key', id: 'key', person_id: 'pseudonym', file: 'key', nickname: sealed },
};
const names = (found: readonly { table: string; column: string }[]) => found.map(({ table, column }) => `${table}.${column}`);

describe('the holdings', () => {
  it('say of everything sealed in the house where its seal belongs', () => {
    const { values, files, secrets } = declaredSeals(house);
    expect(names(values)).toEqual(expect.arrayContaining(['messages.body', 'staff.email', 'request_cases.case_file']));
    expect(names(files)).toEqual(['attachments.content', 'kept_parts.content']);
    expect(names(secrets).sort()).toEqual(
      expect.arrayContaining(['channel_accounts.secrets', 'identity_providers.client_secret', 'purposes.reason']),
    );
    const all = house.flatMap(({ columns }) => Object.values(columns).filter((kind) => typeof kind === 'object' || kind === 'secret'));
    expect(values.length + secrets.length).toBe(all.length);
  });

  it.each<[string, Partial<Holding>, string]>([
    ['says nothing', {}, 'planted.nickname'],
    ['names a column that is not there', { seals: { under: 'owner_id', row: ['id'] } }, 'planted.nickname'],
    ['names no row', { seals: { under: 'person_id', row: [] } }, 'planted.nickname'],
    [
      'has a file that it does not say how to find',
      { alsoSealed: ['planted.content'], seals: { under: 'person_id', row: ['id'] } },
      'planted.content',
    ],
    [
      'has a secret under the key of a person',
      { columns: { ...planted.columns, nickname: 'secret' }, seals: { under: 'person_id', row: ['id'] } },
      'planted.nickname',
    ],
  ])('are refused when one %s: its key must not go', (_what, more, lost) => {
    expect(() => declaredSeals([...house, { ...planted, ...more }])).toThrow(lost);
  });

  it('are taken when it says all', () => {
    const whole = { ...planted, alsoSealed: ['planted.content'], seals: { under: 'person_id', row: ['id'], files: { content: 'file' } } };
    expect(names(declaredSeals([whole]).files)).toEqual(['planted.content']);
  });
});
