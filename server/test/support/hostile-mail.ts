// Mails as nobody should write them, as bytes: what the reader of MIME is tried with, also through the real door.
import { connect } from 'node:net';
import fc from 'fast-check';

const line = fc.oneof(
  fc.constantFrom(
    'From: =?utf-8?q?=00?= <ada@example.com>',
    'Content-Type: multipart/mixed; boundary="b"',
    'Content-Type: message/rfc822',
    'Content-Transfer-Encoding: base64',
    'Content-Type: text/html; charset=\0',
    '--b',
    '--b--',
    '',
    'Subject: =?x?y?z?=',
    "Content-Disposition: attachment; filename*0*=utf-8''%ff",
  ),
  fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array).toString('latin1')),
);

/** Any bytes, or lines that look like mail in any order. */
export const hostileMail: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
  fc.array(line, { maxLength: 40 }).map((lines) => Buffer.from(lines.join('\r\n'), 'latin1')),
);

/** Hands bytes over by SMTP (RFC 5321), dots doubled, and gives the reply code to them; `cutAfter` so many bytes the line is dropped instead. Error when no reply comes within ten seconds. */
export async function handOver(port: number, from: string, to: string, bytes: Buffer, cutAfter?: number): Promise<number | 'cut'> {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    said += chunk.toString('latin1');
  });
  const reply = async (): Promise<number> => {
    for (const until = Date.now() + 10_000; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 5))) {
      const whole = /^(\d{3}) .*\r\n/m.exec(said);
      if (whole === null) continue;
      said = said.slice(whole.index + whole[0].length);
      return Number(whole[1]);
    }
    throw new Error('the mail server hangs');
  };
  try {
    await reply();
    for (const command of ['EHLO mail.example.com', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA']) {
      socket.write(`${command}\r\n`);
      const code = await reply();
      if (code >= 400) return code;
    }
    const stuffed = bytes.toString('latin1').replace(/(^|\n)\./g, '$1..');
    if (cutAfter !== undefined) {
      await new Promise((resolve) => socket.write(Buffer.from(stuffed, 'latin1').subarray(0, cutAfter), resolve));
      return 'cut';
    }
    socket.write(Buffer.from(`${stuffed}\r\n.\r\n`, 'latin1'));
    return await reply();
  } finally {
    socket.destroy();
  }
}
