// A mail that was handed to us without an SMTP dialogue: fetched from a mailbox, or posted by a provider. What the dialogue would have told stands in its header, or beside it; from there
// on it goes the way of every mail.
import { config } from '#kit/config';
import { log } from '#kit/log';
import { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';
import type { Account, Hooks } from '../../../adapter.ts';
import { bearsMark } from '../../../played.ts';
import { normaliseAddress, type Recipient, readRecipient } from '../addresses.ts';
import { keeperOf } from '../feed.ts';
import { type Mail, readMail } from '../mime/read.ts';
import type { EmailSettings } from '../settings.ts';
import { accept, type Fate } from './accept.ts';
import { authenticity, mailDns, systemDns } from './authenticate.ts';
import { turns } from './bounds.ts';
import { whyNot } from './limits.ts';
import { trustedVerdict } from './results.ts';

export type Handed = {
  readonly raw: Buffer;
  /** MAIL FROM as the provider tells it; undefined where only the mail itself may say. */
  readonly sender?: string | undefined;
  /** RCPT TO as the provider tells it. */
  readonly recipient?: string | undefined;
  /** Whether a mail that names this inbox nowhere is for it all the same, as one is that lay in its mailbox, or came from a provider to its address here. */
  readonly isOurs: boolean;
  /** The server whose Authentication-Results are believed; empty: none. */
  readonly trusted: string;
  /** Where it lies: a further name of it there, for a mail without a Message-ID, and which mailbox that is. */
  readonly kept?: { readonly place: string; readonly mailbox: string };
};
/** `from-us`: it bears the inbox's own address and names nobody to answer; `foreign-news`: it tells of a mail that did not leave here. */
export type NotTaken = 'too-large' | 'circles' | 'file-too-large' | 'unknown-recipient' | 'from-us' | 'no-author' | 'foreign-news';
/** `own`: a mail of ours that came back. All others are stored here, or told of a mail of ours. */
export type Taken = { readonly fate: 'stored' | 'repeated' | 'news' | 'own'; readonly hasId: boolean } | { readonly refused: NotTaken };

const working = 4;
const queue = tool<ReturnType<typeof turns>>('channels.email.handed-turns');
const near = { ip: '127.0.0.1', helo: 'localhost', sender: '' }; // whoever handed it in is not who sent it: SPF can say nothing

/** Takes in one mail; durable when it resolves, and repeating it is harmless. Throws what `hooks.receive` throws. */
export async function takeHanded(tools: Tools, hooks: Hooks, account: Account<EmailSettings>, handed: Handed): Promise<Taken> {
  if (handed.raw.length > config.of({ tools }).mailMaxBytes) return { refused: 'too-large' };
  if (!tools.has(queue.name)) queue.set(tools, turns(working));
  return queue.of({ tools })(account.workspace, () => take(tools, hooks, account, handed));
}

async function take(tools: Tools, hooks: Hooks, account: Account<EmailSettings>, handed: Handed): Promise<Taken> {
  const { raw, trusted, kept } = handed;
  const mail = await readMail(raw);
  const fault = whyNot(mail, tools);
  if (fault) return { refused: fault };
  const recipient = recipientOf(mail, account.settings.address, handed);
  if (!recipient) return { refused: 'unknown-recipient' };
  const sender = handed.sender ?? senderOf(mail);
  const dns = tools.has(mailDns.name) ? mailDns.of({ tools }) : systemDns;
  const verdict = trustedVerdict(mail, trusted) ?? (await authenticity(raw, mail, near, dns));
  try {
    const fate = await accept(hooks, account, {
      mail,
      raw,
      verdict,
      sender,
      recipient,
      handed: { by: bearsMark() ? undefined : keeperOf(account.settings)?.code, ...kept }, // however the switch stands: who posts real mail is a recipient of it
    });
    log.of({ tools })('info', 'mail.taken', { inbox: account.inbox, fate, verdict, damaged: mail.damaged });
    const refused = notStored[fate];
    return refused ? { refused } : { fate: fate as 'stored', hasId: mail.messageId !== undefined };
  } catch (error) {
    if (error instanceof Problem && error.code === 'too-large') return { refused: 'file-too-large' };
    throw error;
  }
}

const notStored: Readonly<Partial<Record<Fate, NotTaken>>> = {
  ...{ 'from-us': 'from-us', nobody: 'no-author', dropped: 'no-author', 'news-unknown': 'foreign-news' },
};

/** Which of this inbox's addresses it was sent to; one with a token or a message's id counts before the plain one. */
function recipientOf(mail: Mail, address: string, { recipient, isOurs }: Handed): Recipient | undefined {
  const told = recipient === undefined ? undefined : readRecipient(recipient);
  if (told?.base === address) return told; // any other is where the mail was forwarded to: the header says whom it was for
  const named = namesIn(mail).flatMap((each) => readRecipient(each) ?? []);
  const own = named.filter(({ base }) => base === address);
  const plain: Recipient | undefined = isOurs ? { base: address, replyToken: undefined, about: undefined } : undefined;
  return own.find(({ replyToken, about }) => replyToken !== undefined || about !== undefined) ?? own[0] ?? plain;
}

/** Addresses of recipients, those that a server wrote down at delivery first; at most two hundred. */
function namesIn(mail: Mail): string[] {
  const lines = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-forwarded-to', 'to', 'cc'].flatMap((name) =>
    mail.every(name),
  );
  return lines.flatMap((line) => line.match(/[^\s<>(),;:"]{1,64}@[^\s<>(),;:"]{1,253}/g) ?? []).slice(0, 200);
}

/** MAIL FROM as the server wrote it down at delivery (RFC 5321, section 4.4); where it did not, the author stands in, so that a person is not taken for a machine. */
function senderOf(mail: Mail): string {
  const line = mail.header('return-path');
  return line === undefined ? (mail.from.address ?? '') : (normaliseAddress(line) ?? '');
}
