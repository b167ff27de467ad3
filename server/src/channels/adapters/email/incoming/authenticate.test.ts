import { beforeAll, describe, expect, test } from 'vitest';
import type { Account } from '../../../adapter.ts';
import { readMail } from '../mime/read.ts';
import { compose } from '../outgoing/compose.ts';
import type { EmailSettings } from '../settings.ts';
import { makeAccount, makeDns, makeOutbound, recordsOf } from '../testing/bench.ts';
import { authenticity, type MailDns, type Peer } from './authenticate.ts';

const outside: Peer = { ip: '192.0.2.10', helo: 'mail.example.net', sender: 'ada@example.net' };
const reject = { 'TXT _dmarc.example.net': ['v=DMARC1; p=reject'] };
const spf = { 'TXT example.net': ['v=spf1 ip4:192.0.2.10 -all'] };
const plain = Buffer.from(
  'From: Ada <ada@example.net>\r\nTo: support@example.com\r\nSubject: Hi\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@example.net>\r\n\r\nHello\r\n',
);
let account: Account<EmailSettings>; // stands for a sender's domain that signs
beforeAll(async () => {
  account = await makeAccount('ada@example.net');
});
const signed = async () => (await compose(account, makeOutbound(), 'support@example.com', new Date('2026-11-24T09:00:00Z'))).raw;
const judge = async (raw: Buffer, dns: MailDns, peer = outside, patience?: number) =>
  authenticity(raw, await readMail(raw), peer, dns, patience);

describe('who vouches for the sender', () => {
  test('a server that the domain names, or a signature of the domain, with a policy: pass', async () => {
    expect(await judge(plain, makeDns({ ...spf, ...reject }))).toBe('pass');
    expect(await judge(await signed(), makeDns({ ...recordsOf(account), ...reject }), { ...outside, ip: '203.0.113.9' })).toBe('pass');
  });

  test('another server and no signature: fail; without a policy: none', async () => {
    expect(await judge(plain, makeDns({ ...spf, ...reject }), { ...outside, ip: '203.0.113.9' })).toBe('fail');
    expect(await judge(plain, makeDns(spf))).toBe('none');
  });

  test('a pass of somebody else does not vouch for this author', async () => {
    const other = { ...outside, sender: 'mallory@example.org', helo: 'mail.example.org' };
    expect(await judge(plain, makeDns({ ...reject, 'TXT example.org': ['v=spf1 ip4:192.0.2.10 -all'] }), other)).toBe('fail');
    const twice = Buffer.concat([Buffer.from('From: Boris <boris@example.org>\r\n'), await signed()]);
    expect(await judge(twice, makeDns({ ...recordsOf(account), ...reject }))).toBe('none');
  });

  test('a changed body, or a signature that leaves room for more, does not pass', async () => {
    const dns = makeDns({ ...recordsOf(account), ...reject });
    expect(
      await judge(Buffer.from((await signed()).toString('latin1').replace('on its way', 'on my way'), 'latin1'), dns, {
        ...outside,
        ip: '203.0.113.9',
      }),
    ).toBe('fail');
  });

  test('a DNS that fails or hangs means unknown, in bounded time', async () => {
    const failing: MailDns = async () => Promise.reject(Object.assign(new Error('no'), { code: 'ESERVFAIL' }));
    expect(['unknown', 'none']).toContain(await judge(plain, failing));
    const began = performance.now();
    expect(await judge(plain, () => new Promise(() => undefined), outside, 100)).toBe('unknown');
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  test('from this machine and unsigned nothing can pass, and DNS is not asked', async () => {
    const dns = makeDns({ ...spf, ...reject });
    for (const ip of ['127.0.0.1', '::1', '10.1.2.3', '192.168.1.1', 'fd00::1'])
      expect(await judge(plain, dns, { ...outside, ip })).toBe('none');
    expect(dns.asked).toEqual([]);
  });

  test('hostile signatures do not throw', async () => {
    for (const signature of [
      'v=1; a=rsa-sha256; d=; s=; bh=; b=',
      'garbage',
      `v=1; d=${'a.'.repeat(5_000)}; s=x; h=from; b=AAAA`,
      'v=1; a=rsa-sha256; d=example.net; s=x; h=From; bh=AAAA; b=AAAA; l=99999999999',
    ])
      expect(['fail', 'none', 'unknown']).toContain(
        await judge(Buffer.concat([Buffer.from(`DKIM-Signature: ${signature}\r\n`), plain]), makeDns(reject)),
      );
  });
});
