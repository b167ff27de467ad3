// How somebody and their session at a provider are found again: by keyed hashes, for the names that providers give people are nobody's business here.
import { lookupHash } from '#keys';
import type { Tools } from '#kit/tool';
import type { ProviderId, ProviderRow } from './store.ts';

/** Who somebody is at a provider: (iss, sub). */
export const subjectHash = (tools: Tools, { id, issuer }: Pick<ProviderRow, 'id' | 'issuer'>, sub: unknown): string =>
  lookupHash(tools, 'provider-subject', `${id}\n${issuer}\n${String(sub)}`);

/** A session at a provider. */
export const sidHashOf = (tools: Tools, provider: ProviderId, sid: unknown): string | undefined =>
  typeof sid === 'string' && sid !== '' ? lookupHash(tools, 'provider-sid', `${provider} ${sid}`) : undefined;
