// Who talks while things die: visitors and mailers who write one line after the other and keep what was acknowledged, staff who answer, send offers and erase, and
// subscribers who say yes and no. What was not acknowledged is sent again with the same key, as every honest client does.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectionLost, ProblemError } from '@parley/sdk';
import { createTransport } from 'nodemailer';
import type { Chance } from './chance.ts';
import { type Company, mailbox, type Visitor } from './company.ts';

export type Line = { readonly visitor: Visitor; readonly text: string };
export type Mail = { readonly text: string };
export type Erased = { readonly visitor: Visitor; readonly request: string };
/** What the outside knows to have been acknowledged. */
export type Acknowledged = { readonly lines: Line[]; readonly mails: Mail[]; readonly erased: Erased[]; retries: number };
export type Traffic = { readonly acknowledged: Acknowledged; stop(): Promise<void> };

/** Starts the lanes; `stop` lets each finish what it has begun. */
export function startTraffic(company: Company, smtpPort: number, visitors: readonly Visitor[], chance: Chance, round: number): Traffic {
  const acknowledged: Acknowledged = { lines: [], mails: [], erased: [], retries: 0 };
  let stopping = false;
  const again = <T>(work: () => Promise<T>) =>
    untilDone(work, () => {
      acknowledged.retries += 1;
    });
  const chat = async (visitor: Visitor) => {
    for (let number = 0; !stopping; number += 1) {
      const text = `round ${round} visitor ${visitor.number} line ${number} ${randomUUID()}`;
      const body = { clientId: `r${round}-${visitor.number}-${number}-line`, text };
      if ((await again(() => visitor.client.call('addVisitMessage', { body }))) === gone) return;
      acknowledged.lines.push({ visitor, text });
      await sleep(chance.below(60));
    }
  };
  const write = async (writer: number) => {
    for (let number = 0; !stopping; number += 1) {
      const text = `round ${round} writer ${writer} mail ${number} ${randomUUID()}`;
      const isRepeated = chance.below(4) === 0;
      const mail = mailOf(writer, text, `${round}-${writer}-${number}`);
      const transport = () =>
        createTransport({
          host: '127.0.0.1',
          port: smtpPort,
          tls: { rejectUnauthorized: false },
          socketTimeout: 10_000,
          greetingTimeout: 10_000,
        });
      await again(() => Promise.all(Array.from({ length: isRepeated ? 2 : 1 }, () => transport().sendMail(mail))));
      acknowledged.mails.push({ text });
      await sleep(20 + chance.below(150));
    }
  };
  const answer = async () => {
    while (!stopping) {
      const list = await again(() => company.staff.call('listConversations', { query: { view: 'open', limit: 5 } }));
      const one = list === gone ? undefined : list.items[chance.below(list.items.length)];
      const idempotencyKey = randomUUID();
      if (one)
        await again(() =>
          company.staff.call('addMessage', {
            params: { conversation: one.id },
            body: { kind: 'message', text: `answer ${idempotencyKey}` },
            idempotencyKey,
          }),
        );
      await sleep(50 + chance.below(100));
    }
  };
  const erase = async () => {
    const visitor = visitors[chance.below(visitors.length)] as Visitor;
    await sleep(chance.below(1500));
    const key = randomUUID();
    const opened = await again(() =>
      company.staff.call('openRequest', { body: { person: visitor.person, kind: 'erasure' }, idempotencyKey: key }),
    );
    if (opened === gone) return;
    await again(() => company.staff.call('approveRequest', { params: { request: opened.id } }));
    acknowledged.erased.push({ visitor, request: opened.id });
  };
  const lanes = [...visitors.map(chat), ...[1, 2].map(write), answer(), erase()];
  return {
    acknowledged,
    async stop() {
      stopping = true;
      await Promise.all(lanes);
    },
  };
}

/** The answer for a person who was erased meanwhile. */
export const gone = Symbol('gone');
const patience = 120_000; // ms

/** Tries until it is acknowledged; connection losses, 5xx and 429 are tried again, 410 (and what is closed already) is an answer. */
export async function untilDone<T>(work: () => Promise<T>, onRetry: () => void = () => undefined): Promise<T | typeof gone> {
  for (const until = Date.now() + patience; ; ) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ProblemError && (error.status === 410 || error.status === 401 || error.status === 404 || error.status === 409))
        return gone;
      const mayPass = error instanceof ConnectionLost || !(error instanceof ProblemError) || error.status >= 500 || error.status === 429;
      if (!mayPass || Date.now() > until) throw error;
      onRetry();
      await sleep(Math.min(1000, ((error as { retryAfterSeconds?: number }).retryAfterSeconds ?? 0.1) * 1000));
    }
  }
}

function mailOf(writer: number, text: string, id: string) {
  return { from: `writer${writer}@example.com`, to: mailbox, subject: `Question ${writer}`, text, messageId: `<chaos-${id}@example.com>` };
}
