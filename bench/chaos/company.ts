// The company in the Parley that is killed: set up through its public API, with a chat, a mailbox and a newsletter; and the people who write to it.
import { publicRoutes, staffRoutes, visitorRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import { gone, untilDone } from './retries.ts';
import type { Victim } from './victim.ts';

const administrator = { name: 'Carol', email: 'carol@example.org', password: 'a bench with a long view' };
export const mailbox = 'support@lantern.example.com';
const patience = 20_000; // ms for one request

export type Company = Awaited<ReturnType<typeof foundCompany>>;
export type Visitor = Awaited<ReturnType<Company['arrive']>>;

/** Sets everything up once; the clients go on working after every restart. */
export async function foundCompany(victim: Victim) {
  const token = await setupToken(victim);
  const staff = staffOf(victim.url);
  await staff.call('setUp', { body: { token, company: 'Lantern & Loom', language: 'en', country: 'DE', ...administrator } });
  await staff.call('changeWorkspace', {
    body: { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.com', dpoContact: 'privacy@example.com', authority: 'BlnBDI' },
  });
  const mail = await staff.call('addChannel', {
    body: { channel: 'email', name: 'Mail', settings: { address: mailbox, fromName: 'Lantern' } },
  });
  const marketing = (await staff.call('listPurposes')).items.find((purpose) => purpose.code === 'marketing')?.id ?? '';
  await staff.call('changePurpose', {
    params: { purpose: marketing },
    body: { active: true, confirmOn: [], reason: 'A newsletter for those who ask' },
  }); // each turn is one step, so that it has one moment
  await staff.call('publishNotice', { body: {} });
  const key = await widgetKey(staff);
  let people = 0;
  return {
    staff,
    mailInbox: mail.inbox.id,
    /** Somebody opens the chat and begins. */
    async arrive() {
      people += 1;
      const number = people;
      const open = createClient({ routes: publicRoutes, baseUrl: victim.url, fetch: comingFrom(number) });
      const begun = await untilDone(async () => {
        const { notice } = await open.call('readWidget', { params: { key } });
        const body = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
        return open.call('startVisit', { params: { key }, body });
      });
      if (begun === gone) throw new Error('the chat took nobody in');
      const { token: visit, visitor } = begun;
      const visitorAt = (url: string) =>
        createClient({ routes: visitorRoutes, baseUrl: url, token: () => visit, fetch: comingFrom(number) });
      /** `at` goes on with the same visit in another Parley, such as one that was restored. */
      return { number, person: visitor, client: visitorAt(victim.url), at: visitorAt };
    },
  };
}

/** The same company in another Parley, entered by its administrator with the password: for one that was restored. */
export async function companyAt(url: string, mailInbox: string): Promise<Pick<Company, 'staff' | 'mailInbox'>> {
  const staff = staffOf(url);
  await staff.call('signIn', { body: { email: administrator.email, password: administrator.password } });
  return { staff, mailInbox };
}

/** A client that keeps its cookie. */
function staffOf(url: string) {
  let cookie = '';
  const asStaff = async (to: string, init: RequestInit) => {
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const answer = await fetch(to, { ...init, headers, signal: AbortSignal.timeout(patience) });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return answer;
  };
  return createClient({ routes: { ...publicRoutes, ...staffRoutes }, baseUrl: url, fetch: asStaff });
}

/** Each person writes from an address of their own. */
function comingFrom(number: number) {
  const address = `198.18.${number >> 8}.${number & 255}`;
  return (url: string, init: RequestInit) =>
    fetch(url, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), 'x-forwarded-for': address },
      signal: AbortSignal.timeout(patience),
    });
}

/** The link is written a moment after the doors open. */
async function setupToken(victim: Victim): Promise<string> {
  for (let tries = 0; tries < 400; tries += 1) {
    const token = /setup#(\S+)\n/.exec(victim.said)?.[1];
    if (token) return token;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no set-up link was printed');
}

async function widgetKey(staff: { call(name: 'listChannels'): Promise<{ items: { snippet: string | null }[] }> }): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = (await staff.call('listChannels')).items.flatMap((each) => /data-key="([^"]+)"/.exec(each.snippet ?? '')?.[1] ?? [])[0];
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no web chat was laid out');
}
