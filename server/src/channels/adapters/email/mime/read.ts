// From the bytes of a mail to its parts, whatever the bytes are: what the parser cannot read is kept whole as an attachment, with what its header still tells.
import { type EmailAddress, type HeaderLines, type ParsedMail, simpleParser } from 'mailparser';
import { messageIds, normaliseAddress } from '../addresses.ts';
import { declareCharset, hasBody, salvage } from './damaged.ts';
import { tidyLine, tidyText, tidyType } from './text.ts';

export type Part = { readonly name: string; readonly type: string; readonly bytes: Buffer; readonly contentId: string | undefined };
export type Mail = {
  readonly messageId: string | undefined;
  /** In-Reply-To, then References from the newest: nearest first. */
  readonly answers: readonly string[];
  readonly from: { readonly address: string | undefined; readonly name: string | undefined };
  /** Whether From names exactly one mailbox once; if not, nobody can vouch for the sender. */
  readonly oneAuthor: boolean;
  readonly subject: string | undefined;
  readonly language: string | undefined;
  readonly text: string;
  /** As it came: hostile until cleaned. */
  readonly html: string | undefined;
  readonly parts: readonly Part[];
  /** The first line of a header, undecoded and unfolded, at most 2,000 characters. */
  header(name: string): string | undefined;
  /** How many lines of this header there are. */
  count(name: string): number;
  /** Every line of it from the top, undecoded and unfolded, at most fifty. */
  every(name: string): readonly string[];
  readonly damaged: boolean;
  /** Whether text or HTML was longer than what is kept of it. */
  readonly cut: boolean;
};

const limits = { text: 200_000, html: 12_000_000, htmlToText: 1_000_000, headBytes: 1_048_576, parts: 300, patience: 20_000 };

const mostLines = 50;
const damaged = '[This mail is damaged. It is attached as it came.]';

/** Reads a mail. Never throws; takes at most about twenty seconds. */
export async function readMail(raw: Buffer): Promise<Mail> {
  const parsed = await parse(declareCharset(raw)).catch(() => undefined);
  const mail = parsed?.headerLines && fromParsed(parsed);
  if (mail && (mail.text || mail.html || mail.parts.length > 0 || !hasBody(raw))) return mail;
  const told = mail ?? (await readHeader(raw));
  const whole = { name: 'message.eml', type: 'message/rfc822', bytes: raw, contentId: undefined };
  return { ...told, oneAuthor: false, text: damaged, html: undefined, parts: [whole], damaged: true };
}

async function readHeader(raw: Buffer): Promise<Mail> {
  const parsed = await parse(salvage(raw)).catch(() => undefined);
  return fromParsed(parsed?.headerLines ? parsed : { headerLines: [], attachments: [], headers: new Map() });
}

async function parse(raw: Buffer): Promise<ParsedMail> {
  const late = AbortSignal.timeout(limits.patience);
  const tooLate = new Promise<never>((_, reject) => late.addEventListener('abort', () => reject(new Error('late')), { once: true }));
  const work = simpleParser(raw, {
    keepCidLinks: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    checksumAlgo: false,
    maxHtmlLengthToParse: limits.htmlToText,
    maxHeadSize: limits.headBytes,
    maxChildNodes: limits.parts,
  });
  return Promise.race([work, tooLate]);
}

function fromParsed(parsed: ParsedMail): Mail {
  const headers = headerReader(parsed.headerLines);
  const html = typeof parsed.html === 'string' && parsed.html.trim() ? parsed.html.slice(0, limits.html) : undefined;
  const authors = flatten(parsed.from?.value ?? []);
  return {
    messageId: messageIds(headers.header('message-id'))[0],
    answers: [
      ...new Set([...messageIds(headers.header('in-reply-to')).reverse(), ...messageIds(headers.header('references')).reverse()]),
    ].slice(0, 50),
    from: { address: normaliseAddress(authors[0]?.address), name: nameOf(authors[0]?.name) },
    oneAuthor: authors.length === 1 && headers.count('from') === 1,
    subject: tidyLine(parsed.subject, 300),
    language: /^(?:en|de|fr|es)\b/i.exec(headers.header('content-language') ?? '')?.[0].toLowerCase(),
    text: tidyText(parsed.text || html?.replace(/<[^<>]{0,2000}>/g, ' ') || '', limits.text),
    html,
    parts: parsed.attachments.map((part, index) => ({
      name: part.filename?.slice(0, 1_000) || nameFor(part.contentType, index + 1),
      type: tidyType(part.contentType),
      bytes: Buffer.isBuffer(part.content) ? part.content : Buffer.alloc(0),
      contentId: part.cid,
    })),
    ...headers,
    damaged: false,
    cut: (parsed.text?.length ?? 0) > limits.text || (typeof parsed.html === 'string' && parsed.html.length > limits.html),
  };
}

/** Header lines by lower-case name. */
function headerReader(lines: HeaderLines): Pick<Mail, 'header' | 'count' | 'every'> {
  const found = new Map<string, string[]>();
  const counts = new Map<string, number>();
  for (const { key, line } of lines) {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const values = found.get(key) ?? [];
    if (values.length < mostLines) found.set(key, [...values, unfolded(line)]);
  }
  return { header: (name) => found.get(name)?.[0], count: (name) => counts.get(name) ?? 0, every: (name) => found.get(name) ?? [] };
}

const unfolded = (line: string): string =>
  line
    .slice(line.indexOf(':') + 1, 60_000)
    .replace(/\s+/g, ' ')
    .trim();

/** A name that poses as another address is no name. */
function nameOf(name: string | undefined): string | undefined {
  const line = tidyLine(name, 120);
  return line?.includes('@') ? undefined : line;
}

const flatten = (addresses: readonly EmailAddress[]): EmailAddress[] =>
  addresses.flatMap((entry) => (entry.group ? flatten(entry.group) : [entry]));

function nameFor(type: string, number: number): string {
  const ending = {
    'message/rfc822': 'eml',
    'text/calendar': 'ics',
    'text/html': 'html',
    'text/plain': 'txt',
    'image/jpeg': 'jpg',
    'image/png': 'png',
    'image/gif': 'gif',
    'application/pdf': 'pdf',
  }[type];
  return `attachment-${number}${ending ? `.${ending}` : ''}`;
}
