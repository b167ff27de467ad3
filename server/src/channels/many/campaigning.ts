// Whether one text may go to many from an account, and as what: each adapter says it by its provider's rules (record 074).
import type { Longest } from '@parley/contract/text-length';

export type Campaigning =
  | ({
      readonly may: true;
      /** `mail` has a subject; `template` takes only what the provider approved as marketing; `words` are the company's own. */
      readonly form: 'mail' | 'words' | 'template';
    } & Longest) // what one message holds, with the step to unsubscribe
  | { readonly may: false; readonly because: 'only-takes-in' };

/** Own words of such a length, to which the way out is added when they leave. */
export const wordsUpTo = (longest: Longest): Campaigning => ({ may: true, form: 'words', ...longest });
