// A provider did not answer. What never left is safe to try again; what may have arrived must not be sent twice.
import { outsideFault } from '#kit/outside';

/** `never-left`: it is safe to try again; `unknown`: it may have arrived. */
export type Silence = { readonly silent: 'never-left' | 'unknown' };

const neverLeft: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What an error of `fetchWithin` says about whether the request arrived. */
export function silenceOf(error: unknown): Silence {
  if (outsideFault(error) === 'outside-refused') return { silent: 'never-left' };
  for (let each = error; each instanceof Error; each = each.cause) {
    const code = String((each as { code?: unknown }).code);
    if (neverLeft.has(code) || /^(CERT_|ERR_TLS|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/.test(code)) return { silent: 'never-left' };
  }
  return { silent: 'unknown' };
}
