// Addresses and ids of mail. One inbox answers under several sub-addresses (RFC 5233), so that a mailbox or a catch-all is all a company sets up:
// support+r.TOKEN@ leads an answer back to its conversation, support+b.m…@ is the return path by which a bounce names its message, support+u.m…@ unsubscribes.
import { domainToASCII } from 'node:url';

const maxLocal = 64; // octets, RFC 5321, section 4.5.3.1.1
const local = /^[a-z0-9!#$%&'*/=?^_`{|}~.+-]+$|^[^\s"<>()[\]\\,;:@\p{C}]+$/u;
const idPart = '[0-7][0-9a-hjkmnp-tv-z]{25}';
const aboutForm = new RegExp(`^([bu])\\.([mc])(${idPart})$`);

/** Lower-cased address with its domain in ASCII, or undefined for what is no deliverable address (literals and quoted local parts count as none). */
export function normaliseAddress(text: string | undefined): string | undefined {
  const trimmed = (text ?? '').normalize('NFC').trim().replace(/^<|>$/g, '').toLowerCase();
  const at = trimmed.lastIndexOf('@');
  const name = trimmed.slice(0, at);
  if (at < 1 || trimmed.length > 320 || Buffer.byteLength(name) > maxLocal || !local.test(name)) return undefined;
  const domain = domainToASCII(trimmed.slice(at + 1));
  const isName = /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/.test(domain) && !/^[0-9.]+$/.test(domain);
  return isName && name.length + domain.length < 254 ? `${name}@${domain}` : undefined;
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

export type Recipient = {
  readonly base: string;
  readonly replyToken: string | undefined;
  /** The message of ours that this mail is about, by the address it was sent to. */
  readonly about: { readonly what: 'bounce' | 'unsubscribe'; readonly id: string } | undefined;
};

/** What a recipient address says: the inbox's own address, and the token or message id of its sub-address. */
export function readRecipient(address: string): Recipient | undefined {
  const whole = normaliseAddress(address);
  if (whole === undefined) return undefined;
  const plus = whole.indexOf('+');
  const at = whole.lastIndexOf('@');
  if (plus < 1) return { base: whole, replyToken: undefined, about: undefined };
  const tag = whole.slice(plus + 1, at);
  const [, letter, kind, part] = aboutForm.exec(tag) ?? [];
  return {
    base: whole.slice(0, plus) + whole.slice(at),
    replyToken: /^r\.([a-z0-9]{1,60})$/.exec(tag)?.[1],
    about:
      part === undefined ? undefined : { what: letter === 'b' ? 'bounce' : 'unsubscribe', id: `${kind === 'm' ? 'msg' : 'cod'}_${part}` },
  };
}

/** The address that leads an answer back; undefined when the local part would grow past 64 octets: such an inbox threads by References alone. */
export const replyAddress = (address: string, token: string): string | undefined => tagged(address, `r.${token}`);

/** The envelope sender of a message, so that even a bounce without any report names it. */
export const bounceAddress = (address: string, id: string): string | undefined => about(address, 'b', id);

/** Where a mail to unsubscribe from a message's purpose goes (RFC 2369). */
export const unsubscribeAddress = (address: string, id: string): string | undefined => about(address, 'u', id);

/** Our Message-ID for an id, the same at every attempt; the random part of the id keeps it from being guessed. */
export const messageIdOf = (address: string, id: string): string => `<${id}@${domainOf(address)}>`;

/** Ids of ours named anywhere in a text as Message-IDs at this inbox's domain, in order of appearance, at most ten. */
export function ownIdsIn(text: string, address: string): string[] {
  const found = new RegExp(`<((?:msg|cod)_${idPart})@${escaped(domainOf(address))}>`, 'gi');
  return [...new Set([...text.matchAll(found)].map((match) => (match[1] ?? '').toLowerCase()))].slice(0, 10);
}

/** Whether a text is an id of ours as it stands. */
export const isOwnId = (text: string): boolean => ownId.test(text);
const ownId = new RegExp(`^(?:msg|cod)_${idPart}$`);

/** Message-IDs in a header value, brackets kept, at most 100 of at most 400 characters each. */
export function messageIds(value: string | undefined): string[] {
  return [...new Set((value ?? '').slice(0, 60_000).match(/<[^<>\s\p{C}]{3,400}>/gu) ?? [])].slice(-100);
}

function about(address: string, letter: 'b' | 'u', id: string): string | undefined {
  const kind = id.startsWith('msg_') ? 'm' : id.startsWith('cod_') ? 'c' : undefined;
  return kind && tagged(address, `${letter}.${kind}${id.slice(4)}`);
}

function tagged(address: string, tag: string): string | undefined {
  const at = address.lastIndexOf('@');
  const name = `${address.slice(0, at)}+${tag}`;
  return Buffer.byteLength(name) <= maxLocal ? name + address.slice(at) : undefined;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
