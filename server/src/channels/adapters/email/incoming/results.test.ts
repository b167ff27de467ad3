// Whose findings about a sender are believed: those of the trusted server, from its own line, about the author that the mail names.
import { describe, expect, test } from 'vitest';
import { readMail } from '../mime/read.ts';
import { readResults, trustedVerdict } from './results.ts';

const verdict = async (...lines: string[]) => {
  const head = lines.map((line) => `Authentication-Results: ${line}\r\n`).join('');
  const mail = await readMail(Buffer.from(`${head}From: Ada <ada@example.net>\r\nSubject: Lamp\r\n\r\nHello\r\n`));
  return trustedVerdict(mail, 'mx.example.com');
};
const pass = 'dmarc=pass (p=REJECT) header.from=example.net';

describe('a line of the trusted server', () => {
  test.each([
    ['says pass', `mx.example.com; spf=pass smtp.mailfrom=ada@example.net; ${pass}`, 'pass'],
    ['says fail', 'mx.example.com 1; dmarc=fail header.from="example.net"', 'fail'],
    ['is written in other letters', `MX.Example.COM; DMARC=Pass header.From=EXAMPLE.net`, 'pass'],
    ['speaks of another author', 'mx.example.com; dmarc=pass header.from=other.example', undefined],
    ['speaks of none', 'mx.example.com; dmarc=pass', undefined],
    ['hides a pass in a comment', `mx.example.com; spf=fail (${pass}; dmarc=pass) smtp.mailfrom=x`, undefined],
    ['hides a pass in quotes', `mx.example.com; spf=fail reason="; ${pass}"`, undefined],
    ['found nothing', 'mx.example.com; none', undefined],
    ['says nothing of DMARC', 'mx.example.com; dkim=pass header.d=example.net', undefined],
  ])('that %s', async (_, line, expected) => {
    expect(await verdict(line)).toBe(expected);
  });
});

test('the topmost line of the trusted server counts alone: what stands below came with the mail', async () => {
  expect(await verdict('mx.example.com; dmarc=fail header.from=example.net', `mx.example.com; ${pass}`)).toBe('fail');
  expect(await verdict('mx.example.com; spf=none', `mx.example.com; ${pass}`)).toBe(undefined);
});

test('another server’s line is never believed, also one that poses as the trusted one by a comment or a longer name', async () => {
  expect(await verdict(`mx.other.example; ${pass}`)).toBe(undefined);
  expect(await verdict(`mx.other.example (mx.example.com); ${pass}`)).toBe(undefined);
  expect(await verdict(`mx.example.com.other.example; ${pass}`)).toBe(undefined);
  expect(await verdict(`other.example; x="\nmx.example.com; ${pass}"`)).toBe(undefined);
});

test('a line without an end of anything is read in no time', () => {
  for (const line of ['('.repeat(7_000), `a; b=${'"'.repeat(7_001)}`, `a;${' x'.repeat(3_000)}`, 'a;'.repeat(3_000)]) {
    const begun = performance.now();
    readResults(line);
    expect(performance.now() - begun).toBeLessThan(500);
  }
});
