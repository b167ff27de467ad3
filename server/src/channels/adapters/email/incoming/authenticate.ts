// Is the sender's domain behind this mail? SPF, DKIM and DMARC (RFC 7208, 6376, 9989). A pass vouches for the address; it is no proof that a person owns it.
import { Resolver } from 'node:dns/promises';
import { BlockList, isIPv4 } from 'node:net';
import { authenticate } from 'mailauth';
import { tool } from '#kit/tool';
import { domainOf } from '../addresses.ts';
import type { Mail } from '../mime/read.ts';

/** `pass` and `fail` by the policy of the author's domain; `none` when it has none or nothing to check; `unknown` when the answer did not come in time. */
export type Verdict = 'pass' | 'fail' | 'none' | 'unknown';
/** Looks up DNS records: TXT gives lists of strings. Rejects with `code` ENOTFOUND or ENODATA when there are none. */
export type MailDns = (domain: string, type: string) => Promise<string[][] | string[]>;
export type Peer = { readonly ip: string; readonly helo: string; readonly sender: string };

/** The resolver for mail; set it before the start to look up elsewhere. */
export const mailDns = tool<MailDns>('channels.email.dns');

const resolver = new Resolver({ timeout: 2_000, tries: 2 });
export const systemDns: MailDns = (domain, type) => resolver.resolve(domain, type) as Promise<string[]>;

const near = new BlockList();
for (const [net, bits] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  near.addSubnet(net, bits);
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  near.addSubnet(net, bits, 'ipv6');

/** Judges the author of a mail as it was handed over by this peer. Never throws; at most `patience` milliseconds. Asks no DNS where nothing could pass. */
export async function authenticity(raw: Buffer, mail: Mail, peer: Peer, dns: MailDns, patience = 8_000): Promise<Verdict> {
  const author = mail.from.address;
  if (author === undefined || !mail.oneAuthor || mail.damaged) return 'none';
  const isNear = near.check(peer.ip, isIPv4(peer.ip) ? 'ipv4' : 'ipv6');
  if (isNear && mail.count('dkim-signature') === 0) return 'none';
  const work = check(raw, author, isNear ? undefined : peer, dns).catch((): Verdict => 'unknown');
  const late = new Promise<Verdict>((resolve) => setTimeout(resolve, patience, 'unknown').unref());
  return Promise.race([work, late]);
}

async function check(raw: Buffer, author: string, peer: Peer | undefined, dns: MailDns): Promise<Verdict> {
  const { dmarc, spf, dkim } = await authenticate(raw, {
    ...(peer && { ip: peer.ip, helo: peer.helo, sender: peer.sender }),
    resolver: dns,
    mta: 'parley',
    disableArc: true,
    disableBimi: true,
    minBitLength: 1024,
    rejectRsaSha1: true,
  });
  if (!dmarc) return 'none';
  const sameAuthor = dkim.headerFrom.length === 1 && domainOf(dkim.headerFrom[0]?.toLowerCase() ?? '') === domainOf(author);
  const { result } = dmarc.status;
  if (result === 'pass') return sameAuthor && (dmarc.alignment.spf.result || !dmarc.alignment.dkim.underSized) ? 'pass' : 'none';
  if (result === 'fail') return 'fail';
  return result === 'temperror' || (spf && spf.status.result === 'temperror') ? 'unknown' : 'none';
}
