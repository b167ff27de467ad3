// An erasure that does not look whether it left something, and leaves the conversations.
import { bend } from './bend.ts';

bend(
  '/rights/erase.ts',
  'for (const holding of holdings.of(work).filter(erasable))',
  "for (const holding of holdings.of(work).filter((each) => erasable(each) && each.table !== 'conversations' && each.table !== 'messages'))",
);
bend('/rights/erase.ts', 'if (found.length === 0)', 'if (found.length >= 0)');
bend('/rights/erase.ts', 'if (traces.length > 0)', 'if (traces.length < 0)');
