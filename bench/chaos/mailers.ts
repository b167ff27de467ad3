// Who writes by mail, through real SMTP sessions: writers who wait for each acknowledgement, and a provider that hands over what its customers wrote in any order,
// some of it twice or three times, some of it again long after it was acknowledged.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { type Book, enter, type Mail } from './book.ts';
import type { Chance } from './chance.ts';
import { mailbox } from './company.ts';
import { gone, untilDone } from './retries.ts';

type Post = {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly answers?: string | undefined;
};
export type Mailers = ReturnType<typeof openMailers>;

/** `handedOver` outlives the rounds: a provider repeats what is long done. */
export function openMailers(smtpPort: number) {
  const handedOver: Post[] = [];
  const send = async ({ answers, ...post }: Post): Promise<void> => {
    const transport = createTransport({
      host: '127.0.0.1',
      port: smtpPort,
      tls: { rejectUnauthorized: false },
      socketTimeout: 10_000,
      greetingTimeout: 10_000,
    });
    await transport.sendMail({ ...post, to: mailbox, ...(answers && { inReplyTo: answers, references: answers }) });
  };
  const post = async (book: Book, mail: Post, thread?: string): Promise<void> => {
    const entry = await enter(
      book,
      mail.text,
      (count) => untilDone(() => send(mail), count),
      (answer) => answer === gone,
    );
    if (entry) book.mails.push({ ...entry, from: mail.from, ...(thread && { thread }) } satisfies Mail);
  };
  return {
    /** One mail after the other, all in one thread unless `scattered`. */
    async write(book: Book, chance: Chance, from: string, isOver: () => boolean, scattered = false): Promise<void> {
      const thread = randomUUID();
      for (let number = 0; !isOver(); number += 1) {
        const first = `<chaos-${thread}-0@example.com>`;
        const mail = {
          from,
          subject: `Question of ${from}`,
          text: `mail ${number} ${randomUUID()}`,
          messageId: `<chaos-${thread}-${number}@example.com>`,
        };
        await post(book, number > 0 && !scattered ? { ...mail, answers: first } : mail, scattered ? undefined : thread);
        await sleep(20 + chance.below(150));
      }
    },
    /** Bursts of a conversation in a wrong order, with repeats at the same moment and much later. */
    async provide(book: Book, chance: Chance, from: string, isOver: () => boolean): Promise<void> {
      while (!isOver()) {
        const burst = randomUUID();
        const idOf = (number: number) => `<chaos-${burst}-${number}@example.com>`;
        const mails: Post[] = [0, 1, 2].map((number) => ({
          from,
          subject: `Order ${burst}`,
          text: `burst ${number} ${randomUUID()}`,
          messageId: idOf(number),
          answers: number > 0 ? idOf(number - 1) : undefined,
        }));
        const shuffled = mails.map((mail) => ({ mail, at: chance.below(1000) })).toSorted((a, b) => a.at - b.at);
        const twins = shuffled.filter(() => chance.below(2) === 0).map(({ mail }) => untilDone(() => send(mail)));
        for (const { mail } of shuffled) await post(book, mail);
        await Promise.all(twins);
        const old = handedOver.length > 0 ? chance.pick(handedOver) : undefined;
        if (old) await untilDone(() => send(old));
        handedOver.push(...mails);
        await sleep(100 + chance.below(300));
      }
    },
  };
}
