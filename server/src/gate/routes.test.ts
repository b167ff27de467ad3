// Purposes, notices, vendors, consents and allowances by the doors that the console uses.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { record } from '#consent';
import { arrive } from '#people';
import { currentNotice } from '#purposes';
import { openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
beforeAll(async () => {
  house = await openHouse();
  carol = await house.staffClient();
});
afterAll(() => house.stop());

const purpose = async (code: string, language: 'en' | 'de' = 'en') =>
  (await carol.call('listPurposes', { query: { language } })).items.find((each) => each.code === code)!;

describe('by the doors of the console', () => {
  it('purposes are listed in a language and switched on with a reason', async () => {
    const marketing = await purpose('marketing', 'de');
    expect(marketing).toMatchObject({
      name: 'Neuigkeiten und Angebote',
      active: false,
      article: '6(1)(a)',
      dpv: 'https://w3id.org/dpv#DirectMarketing',
    });
    await expect(carol.call('changePurpose', { params: { purpose: marketing.id }, body: { active: true } })).rejects.toMatchObject({
      status: 422,
      problem: { because: 'reason-needed', article: '5(2)' },
    });
    const on = await carol.call('changePurpose', { params: { purpose: marketing.id }, body: { active: true, reason: 'a spring letter' } });
    expect(on).toMatchObject({ active: true, version: 2 });
    expect((await purpose('marketing')).active).toBe(true);
  });

  it('a notice is refused with what is missing, and published once it is there', async () => {
    const refused = await carol.call('publishNotice', { body: {} });
    expect(refused.items).toEqual([]);
    expect(refused.missing.map((each) => each.article)).toContain('13(2)(d)');
    await carol.call('changeWorkspace', {
      body: { address: '1 Quay Street, 12345 Hafen', contactEmail: 'hello@example.com', authority: 'Authority of Hafen' },
    });
    const { items, missing } = await carol.call('publishNotice', { body: { short: { en: 'Hello. We help.' } } });
    expect(missing).toEqual([]);
    expect(items.map((each) => each.language)).toEqual(['en', 'de', 'fr', 'es']);
    const newest = (await carol.call('listNotices', { query: { language: 'en' } })).items[0];
    expect(newest).toMatchObject({ short: 'Hello. We help.', version: items[0]?.version, hash: items[0]?.hash });
  });

  it('recipients are entered, listed and changed', async () => {
    const vendor = await carol.call('addVendor', {
      body: {
        code: 'archive',
        role: 'processor',
        name: 'Example Archive',
        service: 'keeps copies',
        region: 'IN',
        agreement: { reference: 'DPA 7', signedOn: '2026-01-01', expiresOn: null },
        transfer: null,
      },
    });
    expect(vendor.valid).toBe(false);
    const mended = await carol.call('changeVendor', { params: { vendor: vendor.id }, body: { transfer: 'A46-2-c' } });
    expect(mended).toMatchObject({ valid: true, agreement: { reference: 'DPA 7' } });
    expect((await carol.call('listVendors', {})).items).toContainEqual(mended);
  });

  it('consents come with their proof, and allowances with reason and article', async () => {
    const ada = await house.act(async (ctx) => {
      const { person } = await arrive(ctx, { kind: 'email', value: 'ada@example.com' });
      const notice = (await currentNotice(ctx, 'en'))!;
      await record(ctx, {
        person,
        purpose: 'marketing',
        channel: 'email',
        state: 'given',
        method: 'privacy-page',
        by: 'self',
        notice,
        language: 'en',
        wording: 'Yes, please.',
      });
      return person;
    });
    const { states, history } = await carol.call('readConsents', { params: { person: ada }, query: { language: 'de' } });
    expect(states.find((each) => each.channel === 'email')).toMatchObject({
      purpose: 'marketing',
      purposeName: 'Neuigkeiten und Angebote',
      state: 'given',
    });
    expect(history).toMatchObject([{ state: 'given', wording: 'Yes, please.', by: 'self', notice: { language: 'en' } }]);
    await carol.call('addChannel', { body: { channel: 'email', name: 'Mail', settings: { address: 'support@shop.example.org' } } });
    const { items } = await carol.call('readAllowances', { params: { person: ada }, query: {} });
    expect(items.find((each) => each.purpose === 'marketing' && each.channel === 'email')?.decision).toMatchObject({
      allowed: true,
      article: '6(1)(a)',
    });
    expect(items.find((each) => each.purpose === 'marketing' && each.channel === 'web-chat')?.decision).toMatchObject({
      allowed: false,
      because: 'consent-missing',
    });
  });

  it('nobody unknown gets in', async () => {
    for (const path of ['/v1/purposes', '/v1/notices', '/v1/vendors']) expect((await fetch(`${house.url}${path}`)).status).toBe(401);
  });
});
