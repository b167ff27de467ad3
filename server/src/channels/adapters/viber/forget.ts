// Art. 17 and 19: Viber's interface deletes nothing, for nobody. That is no reason to say nothing: the certificate counts what stays.
import type { Account } from '../../adapter.ts';
import type { Forgotten } from '../../described.ts';
import type { ViberSettings } from './settings.ts';

export const forgetNothing = async (_account: Account<ViberSettings>, ids: readonly string[]): Promise<Forgotten> => ({
  ...{ gone: 0, left: [] },
  kept: ids.length,
});
