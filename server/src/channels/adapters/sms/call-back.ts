// A webhook as an emulator calls it, by POST, with fifteen seconds of patience.
import { request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';

export type Call = { readonly url: string; readonly body: string; readonly headers: Readonly<Record<string, string>> };
/** The status that came back; 0 when nothing did. */
export type Deliver = (call: Call) => Promise<number>;

const patienceMs = 15_000;

export const callOver: Deliver = ({ url, body, headers }) =>
  new Promise((resolve) => {
    const isTls = url.startsWith('https:');
    // it only ever calls this machine: whatever certificate it shows is our own
    const sent = (isTls ? overTls : overHttp)(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      timeout: patienceMs,
      ...(isTls && { rejectUnauthorized: false }),
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve(0));
    sent.on('response', (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.end(body);
  });
