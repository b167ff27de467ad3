// A message becomes a mail: its bytes as they will leave, signed by DKIM. The same id gives the same Message-ID, so that a second attempt is the same mail to everybody.

import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Account, Outbound } from '../../../adapter.ts';
import { noticeWords } from '../../notice-words.ts';
import { bounceAddress, domainOf, messageIdOf, replyAddress, unsubscribeAddress } from '../addresses.ts';
import { escapeHtml, sanitizeMail } from '../html/sanitize.ts';
import { tidyLine, tidyText } from '../mime/text.ts';
import { posterFields } from '../posted/message-field.ts';
import type { EmailSettings } from '../settings.ts';
import { mailWords } from './words.ts';

export type Composed = {
  readonly envelope: { readonly from: string; readonly to: string };
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly raw: Buffer;
};

/** Signed header fields. RFC 8058 is worth something only when List-Unsubscribe-Post is among them. */
export const signedFields =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:In-Reply-To:References:Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post';

/** Builds and signs the mail for one recipient (`to` is a valid address). */
export async function compose({ settings, name }: Account<EmailSettings>, outbound: Outbound, to: string, now: Date): Promise<Composed> {
  const { address } = settings;
  const subject = subjectOf(outbound);
  const text = `${tidyText(outbound.text, 200_000)}${footerText(outbound)}`;
  const messageId = outbound.externalId ?? messageIdOf(address, outbound.id);
  const reply = outbound.replyToken && replyAddress(address, outbound.replyToken);
  const thread = outbound.thread.filter((id) => /^<[^<>\s]{3,400}>$/.test(id));
  const from = { name: tidyLine(settings.fromName || outbound.fromName || name, 80) ?? '', address };
  const mail = new MailComposer({
    from,
    to: { name: tidyLine(outbound.to.name, 80) ?? '', address: to },
    ...(reply && { replyTo: { name: from.name, address: reply } }),
    subject,
    text,
    html: htmlOf(outbound),
    date: now,
    messageId,
    ...(thread.length > 0 && { inReplyTo: thread.at(-1) ?? '', references: [...new Set([...thread.slice(0, 1), ...thread.slice(-20)])] }),
    headers: { ...extraHeaders(outbound, address), ...posterFields(settings, outbound.id) },
    attachments: outbound.attachments.map((file) => ({
      filename: tidyLine(file.name, 200) ?? 'file',
      contentType: file.type,
      content: file.bytes,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const plain = await mail.compile().build();
  return {
    envelope: { from: bounceAddress(address, outbound.id) ?? address, to },
    messageId,
    subject,
    text,
    raw: await sign(plain, settings),
  };
}

function extraHeaders({ id, use, unsubscribeUrl }: Outbound, address: string): Record<string, string | { prepared: true; value: string }> {
  const automatic = use === 'code' || use === 'notice';
  const byMail = unsubscribeAddress(address, id);
  return {
    ...(automatic && { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }),
    ...(unsubscribeUrl &&
      use !== 'reply' && {
        'List-Unsubscribe': {
          prepared: true,
          value: `<${webAddress(unsubscribeUrl)}>${byMail ? `, <mailto:${byMail}?subject=unsubscribe>` : ''}`,
        },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
  };
}

/** As URL writes it: no space and no line end. */
const webAddress = (address: string): string => new URL(address).href;

function subjectOf({ use, subject, language }: Outbound): string {
  const line = tidyLine(subject, 300);
  if (line === undefined) return use === 'code' ? mailWords(language).code : mailWords(language).subject;
  return use === 'reply' && !/^(?:re|aw|sv|antw|rép|res?|vs)\s*(?:\[\d+\])?:/i.test(line) ? `Re: ${line}` : line;
}

const footerText = ({ preferencesUrl, owed, language }: Outbound): string =>
  (owed ? noticeWords(language, owed.url) : '') + (preferencesUrl ? `\n\n-- \n${mailWords(language).footer} ${preferencesUrl}\n` : '\n');

function htmlOf({ text, html, preferencesUrl, owed, language }: Outbound): string {
  const words = html === undefined ? paragraphs(tidyText(text, 200_000)) : sanitizeMail(html, { images: true }).html;
  const body = owed ? words + paragraphs(noticeWords(language, owed.url).trim()) : words;
  const link = preferencesUrl && escapeHtml(preferencesUrl);
  const footer = link
    ? `<hr style="border:0;border-top:1px solid #ddd;margin:24px 0 8px"><p style="font-size:12px;color:#666"><a href="${link}">${escapeHtml(mailWords(language).footer.replace(/\s?:$/, ''))}</a></p>`
    : '';
  return `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"></head><body style="font:15px/1.5 system-ui,sans-serif;color:#1c1c1a">${body}${footer}</body></html>`;
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map(
      (part) =>
        `<p>${part
          .split(/(https?:\/\/[^\s<>"]{3,500}[^\s<>".,;:!?)'\]])/)
          .map(linked)
          .join('')
          .replace(/\n/g, '<br>')}</p>`,
    )
    .join('');
}

const linked = (piece: string, index: number): string =>
  index % 2 === 1 ? `<a href="${escapeHtml(piece)}">${escapeHtml(piece)}</a>` : escapeHtml(piece);

async function sign(raw: Buffer, settings: EmailSettings): Promise<Buffer> {
  const signer = new DKIM({
    domainName: domainOf(settings.address),
    keySelector: settings.dkimSelector,
    privateKey: settings.dkimPrivateKey,
    headerFieldNames: signedFields,
  });
  const chunks: Buffer[] = [];
  for await (const chunk of signer.sign(raw)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
