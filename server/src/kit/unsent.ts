// What was sent and not answered is told apart from what never left: a message must not be sent twice.
import { outsideFault } from './outside.ts';

/** `never-left`: it is safe to try again; `unknown`: it may have arrived. */
export type Silence = { readonly silent: 'never-left' | 'unknown' };

const neverLeft: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);
/** These also end a connection over which the request has left: they say something only of the connecting. */
const ofConnecting: ReadonlySet<string> = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** Whether a call that failed cannot have arrived: it is safe to try again. */
export function isUnsent(error: unknown): boolean {
  if (outsideFault(error) === 'outside-refused') return true;
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code, syscall } = each as Error & { code?: unknown; syscall?: unknown };
    if (neverLeft.has(String(code)) || /^(CERT_|ERR_TLS|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/.test(String(code))) return true;
    if (ofConnecting.has(String(code)) && (syscall === 'connect' || syscall === 'getaddrinfo')) return true;
    if (each instanceof AggregateError && each.errors.length > 0 && each.errors.every(isUnsent)) return true; // every address of a name
  }
  return false;
}

/** What an error of `fetchWithin` says about whether the request arrived. */
export const silenceOf = (error: unknown): Silence => ({ silent: isUnsent(error) ? 'never-left' : 'unknown' });
