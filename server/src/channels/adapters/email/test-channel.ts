// The test of a mail channel for real: our own server answers with STARTTLS and takes this inbox's address, and the relay lets us in. Nothing is sent.
import { Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import { feedOf } from './feed.ts';
import { receiver } from './incoming/receiver.ts';
import { playedMailbox } from './mailbox/played.ts';
import { isMailbox, isPlayedMail, type MailboxAccount } from './mailbox/stand.ts';
import { tryMailbox } from './mailbox/told.ts';
import { outcomeOf, ownOutcomeOf } from './outgoing/outcome.ts';
import { leavesByOwn } from './outgoing/own-server.ts';
import { isCapturing, relayHost, tryWayOut } from './outgoing/relay.ts';
import { lookAtAddress } from './posted/setting/set.ts';
import type { EmailSettings } from './settings.ts';

type Verdict = { readonly ok: boolean; readonly words: string };
const patience = 10_000;
const byHand: Verdict = { ok: true, words: 'Mail is taken at the address of the webhook, from whoever proves to be its sender.' };

/** Tries the way in and the way out; words are for a person, without secrets. Never throws. */
export async function testMail(account: Account<EmailSettings>, tools: Tools): Promise<Verdict> {
  if (account.settings.played === 'mailbox') {
    const { line } = await playedMailbox(tools, account);
    const { ok, words } = await tryMailbox(line.account, tools);
    await tryWayOut(account, tools);
    return { ok, words: `The sandbox answers, nothing leaves this machine: ${words}` };
  }
  if (isPlayedMail(account)) {
    await tryWayOut(account, tools);
    return { ok: true, words: 'The sandbox answers: nothing leaves this machine.' };
  }
  const incoming = await tryIncoming(account, tools);
  const outgoing = await tryOutgoing(account, tools);
  return { ok: incoming.ok && outgoing.ok, words: `${incoming.words} ${outgoing.words}` };
}

async function tryIncoming(account: Account<EmailSettings>, tools: Tools): Promise<Verdict> {
  if (isMailbox(account)) return tryMailbox(account, tools);
  if (feedOf(account.settings) === 'webhook') return (await lookAtAddress(account, tools)) ?? byHand;
  return tryReceiver(account.settings.address, tools);
}

async function tryOutgoing(account: Account<EmailSettings>, tools: Tools): Promise<Verdict> {
  if (leavesByOwn(account)) return tryOwn(account, tools);
  if (isCapturing(tools)) return { ok: true, words: 'No relay is set: outgoing mail is kept in memory and nothing leaves.' };
  try {
    await tryWayOut(account, tools);
    return { ok: true, words: `The relay ${relayHost(tools)} lets us in.` };
  } catch (error) {
    const outcome = outcomeOf(error);
    return { ok: false, words: 'words' in outcome ? outcome.words : 'The relay did not answer.' };
  }
}

async function tryOwn(account: MailboxAccount, tools: Tools): Promise<Verdict> {
  try {
    await tryWayOut(account, tools);
    return { ok: true, words: `${account.settings.submitHost} lets us send.` };
  } catch (error) {
    const outcome = ownOutcomeOf(error);
    return { ok: false, words: 'words' in outcome ? outcome.words : 'The mail server of this mailbox did not answer.' };
  }
}

async function tryReceiver(address: string, tools: Tools): Promise<Verdict> {
  if (!tools.has(receiver.name)) return { ok: false, words: 'Mail is not received: the mail server is not running.' };
  const { host, port } = receiver.of({ tools });
  try {
    await talk(host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port, address);
    return { ok: true, words: `Mail to this address is taken on port ${port}, with STARTTLS.` };
  } catch {
    return { ok: false, words: `Our mail server on port ${port} does not take mail to this address.` };
  }
}

/** An SMTP dialogue up to RCPT, over STARTTLS; throws when an answer is not the expected one. */
async function talk(host: string, port: number, address: string): Promise<void> {
  const plain = new Socket();
  const deadline = setTimeout(() => plain.destroy(new Error('late')), patience);
  try {
    plain.connect(port, host);
    await answer(plain, 220);
    await say(plain, 'EHLO localhost', 250);
    await say(plain, 'STARTTLS', 220);
    const secure = connectTls({ socket: plain, rejectUnauthorized: false }); // our own certificate, on our own machine
    await say(secure, 'EHLO localhost', 250);
    await say(secure, 'MAIL FROM:<>', 250);
    await say(secure, `RCPT TO:<${address}>`, 250);
    secure.end('QUIT\r\n');
  } finally {
    clearTimeout(deadline);
    plain.destroy();
  }
}

async function say(socket: Socket, line: string, expected: number): Promise<void> {
  socket.write(`${line}\r\n`);
  await answer(socket, expected);
}

async function answer(socket: Socket, expected: number): Promise<void> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (/^\d{3} .*\r\n$/m.test(text)) break;
  }
  if (!text.startsWith(String(expected))) throw new Error('unexpected answer');
}
