// A provider did not answer. What never left is safe to try again; what may have arrived must not be sent twice.
import { isUnsent } from '#kit/unsent';

/** `never-left`: it is safe to try again; `unknown`: it may have arrived. */
export type Silence = { readonly silent: 'never-left' | 'unknown' };

/** What an error of `fetchWithin` says about whether the request arrived. */
export const silenceOf = (error: unknown): Silence => ({ silent: isUnsent(error) ? 'never-left' : 'unknown' });
