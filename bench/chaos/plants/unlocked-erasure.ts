// Writers do not hold the key they seal with, so an erasure does not wait for them. The SQL beside this holds one mail in two open, so that the race is met soon.
import { bend } from './bend.ts';

bend('/keys/store.ts', "ANY ($2::text[]) ORDER BY subject FOR KEY SHARE'", "ANY ($2::text[]) ORDER BY subject'");
