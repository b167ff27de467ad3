// Whoever forges what a provider hands in is turned away at every door, and nothing of it is stored: a walk over the registry of adapters, which fails for a door that it does not know.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InboxId } from '#kit/ids';
import { samples } from '#test/forgeries';
import type { Posted } from '#test/forging';
import { openTextHouse } from '#test/sms-house';
import { openSns } from '#test/sns';
import { accountIn } from '../src/channels/accounts.ts';
import type { Adapter } from '../src/channels/adapter.ts';
import { posters } from '../src/channels/adapters/email/posted/settings.ts';
import { snsOutside } from '../src/channels/adapters/email/posted/sns.ts';
import { carrierOf } from '../src/channels/adapters/sms/carrier.ts';
import { adapters } from '../src/channels/adapters.ts';

type Bench = Awaited<ReturnType<typeof openTextHouse>>;
let bench: Bench;
let sns: Awaited<ReturnType<typeof openSns>>;

beforeAll(async () => {
  bench = await openTextHouse({});
  sns = await openSns();
  snsOutside.set(bench.house.tools, sns.outside);
});
afterAll(() => bench?.house.stop());

/** Doors for which no sample stands here, as `channel` or `channel by carrier`. */
const unwalked = (all: readonly Pick<Adapter, 'name' | 'protocols'>[]): string[] => {
  const texting = (['twilio', 'vonage', 'smpp'] as const).filter((provider) => carrierOf({ provider, number: '', key: '' }).hear);
  const carriers: Readonly<Record<string, readonly string[]>> = { email: posters, sms: texting, whatsapp: ['meta', 'twilio'] };
  return all
    .filter(({ protocols = [] }) => protocols.length > 0)
    .flatMap(({ name }) => {
      const known = samples.filter(({ channel }) => channel === name).map(({ carrier }) => carrier);
      if (known.length === 0) return [name];
      return (carriers[name] ?? []).filter((each) => !known.includes(each)).map((each) => `${name} by ${each}`);
    });
};

it('each door of a channel is walked, by each of its carriers, and a new one is noticed', () => {
  expect(unwalked(adapters)).toEqual([]);
  expect(
    unwalked([...adapters, { name: 'pigeon' as never, protocols: adapters.flatMap(({ protocols = [] }) => protocols).slice(0, 1) }]),
  ).toEqual(['pigeon']);
});

it('only those who show a secret and sign nothing are not asked for a changed body', () => {
  expect(samples.filter(({ changed }) => !changed).map(({ carrier }) => carrier)).toEqual(['postmark', 'telegram']);
});

const tables = ['messages', 'conversations', 'people', 'identities', 'external_ids', 'consent_events', 'early_unsends', 'message_pieces'];
const countAll = {
  name: 'test.count-all',
  text: `SELECT ${tables.map((each) => `(SELECT count(*) FROM ${each} WHERE workspace_id = $1)`).join(' + ')} AS n`,
};
const rows = async () => Number((await bench.house.act((ctx) => ctx.db.one<{ n: number }>(countAll, [ctx.workspace]))).n);

describe.each(samples)('$channel by $carrier', ({ channel, carrier, given, right, without, wrong, changed }) => {
  it('takes in what is signed, and nothing forged', async () => {
    const opened = await bench.carol.call('addChannel', { body: { channel, name: `${channel} ${carrier}`, settings: { ...given } } });
    const url = opened.webhook ?? '';
    const account = await accountIn(bench.house.tools, bench.house.workspace, opened.inbox.id as InboxId);
    const settings = (account?.settings ?? {}) as Record<string, string>;
    const post = async ({ body, headers }: Posted) => (await fetch(url, { method: 'POST', headers, body })).status;
    const said = (text: string) => right(`${text} ${channel} by ${carrier}`, { settings, url, sns });

    const before = await rows();
    for (const forge of [without, wrong]) expect([401, 403, 503]).toContain(await post(forge(said('Forged'))));
    expect(await rows()).toBe(before);

    const first = said('Genuine');
    expect(await post(first)).toBe(200);
    expect((await bench.conversations()).map(({ excerpt }) => excerpt)).toContain(`Genuine ${channel} by ${carrier}`);
    const after = await rows();
    expect(after).toBeGreaterThan(before);
    if (changed) expect([401, 403]).toContain(await post(changed(first, said('Changed'))));
    expect(await rows()).toBe(after);
  });
});
