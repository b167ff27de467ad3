// One HTTPS request with a bounded answer, for services that hold a root key. Certificates are verified, redirects are not followed: a token goes nowhere else.
import https from 'node:https';
import { rootAway } from './root.ts';

export type Call = {
  readonly url: URL;
  readonly method: string;
  readonly headers: Record<string, string>;
  /** The authority that signed the service's certificate, PEM; the system's when left out. */
  readonly ca?: Buffer;
  readonly body?: Record<string, unknown> | undefined;
};
export type Answer = { readonly status: number; readonly body: Record<string, unknown> };

const patienceMs = 10_000;
const mostBytes = 65_536;

/** `rootAway('unreachable')` when there is no answer in ten seconds, TLS fails, or the answer is too long. A body that is no JSON counts as empty. */
export function callJson({ url, method, headers, ca, body }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const away = (why: string) => reject(rootAway('unreachable', `${url.host} cannot be reached: ${why}`));
    const text = body && JSON.stringify(body);
    const request = https.request(url, {
      method,
      headers: { ...headers, accept: 'application/json', ...(text && { 'content-type': 'application/json' }) },
      ...(ca && { ca }),
      timeout: patienceMs,
      signal: AbortSignal.timeout(patienceMs),
    });
    request.once('error', (error: NodeJS.ErrnoException) => away((error.code ?? error.name).toLowerCase()));
    request.once('response', (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > mostBytes) response.destroy(new Error('too long'));
        parts.push(part);
      });
      response.once('error', () => away('the answer broke off or is too long'));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(parts).toString('utf8')) }));
    });
    request.end(text);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
