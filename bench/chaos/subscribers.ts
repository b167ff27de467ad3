// People who say yes and no to the newsletter, and the offers that staff send all the time: whatever reaches the relay must have been begun while a yes stood.
import { setTimeout as sleep } from 'node:timers/promises';
import { personRoutes, publicRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import { createTransport } from 'nodemailer';
import type { Chance } from './chance.ts';
import { type Company, mailbox } from './company.ts';
import type { Relay } from './relay.ts';
import { gone, untilDone } from './retries.ts';
import type { Victim } from './victim.ts';

/** Times (ms) at which a no was acknowledged, and at which the next yes was asked for. */
type Silence = { from: number; until: number };
export type Subscriber = { readonly address: string; readonly person: string; readonly silences: Silence[] };
const inFlightMs = 2000; // what was decided before the no may still be on its way to the relay

export async function openSubscribers(company: Company, victim: Victim, relay: Relay, count: number) {
  const { workspace } = await company.staff.call('me');
  const clients: Awaited<ReturnType<typeof subscribe>>[] = [];
  for (let number = 1; number <= count; number += 1)
    clients.push(await subscribe(company, victim, relay, workspace.centreKey, `subscriber${number}@example.com`));
  return {
    all: clients.map((each) => each.subscriber),
    /** Turns consents and sends offers until stopped. */
    start(chance: Chance) {
      let stopping = false;
      const turn = async () => {
        while (!stopping) {
          await clients[chance.below(clients.length)]?.turn();
          await sleep(50 + chance.below(200));
        }
      };
      const offer = async () => {
        while (!stopping) {
          const { person } = (clients[chance.below(clients.length)] as (typeof clients)[number]).subscriber;
          const body = { person, inbox: company.mailInbox, purpose: 'marketing', subject: 'Offer', text: 'An offer of lamps' };
          await company.staff.call('startConversation', { body }).catch(() => undefined); // refused without a yes, or lost: both are fine
          await sleep(30 + chance.below(100));
        }
      };
      const lanes = [turn(), offer()];
      return async () => {
        stopping = true;
        await Promise.all(lanes);
      };
    },
    /** Offers that the relay got although a no stood. */
    againstConsent: () =>
      relay.taken.filter(({ to, text, began }) => {
        const silences = clients.find((each) => each.subscriber.address === to)?.subscriber.silences ?? [];
        return text.includes('An offer of lamps') && silences.some(({ from, until }) => began > from + inFlightMs && began < until);
      }).length,
    offers: () => relay.taken.filter(({ text }) => text.includes('An offer of lamps')).length,
  };
}

async function subscribe(company: Company, victim: Victim, relay: Relay, key: string, address: string) {
  const transport = createTransport({ host: '127.0.0.1', port: victim.smtpPort, tls: { rejectUnauthorized: false } });
  await transport.sendMail({ from: address, to: mailbox, subject: 'Newsletter', text: 'Please tell me of new lamps' });
  const open = createClient({ routes: publicRoutes, baseUrl: victim.url });
  const signIn = async () => {
    const before = relay.taken.length;
    await untilDone(() => open.call('requestCode', { params: { key }, body: { email: address } }));
    const code = await found(() => codeIn(relay.taken.slice(before).findLast((mail) => mail.to === address && codeIn(mail.text))?.text));
    const session = await untilDone(() => open.call('startPersonSession', { params: { key }, body: { email: address, code } }));
    if (session === gone) throw new Error('a code that came by mail was not taken');
    return session.token;
  };
  let token = await signIn();
  const person = createClient({ routes: personRoutes, baseUrl: victim.url, token: () => token });
  const { items } = await company.staff.call('listConversations', { query: { view: 'all', limit: 100 } });
  const silences: Silence[] = [{ from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }];
  const mine = await Promise.all(items.map((each) => company.staff.call('readPerson', { params: { person: each.person.id } })));
  const known = mine.find((each) => each.identities.some((identity) => identity.value === address));
  const subscriber: Subscriber = { address, person: known?.id ?? '', silences };
  return {
    subscriber,
    async turn() {
      const last = silences.at(-1);
      const given = last?.until === Number.POSITIVE_INFINITY;
      if (last && given) last.until = Date.now();
      const body = { purpose: 'marketing', channel: 'email', given, language: 'en' } as const;
      const say = () => untilDone(() => person.call('changeMyConsent', { body }));
      if ((await say()) === gone) {
        token = await signIn(); // a session lasts an hour, a long run longer
        if ((await say()) === gone) throw new Error('consent was not taken from somebody who had just signed in');
      }
      if (!given) silences.push({ from: Date.now(), until: Number.POSITIVE_INFINITY });
    },
  };
}

const codeIn = (text = '') => /\b(\d{4}) (\d{4})\b/.exec(text)?.slice(1).join('');

async function found(look: () => string | undefined): Promise<string> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const text = look();
    if (text) return text;
    await sleep(50);
  }
  throw new Error('no code came by mail');
}
