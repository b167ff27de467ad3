// A webhook as Meta calls it: the handshake by GET, what happened by POST, signed over the very bytes, with twenty seconds of patience.
import { request as overHttp } from 'node:http';
import { request as overTls } from 'node:https';

export type Call = {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly body: string;
  readonly signature: string;
  readonly headers?: Readonly<Record<string, string>>;
};
/** `status` is 0 when nothing came back. */
export type Came = { readonly status: number; readonly body: string };
export type Deliver = (call: Call) => Promise<Came>;

const patienceMs = 20_000;
const mostLetters = 10_000;

export const callOver: Deliver = ({ url, method, body, signature, headers: more }) =>
  new Promise((resolve) => {
    const isTls = url.startsWith('https:');
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'user-agent': 'facebookexternalua' };
    // it only ever calls this machine: whatever certificate it shows is our own
    const sent = (isTls ? overTls : overHttp)(url, {
      ...{ method, agent: false, timeout: patienceMs },
      headers: method === 'POST' ? { ...headers, ...more, 'x-hub-signature-256': signature } : {},
      ...(isTls && { rejectUnauthorized: false }),
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => resolve({ status: 0, body: '' }));
    sent.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => {
        text = (text + part).slice(0, mostLetters);
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }));
      answer.on('error', () => resolve({ status: 0, body: '' }));
    });
    sent.end(method === 'POST' ? body : undefined);
  });
