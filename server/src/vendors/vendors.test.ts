// The register of recipients against a real database: what it says today, and how a change changes that.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '#kit/ids';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { vendorsChecks } from './checks.ts';
import { addVendor, agreementOf, changeVendor, listVendors, noticeRecipients } from './vendors.ts';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom('vendors');
});
afterAll(() => room.stop());

const relay = {
  code: 'smtp-relay',
  role: 'processor',
  name: 'Example Mail',
  service: 'carries our emails',
  region: 'DE',
  agreement: { reference: 'DPA 7', signedOn: '2026-01-01', expiresOn: '2026-12-31' },
  transfer: null,
} as const;
const ask = (code: string) => room.ctx((ctx) => agreementOf(ctx, code));
const change = async (to: Parameters<typeof changeVendor>[2]) => {
  const [vendor] = await room.ctx(listVendors);
  return room.ctx((ctx) => changeVendor(ctx, vendor!.id as Id<'vnd'>, to));
};
const check = (id: string) => room.ctx((ctx) => vendorsChecks.find((each) => each.id === id)!.run(ctx));

describe('the register', () => {
  it('knows nobody at first, and ourselves', async () => {
    expect(await ask('smtp-relay')).toEqual({ ok: false, because: 'unknown-recipient', article: '28(3)' });
    expect(await ask('self')).toMatchObject({ ok: true, isOurselves: true });
    await expect(room.ctx((ctx) => addVendor(ctx, { ...relay, code: 'local-capture' }))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('takes a recipient in, once, and records it', async () => {
    const vendor = await room.ctx((ctx) => addVendor(ctx, relay));
    expect(vendor).toMatchObject({ ...relay, valid: true });
    expect(await room.ctx(listVendors)).toEqual([vendor]);
    await expect(room.ctx((ctx) => addVendor(ctx, relay))).rejects.toMatchObject({ code: 'conflict' });
    const [entry] = (await room.ctx((ctx) => list(ctx, { kind: 'vendor.added', limit: 1 }))).items;
    expect(entry?.facts).toEqual({
      vendor: vendor.id,
      code: 'smtp-relay',
      region: 'DE',
      transfer: null,
      expiresOn: '2026-12-31',
      valid: true,
    });
  });

  it('closes by itself on the day after the agreement ends', async () => {
    room.setTime('2026-12-31T23:59:59Z');
    expect(await ask('smtp-relay')).toMatchObject({ ok: true });
    room.setTime('2027-01-01T00:00:00Z');
    expect(await ask('smtp-relay')).toEqual({ ok: false, because: 'agreement-expired', article: '28(3)' });
    expect((await room.ctx(listVendors))[0]?.valid).toBe(false);
    room.setTime('2026-11-24T09:00:00Z');
  });

  it('opens again with a new agreement, and leaves alone what is not named', async () => {
    const vendor = await change({ agreement: { reference: 'DPA 8', signedOn: '2026-11-01', expiresOn: null } });
    expect(vendor).toMatchObject({ name: 'Example Mail', agreement: { reference: 'DPA 8', expiresOn: null }, valid: true });
    await expect(change({ agreement: { reference: 'x', signedOn: '2026-11-01', expiresOn: '2026-10-01' } })).rejects.toMatchObject({
      code: 'invalid',
      extras: { fields: [{ path: 'body/agreement/expiresOn' }] },
    });
    await expect(room.ctx((ctx) => changeVendor(ctx, 'vnd_01h455vb4pex5vsknk084sn02q' as Id<'vnd'>, {}))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('asks for an instrument once the data leaves the European Economic Area, and the notice says which', async () => {
    expect((await change({ region: 'IN' })).valid).toBe(false);
    expect(await ask('smtp-relay')).toEqual({ ok: false, because: 'no-transfer-instrument', article: '44' });
    expect((await room.ctx(noticeRecipients))[0]?.safeguard).toBe('missing');
    expect((await change({ transfer: 'A46-2-c' })).valid).toBe(true);
    expect(await room.ctx(noticeRecipients)).toEqual([
      { code: 'smtp-relay', name: 'Example Mail', service: 'carries our emails', region: 'IN', role: 'processor', safeguard: 'clauses' },
    ]);
  });
});

describe('the checks', () => {
  it('see an expired agreement of a recipient in use', async () => {
    expect(await check('vendors.agreement-in-use-holds')).toBe(0);
    await change({ agreement: { reference: 'DPA 8', signedOn: '2026-01-01', expiresOn: '2026-11-23' } });
    expect(await check('vendors.agreement-in-use-holds')).toBe(1);
  });

  it('see an agreement that ends within thirty days', async () => {
    await change({ agreement: { reference: 'DPA 9', signedOn: '2026-01-01', expiresOn: '2027-06-30' } });
    expect(await check('vendors.agreement-ends-soon')).toBe(0);
    await change({ agreement: { reference: 'DPA 9', signedOn: '2026-01-01', expiresOn: '2026-12-10' } });
    expect(await check('vendors.agreement-ends-soon')).toBe(1);
  });

  it('see a transfer without instrument', async () => {
    expect(await check('vendors.transfer-in-use-holds')).toBe(0);
    await change({ transfer: null });
    expect(await check('vendors.transfer-in-use-holds')).toBe(1);
  });

  it('see a list of countries that nobody looked at for a year', async () => {
    expect(await check('vendors.adequacy-list-is-fresh')).toBe(0);
    room.setTime('2027-12-01T09:00:00Z');
    expect(await check('vendors.adequacy-list-is-fresh')).toBe(1);
  });
});
