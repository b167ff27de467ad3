// The two ways to a receiver. Both resolve only when it has everything, as far as the protocol can tell.
import { once } from 'node:events';
import { request } from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import type { Line } from './line.ts';
import type { Target } from './target.ts';

const patienceMs = 15_000;
const logAudit = 13;
const notice = 5;

/** Sends lines to the receiver. Error when it did not take them all; then all are to be sent again. */
export async function send(target: Target, lines: readonly Line[], from: string): Promise<void> {
  if (target.kind === 'https') await post(target, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  else await pour(target, Buffer.concat(lines.map((line) => frame(line, from))));
}

/** A message of RFC 5424 behind its length in bytes (octet counting, RFC 6587 and RFC 5425). `from` is the name of this host. */
export function frame(line: Line, from: string): Buffer {
  const head = `<${logAudit * 8 + notice}>1 ${line.time} ${from} parley - ${line.act.slice(0, 32)} -`;
  const message = Buffer.from(`${head} ${JSON.stringify(line)}`);
  return Buffer.concat([Buffer.from(`${message.length} `), message]);
}

/** Syslog acknowledges nothing. So each batch has a connection of its own: we end our half, and the receiver ends the other once it has read up to that end. */
async function pour(target: Target, bytes: Buffer): Promise<void> {
  const { host, port, ca } = target;
  const socket =
    target.kind === 'tls'
      ? tls.connect({ host, port, ...caOf(ca), ...(net.isIP(host) === 0 && { servername: host }), minVersion: 'TLSv1.2' })
      : net.connect({ host, port, allowHalfOpen: true });
  const isRead = new Promise<void>((resolve, reject) => {
    socket.setTimeout(patienceMs, () => reject(failure('timeout')));
    socket.once('error', reject);
    socket.once('end', () => (socket.writableFinished ? resolve() : reject(failure('cut'))));
    socket.once('close', () => reject(failure('cut'))); // heard only when nothing above was
  });
  isRead.catch(() => undefined);
  try {
    await Promise.race([once(socket, target.kind === 'tls' ? 'secureConnect' : 'connect'), isRead]);
    socket.resume();
    socket.end(bytes);
    await isRead;
  } finally {
    socket.destroy();
  }
}

/** JSON lines in one request; any answer but 2xx is a failure, and a redirection is not followed. */
async function post({ host, port, path, authorization, ca }: Target, body: string): Promise<void> {
  const status = await new Promise<number>((resolve, reject) => {
    const asked = request(
      {
        host,
        port,
        path,
        method: 'POST',
        agent: false,
        ...caOf(ca),
        signal: AbortSignal.timeout(patienceMs),
        headers: {
          'content-type': 'application/x-ndjson',
          'content-length': Buffer.byteLength(body),
          ...(authorization !== undefined && { authorization }),
        },
      },
      (answer) => {
        answer.resume();
        answer.once('error', reject);
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    asked.once('error', reject);
    asked.end(body);
  });
  if (status < 200 || status > 299) throw failure(`status-${status}`);
}

const caOf = (ca: string | undefined) => (ca === undefined ? {} : { ca: [...tls.rootCertificates, ca] });
const failure = (code: string): Error => Object.assign(new Error('the receiver did not take it'), { code });
