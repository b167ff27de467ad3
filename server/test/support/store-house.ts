// A house with a store, a device that stands in it, and what a customer does there: by the doors, as a kiosk's pages come in.
import { kioskRoutes, storePublicRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import type { PersonId } from '#kit/ids';
import { findIdentity } from '#people';
import { eventually, openHouse } from './house.ts';

export const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

/** Closed again by `house.stop()`. */
export async function openStore() {
  const house = await openHouse();
  const staff = await house.staffClient();
  const facts = { address: 'Street 1, Berlin', contactEmail: 'privacy@lantern.example.com' };
  await staff.call('changeWorkspace', { body: { ...facts, dpoContact: 'dpo@lantern.example.com', authority: 'Authority of Berlin' } });
  const settings = { address: 'support@lantern.example.com', fromName: 'Lantern & Loom' };
  await staff.call('addChannel', { body: { channel: 'email', name: 'Mail', settings } });
  const marketing = (await staff.call('listPurposes')).items.find(({ code }) => code === 'marketing')?.id ?? '';
  await staff.call('changePurpose', { params: { purpose: marketing }, body: { active: true, reason: 'A newsletter' } });
  await staff.call('publishNotice', { body: {} });
  const chat = await eventually('the web chat opens', async () =>
    (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat'),
  );
  const place = { name: 'Mitte', address: 'Musterweg 1, 10115 Berlin', hours: '', inbox: chat.inbox.id, restSeconds: 60 };
  const store = (await staff.call('addStore', { body: { ...place, languages: ['en', 'de'] } })).id;
  const outside = createClient({ routes: storePublicRoutes, baseUrl: house.url });
  const by = (token: string) => createClient({ routes: kioskRoutes, baseUrl: house.url, token: () => token });
  const { code } = await staff.call('makeKioskCode', { params: { store }, body: { name: 'Counter' } });
  const device = (await outside.call('enrolKiosk', { body: { code } })).token;
  let made = 0;
  const codeFor = (to: string) =>
    eventually('the code is mailed', async () => {
      const text = (await staff.call('listCaptured')).items.find((mail) => mail.to === to)?.text ?? '';
      return /(\d{4}) ?(\d{4})/.exec(text)?.slice(1).join('');
    });
  const sit = async () => {
    const { notice } = await by(device).call('readKiosk', { query: { language: 'en' } });
    const shown = { noticeId: notice.id, noticeHash: notice.hash, language: 'en' } as const;
    return { ...by((await by(device).call('startSitting', { body: shown })).token), shown };
  };
  type Sitting = Awaited<ReturnType<typeof sit>>;
  return {
    ...{ house, staff, store, device, marketing, outside, by, codeFor, sit },
    ask: (sitting: Sitting, text: string) => sitting.call('askAtKiosk', { body: { clientId: `client-id-${++made}`, text } }),
    prove: async (sitting: Sitting, value: string) => {
      await sitting.call('giveAddressAtKiosk', { body: { kind: 'email', value } });
      return sitting.call('proveAddressAtKiosk', { body: { code: await codeFor(value) } });
    },
    /** The link to one's own phone, taken up. */
    takeUp: async (url: string | null) => outside.call('takeOver', { body: { token: new URL(url ?? '').hash.slice('#h='.length) } }),
    linkOf: async (sitting: Sitting) => (await sitting.call('readSitting', { query: {} })).handOverUrl,
    personAt: async (email: string): Promise<PersonId> =>
      (await house.act((ctx) => findIdentity(ctx, 'email', email)))?.person ?? ('per_nobody' as PersonId),
  };
}
