// developers.facebook.com, "Messenger Platform rate limits": 300 calls a second for a page or a professional account with words, 10 with sound or film; to one thread "too many" are held back, without
// a number. Files are counted as words: they are rare, and a refusal is tried again.
import type { Pace } from '../../../pacing.ts';

export const pagePace: Pace = { account: { perSecond: 300, burst: 300 } };
