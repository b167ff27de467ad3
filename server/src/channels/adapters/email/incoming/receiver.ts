// Our mail server: SMTP with STARTTLS, for the inboxes of the house and nobody else. It says 250 once a mail is durable, 451 when the fault is ours, and 5xx only
// for what will never fit (unknown address, too large, going in circles): a broken mail is taken, since refusing it would only make it come again.
import { isIP } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { config } from '#kit/config';
import { errorCode, log } from '#kit/log';
import { networkOf } from '#kit/network';
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import { watchPair } from '#kit/tls-pair';
import { type Tools, tool } from '#kit/tool';
import type { Account, Hooks } from '../../../adapter.ts';
import { type Recipient, readRecipient } from '../addresses.ts';
import { feedOf } from '../feed.ts';
import { readMail } from '../mime/read.ts';
import type { EmailSettings } from '../settings.ts';
import { accept } from './accept.ts';
import { authenticity, mailDns, systemDns } from './authenticate.ts';
import { type Budget, budget, collect, places, turns } from './bounds.ts';
import { certificate, givenPair, serverName } from './certificate.ts';
import { whyNot } from './limits.ts';

/** Where mail is received, once it is. */
export const receiver = tool<{ readonly host: string; readonly port: number }>('channels.email.receiver');

const limits = {
  clients: 200,
  ofNetwork: 20,
  recipients: 20,
  wrongRecipients: 20,
  commandBytes: 2_048,
  idle: 120_000,
  whole: 900_000,
  bufferedMails: 6,
  bufferedOfOne: 4,
  working: 4,
};
type Target = { readonly account: Account<EmailSettings>; readonly recipient: Recipient };
type Visit = { targets: Target[]; wrong: number; readonly network: string; readonly end: NodeJS.Timeout };
type Desk = {
  readonly tools: Tools;
  readonly hooks: Hooks;
  readonly room: (who: string) => Budget;
  readonly seats: ReturnType<typeof places>;
  readonly queue: ReturnType<typeof turns>;
  readonly visits: Map<string, Visit>;
};
type Reply = Error & { responseCode: number };

/** Listens; resolves when mail can come, to what stops it. Throws Error when the port is taken. */
export async function startReceiver(tools: Tools, hooks: Hooks): Promise<() => Promise<void>> {
  const { smtpHost, smtpPort, mailMaxBytes } = config.of({ tools });
  const room = budget(mailMaxBytes * limits.bufferedMails, mailMaxBytes * limits.bufferedOfOne);
  const desk: Desk = { tools, hooks, room, seats: places(limits.ofNetwork), queue: turns(limits.working), visits: new Map() };
  const server = new SMTPServer({ ...(await fixedOptions(tools)), ...handlers(desk, (id) => closeConnection(server, id)) });
  server.on('error', (error) => log.of({ tools })('warn', 'mail.connection', { code: errorCode(error) }));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', () =>
      reject(new Error(`mail cannot be received on ${smtpHost}:${smtpPort} (PARLEY_SMTP_HOST, PARLEY_SMTP_PORT): is it taken?`)),
    );
    server.listen(smtpPort, smtpHost, resolve);
  });
  const bound = server.server.address();
  receiver.set(tools, { host: smtpHost, port: typeof bound === 'object' && bound ? bound.port : smtpPort });
  const given = givenPair(config.of({ tools }));
  const unwatch = given && watchPair(given, log.of({ tools }), (pair) => server.updateSecureContext({ ...pair, ...secure }));
  return () => {
    unwatch?.();
    return new Promise<void>((resolve) => server.close(resolve));
  };
}

const secure = { minVersion: 'TLSv1.2' } as const;

async function fixedOptions(tools: Tools): Promise<SMTPServerOptions> {
  const values = config.of({ tools });
  return {
    ...(await certificate(values, clock.of({ tools })())),
    ...secure,
    name: serverName(values),
    banner: 'ready',
    size: values.mailMaxBytes,
    disabledCommands: ['AUTH'],
    authOptional: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: false,
    logger: false,
    maxClients: limits.clients,
    maxRecipients: limits.recipients,
    maxCommandLength: limits.commandBytes,
    socketTimeout: limits.idle,
    closeTimeout: 3_000,
  };
}

