// What becomes at Meta of messages of a page or a profile: its interface has no way to delete one, and its privacy policy names no period for them, but decides case by case.
import type { Forgetting } from '../../../described.ts';

export const pageForgetting: Forgetting = {
  what: 'nothing',
  days: 0,
  publishes: 'meta-pages',
  published:
    'Meta publishes no period for messages of Messenger and Instagram: by its privacy policy it decides case by case how long it needs them.',
};
