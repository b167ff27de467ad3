// Art. 17 and 19: the interface of some providers deletes nothing, for nobody. That is no reason to say nothing: the certificate counts what stays.
import type { Forgotten } from '../described.ts';

/** Everything is `kept`; what the provider publishes of it stands in the adapter's `forgetting`. */
export const forgetNothing = async (_account: unknown, ids: readonly string[]): Promise<Forgotten> => ({
  ...{ gone: 0, left: [] },
  kept: ids.length,
});