function handlers(desk: Desk, close: (id: string) => void): SMTPServerOptions {
  return {
    onConnect(session, done) {
      const network = networkOf(session.remoteAddress);
      if (!desk.seats.enter(network)) return done(reply(421, 'Too many connections from there, please try again in a moment'));
      desk.visits.set(session.id, { targets: [], wrong: 0, network, end: setTimeout(close, limits.whole, session.id).unref() });
      done();
    },
    onClose(session) {
      const visit = desk.visits.get(session.id);
      if (!visit) return;
      clearTimeout(visit.end);
      desk.seats.leave(visit.network);
      desk.visits.delete(session.id);
    },
    onMailFrom(_, session, done) {
      const visit = desk.visits.get(session.id);
      if (visit) visit.targets = [];
      done();
    },
    onRcptTo(address, session, done) {
      admit(desk, session, address.address).then(
        () => done(),
        (error) => done(isReply(error) ? error : ours(desk.tools, error)),
      );
    },
    onData(stream, session, done) {
      takeFrom(desk, stream, session).then(
        () => done(null, 'Taken'),
        (error) => done(isReply(error) ? error : ours(desk.tools, error)),
      );
    },
  };
}

async function admit(desk: Desk, session: SMTPServerSession, address: string): Promise<void> {
  const visit = desk.visits.get(session.id);
  const recipient = readRecipient(address);
  const account = recipient && ((await desk.hooks.accountAt(recipient.base)) as Account<EmailSettings> | undefined);
  if (account && visit && feedOf(account.settings) === 'smtp') return void visit.targets.push({ account, recipient });
  if (visit) visit.wrong += 1;
  throw visit && visit.wrong > limits.wrongRecipients ? reply(421, 'Too many unknown mailboxes') : reply(550, 'No such mailbox here');
}

async function takeFrom(desk: Desk, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const targets = distinct(desk.visits.get(session.id)?.targets ?? []);
  const company = targets[0]?.account.workspace ?? '';
  const room = desk.room(company);
  const collected = await collect(stream, room);
  if ('refused' in collected)
    throw collected.refused === 'too-large'
      ? reply(552, 'This mail is larger than accepted here')
      : reply(452, 'Too much at once, please try again in a moment');
  try {
    await desk.queue(company, () => take(desk, session, collected.raw, targets));
  } finally {
    room.give(collected.raw.length);
  }
}

async function take({ tools, hooks }: Desk, session: SMTPServerSession, raw: Buffer, targets: readonly Target[]): Promise<void> {
  const mail = await readMail(raw);
  const fault = whyNot(mail, tools);
  if (fault === 'circles') throw reply(554, 'Too many hops, this mail goes in circles');
  if (fault) throw reply(552, 'A file in this mail is larger than accepted here');
  const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
  const peer = {
    ip: isIP(session.remoteAddress) ? session.remoteAddress : '127.0.0.1',
    helo: session.hostNameAppearsAs || 'unknown',
    sender,
  };
  const verdict = await authenticity(raw, mail, peer, tools.has(mailDns.name) ? mailDns.of({ tools }) : systemDns);
  for (const { account, recipient } of targets) {
    const fate = await accept(hooks, account, { mail, raw, verdict, sender, recipient });
    log.of({ tools })('info', 'mail.taken', { inbox: account.inbox, fate, verdict, damaged: mail.damaged });
  }
}

/** One mail to one inbox once, even when it names several of its addresses; the one with a token is the one that counts. */
function distinct(targets: readonly Target[]): Target[] {
  const byInbox = new Map<string, Target>();
  for (const target of targets)
    if (target.recipient.replyToken || target.recipient.about || !byInbox.has(target.account.inbox))
      byInbox.set(target.account.inbox, target);
  return [...byInbox.values()];
}

function closeConnection(server: SMTPServer, id: string): void {
  for (const connection of server.connections) if (connection.id === id) connection.close();
}

const reply = (code: number, words: string): Reply => Object.assign(new Error(words), { responseCode: code });
const isReply = (error: unknown): error is Reply => error instanceof Error && 'responseCode' in error;

/** What went wrong here is not the sender's fault: it may try again. */
function ours(tools: Tools, error: unknown): Reply {
  if (error instanceof Problem && error.code === 'too-large') return reply(552, 'A file in this mail is larger than accepted here');
  log.of({ tools })('error', 'mail.not-taken', { code: error instanceof Problem ? error.code : errorCode(error) });
  return reply(451, 'Not taken for a reason of ours, please try again later');
}
