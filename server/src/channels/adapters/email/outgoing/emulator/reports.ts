// Mails about a mail of ours as mail servers write them: a bounce (RFC 3464 within RFC 6522), and a complaint (ARF, RFC 5965). What was sent comes along as it was received, so the report names it as
// out there: by the header that is returned.
import { randomBytes } from 'node:crypto';
import type { Received } from './emulator.ts';

/** Whose word it is: no name that can be looked up (RFC 2606). */
const server = 'sandbox.invalid';
const mostReturned = 20_000;

export type Report = {
  /** Without brackets. */
  readonly id: string;
  readonly raw: Buffer;
};

/** That a mail could not be delivered for good; `status` as of RFC 3463, `diagnostic` the words of the server that refused it. */
export function bounceOf({ from, to, raw }: Received, { status, diagnostic }: { status: string; diagnostic: string }, now: Date): Report {
  const recipient = to[0] ?? '';
  return composed({ to: from, from: `MAILER-DAEMON@${server}`, subject: 'Undelivered Mail Returned to Sender', now }, 'delivery-status', [
    [
      'text/plain; charset=us-ascii',
      `This is the mail system of the sandbox.\r\n\r\nYour message could not be delivered:\r\n\r\n<${recipient}>: ${diagnostic}`,
    ],
    [
      'message/delivery-status',
      [
        ...[`Reporting-MTA: dns; ${server}`, `Arrival-Date: ${now.toUTCString()}`, ''],
        ...[`Final-Recipient: rfc822; ${recipient}`, 'Action: failed', `Status: ${status}`, `Diagnostic-Code: smtp; ${diagnostic}`],
      ].join('\r\n'),
    ],
    ['text/rfc822-headers', headOf(raw)],
  ]);
}

/** That the recipient wants no more of it: pressed “spam” at their provider. */
export function complaintOf({ from, to, raw }: Received, now: Date): Report {
  return composed({ to: from, from: `feedback@${server}`, subject: 'Complaint about a message', now }, 'feedback-report', [
    ['text/plain; charset=us-ascii', 'This is an email abuse report for a message that was received from you.'],
    [
      'message/feedback-report',
      [
        ...['Feedback-Type: abuse', 'User-Agent: Sandbox/1', 'Version: 1', `Original-Mail-From: <${from}>`],
        ...[`Original-Rcpt-To: <${to[0] ?? ''}>`, `Arrival-Date: ${now.toUTCString()}`],
      ].join('\r\n'),
    ],
    ['text/rfc822-headers', headOf(raw)],
  ]);
}

type Head = { readonly to: string; readonly from: string; readonly subject: string; readonly now: Date };
function composed(
  { to, from, subject, now }: Head,
  type: 'delivery-status' | 'feedback-report',
  parts: readonly (readonly [type: string, text: string])[],
): Report {
  const name = randomBytes(12).toString('hex');
  const [id, boundary] = [`${name}@${server}`, `${name}/report`];
  const head = [
    ...['Return-Path: <>', `Delivered-To: ${to}`, `From: Mail Delivery System <${from}>`, `To: <${to}>`, `Subject: ${subject}`],
    ...[`Date: ${now.toUTCString()}`, `Message-ID: <${id}>`, 'Auto-Submitted: auto-replied', 'MIME-Version: 1.0'],
    `Content-Type: multipart/report; report-type=${type};\r\n boundary="${boundary}"`,
  ];
  const body = parts.map(([kind, text]) => `--${boundary}\r\nContent-Type: ${kind}\r\n\r\n${text}\r\n`);
  return { id, raw: Buffer.from(`${head.join('\r\n')}\r\n\r\n${body.join('\r\n')}\r\n--${boundary}--\r\n`) };
}

/** Its header as it was received. */
function headOf(raw: Buffer): string {
  const end = raw.indexOf('\r\n\r\n');
  return raw.subarray(0, Math.min(end < 0 ? raw.length : end, mostReturned)).toString('latin1');
}
