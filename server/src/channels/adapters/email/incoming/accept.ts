// One mail for one inbox: is it news about a mail of ours, our own mail coming back, or words of somebody? Hands it on and comes back when it is durable.
import { createHash } from 'node:crypto';
import type { Account, File, Hooks, Inbound } from '../../../adapter.ts';
import { messageIdOf, normaliseAddress, type Recipient } from '../addresses.ts';
import { asText, type Picture, sanitizeMail } from '../html/sanitize.ts';
import { originOf, writerOf } from '../mime/automatic.ts';
import { redrawnHtml, redrawnParts } from '../mime/pictures.ts';
import type { Mail, Part } from '../mime/read.ts';
import { type News, newsIn } from '../mime/report.ts';
import { visibleText } from '../mime/visible.ts';
import type { EmailSettings } from '../settings.ts';
import type { Verdict } from './authenticate.ts';

export type Arrived = {
  readonly mail: Mail;
  readonly raw: Buffer;
  readonly verdict: Verdict;
  /** MAIL FROM; empty for the null sender. */
  readonly sender: string;
  readonly recipient: Recipient;
  /** Who handed it in, and where it lies there; `place` is its only name there when it has no Message-ID. */
  readonly handed?: { readonly by: string | undefined; readonly place?: string; readonly mailbox?: string };
};
/** What became of a mail, as a code for the log. */
export type Fate = 'stored' | 'repeated' | 'dropped' | 'own' | 'from-us' | 'nobody' | 'news' | 'news-unknown';

const smallPicture = 50_000; // bytes: logos and smileys live in the HTML alone; larger pictures are files of the message too
const mostParts = 100;
const drawingMs = 30_000; // of all pictures in the HTML of one mail

/** Durable when it resolves; throws what `hooks.receive` throws. Repeating it is harmless. */
export async function accept(hooks: Hooks, account: Account<EmailSettings>, arrived: Arrived): Promise<Fate> {
  const { mail, sender, recipient } = arrived;
  const { address } = account.settings;
  const news = newsIn(mail, address, sender, recipient.about);
  if (news) return tellNews(hooks, account, news);
  const origin = originOf(mail, address, sender);
  if (origin === 'own' || origin === 'from-us') return origin;
  const author = writerOf(mail, address) ?? normaliseAddress(sender);
  if (author === undefined) return 'nobody';
  const received = await hooks.receive(await inboundOf(account, arrived, author, origin === 'automatic'));
  return received.outcome;
}

/** Passes news about mails of ours on, whoever told them; `news-unknown` where none of them left here. */
export async function tellNews(hooks: Hooks, account: Account<EmailSettings>, news: News): Promise<Fate> {
  if (news.kind === 'delayed') return 'news'; // the server goes on trying, and tells again
  const state = news.kind === 'failed' ? 'failed' : 'delivered';
  for (const id of news.ids) {
    const externalId = messageIdOf(account.settings.address, id);
    const receipt = {
      workspace: account.workspace,
      inbox: account.inbox,
      externalId,
      state,
      because: news.because,
      words: news.words,
      ...(news.saidAt !== undefined && { saidAt: news.saidAt }),
      ...(news.happenedAt && { happenedAt: news.happenedAt }),
    } as const;
    if ((await hooks.report(receipt)) === 'known') return 'news';
  }
  return 'news-unknown';
}

/** The mail in the house's words: history hidden from the text, the whole kept as cleaned HTML. */
async function inboundOf(account: Account<EmailSettings>, arrived: Arrived, author: string, automatic: boolean): Promise<Inbound> {
  const { mail, raw, verdict, recipient, handed } = arrived;
  const text = visibleText(mail.text);
  const isBehind = mail.from.address === account.settings.address; // the name there is the inbox’s
  const budget = { leftMs: drawingMs };
  const inline = await redrawnParts(mail, budget);
  const cleaned = mail.html === undefined ? undefined : await redrawnHtml(sanitizeMail(mail.html, { images: true, inline }), budget);
  const html = cleaned ?? (text === mail.text ? undefined : asText(mail.text));
  return {
    workspace: account.workspace,
    inbox: account.inbox,
    externalId: mail.messageId ?? fingerprint(raw),
    ...(handed?.place !== undefined && mail.messageId === undefined && { also: [handed.place] }),
    ...(handed && { handed: { by: handed.by, mailbox: handed.mailbox } }),
    from: { kind: 'email', value: author, name: isBehind ? undefined : mail.from.name, language: mail.language },
    authentic: verdict === 'pass' && author === mail.from.address,
    subject: mail.subject,
    text,
    html,
    attachments: filesOf(mail, raw, inline),
    answers: mail.answers,
    replyToken: recipient.replyToken,
    automatic,
  };
}

/** The files of a mail; when not all of it fits into a message, the mail itself is one of them: nothing is lost in silence. */
function filesOf(mail: Mail, raw: Buffer, inline: ReadonlyMap<string, Picture>): File[] {
  const files = mail.parts.filter((part) => !livesInHtml(part, mail.html, inline)).map(({ name, type, bytes }) => ({ name, type, bytes }));
  if (!mail.cut && files.length <= mostParts) return files;
  return [...files.slice(0, mostParts - 1), { name: 'message.eml', type: 'message/rfc822', bytes: raw }];
}

function livesInHtml(part: Part, html: string | undefined, inline: ReadonlyMap<string, Picture>): boolean {
  return (
    part.contentId !== undefined &&
    inline.has(part.contentId) &&
    part.bytes.length <= smallPicture &&
    html?.includes(`cid:${part.contentId}`) === true
  );
}

/** What identifies a mail without a Message-ID: its bytes but for the header lines that every server on the way adds. */
function fingerprint(raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, end < 0 ? raw.length : end).toString('latin1');
  const trace =
    /^(?:received|return-path|delivered-to|x-received|dkim-signature|arc-[a-z-]+|authentication-results):.*(?:\r?\n[ \t].*)*\r?\n/gim;
  const own = head.replace(trace, '');
  return `sha256:${createHash('sha256')
    .update(own, 'latin1')
    .update(end < 0 ? '' : raw.subarray(end))
    .digest('hex')}`;
}
