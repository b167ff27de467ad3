// What was sent and not answered is told apart from what never left: a message must not be sent twice.
import { outsideFault } from './outside.ts';

const neverLeft: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether a call that failed cannot have arrived: it is safe to try again. */
export function isUnsent(error: unknown): boolean {
  if (outsideFault(error) === 'outside-refused') return true;
  for (let each = error; each instanceof Error; each = each.cause)
    if (
      neverLeft.has(String((each as { code?: unknown }).code)) ||
      /^(CERT_|ERR_TLS|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)/.test(String((each as { code?: unknown }).code))
    )
      return true;
  return false;
}
