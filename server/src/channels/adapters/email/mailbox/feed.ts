// A mailbox for as long as this node holds it: reads what is new, waits to hear of more (IDLE, and a look every minute besides), signs in again after the line broke, longer and longer apart.
import type { ImapFlow } from 'imapflow';
import { errorCode, log } from '#kit/log';
import { type Tools, tool } from '#kit/tool';
import { pause } from '../../sms/smpp/pause.ts';
import { hooks } from '../hooks.ts';
import { connect } from './connect.ts';
import { type Desk, look } from './read.ts';
import { fault, faultOf, type MailboxAccount, type Stand } from './stand.ts';

export type MailboxLine = { readonly account: MailboxAccount; state(): Stand; stop(): Promise<void> };
export type MailboxPatience = {
  /** After a line broke: at first, and at most; `somebodyMs` where only a person can mend it, lest the account be locked. */
  readonly firstMs: number;
  readonly mostMs: number;
  readonly somebodyMs: number;
  readonly lookMs: number;
  readonly leaseMs: number;
  readonly renewMs: number;
};

/** Tests set it shorter; nothing else does. */
export const mailboxPatience = tool<MailboxPatience>('channels.email.mailbox-patience');
const usual: MailboxPatience = { firstMs: 2_000, mostMs: 300_000, somebodyMs: 300_000, lookMs: 60_000, leaseMs: 20_000, renewMs: 5_000 };
export const patienceOf = (tools: Tools): MailboxPatience => (tools.has(mailboxPatience.name) ? mailboxPatience.of({ tools }) : usual);

const calmMs = 30_000;
const leaveMs = 5_000;
/** What goes by nobody's waiting. */
export const needsSomebody: readonly Stand[] = [
  ...(['refused', 'not-agreed', 'not-let-in', 'application-refused'] as const),
  ...(['not-allowed', 'not-encrypted', 'no-folder'] as const),
];

export function openMailbox(tools: Tools, account: MailboxAccount): MailboxLine {
  const { firstMs, mostMs, somebodyMs } = patienceOf(tools);
  const stopped = Promise.withResolvers<void>();
  const failed: Desk['failed'] = new Map(); // outlives the session: some servers hang up over a mail
  let [state, isStopped]: [Stand, boolean] = ['connecting', false];
  let client: ImapFlow | undefined;
  const stand = (next: Stand): void => {
    state = next;
  };

  const session = async (): Promise<void> => {
    client = await connect(tools, account);
    if (isStopped) return;
    await openFolder(client, account);
    log.of({ tools })('info', 'mail.mailbox-opened', { workspace: account.workspace, inbox: account.inbox });
    const desk: Desk = { tools, hooks: hooks.of({ tools }), account, client, failed, isStopped: () => isStopped };
    while (!isStopped && client.usable) {
      stand('reading');
      const news = nextNews(client); // before the look, or what comes during it would be missed
      try {
        await look(desk);
        stand(client.capabilities.has('IDLE') ? 'listening' : 'polling');
        client.idle().catch(() => undefined); // broken by the next command; that the line has ended `news` tells
        const isNews = await Promise.race([news.come.then(() => true), pause(patienceOf(tools).lookMs), stopped.promise]);
        if (!isNews && !isStopped) await openFolder(client, account); // a folder that was taken away, or numbered anew, is not told of
      } finally {
        news.end();
      }
    }
  };

  const run = async (): Promise<void> => {
    for (let tries = 0; !isStopped; ) {
      const begun = performance.now();
      let next: Stand = 'connecting';
      try {
        await session();
      } catch (error) {
        const wasReading = state === 'reading' && client?.usable === true;
        next = wasReading ? 'stuck' : faultOf(error);
        log.of({ tools })('warn', 'mail.mailbox-left', {
          workspace: account.workspace,
          inbox: account.inbox,
          stand: next,
          error: errorCode(error),
        });
      } finally {
        client?.close();
      }
      if (isStopped) break;
      stand(next);
      tries = performance.now() - begun > calmMs ? 1 : tries + 1;
      const first = needsSomebody.includes(next) ? somebodyMs : firstMs;
      const waitMs = Math.min(first * 2 ** Math.min(tries - 1, 8), Math.max(mostMs, first)) * (0.75 + Math.random() / 2);
      await Promise.race([pause(waitMs), stopped.promise]);
    }
  };
  const running = run();
  return {
    account,
    state: () => state,
    stop: async () => {
      isStopped = true;
      stopped.resolve();
      if (state === 'reading') await Promise.race([running, pause(leaveMs)]); // a mail that is being taken in is marked first
      client?.close();
      await running;
    },
  };
}

/** Opens it, or opens it anew. */
async function openFolder(client: ImapFlow, { settings }: MailboxAccount): Promise<void> {
  const { folder, afterwards, moveTo } = settings;
  try {
    if (afterwards === 'move' && !client.mailbox) await client.mailboxCreate(moveTo).catch(() => undefined); // it may stand there already; if not, moving says so
    await client.mailboxOpen(folder);
  } catch (error) {
    throw client.usable ? fault('no-folder') : error;
  }
}

/** Comes when the server tells of more mail, or the line has ended. */
function nextNews(client: ImapFlow): { readonly come: Promise<void>; end(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const heard = (): void => resolve();
  for (const event of ['exists', 'close']) client.on(event, heard);
  return {
    come: promise,
    end: () => {
      for (const event of ['exists', 'close']) client.off(event, heard);
    },
  };
}
