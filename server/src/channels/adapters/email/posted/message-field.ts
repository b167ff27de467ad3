// Postmark gives a mail an id of its own, and hands metadata back with each event: by it the mail is known here. It goes to Postmark alone, which takes it out again.
import type { FeedSettings } from '../feed.ts';

export const messageField = 'parley-message';

/** Header fields of a mail that leaves from an inbox whose poster needs them to name it again (postmarkapp.com, Custom metadata FAQ). */
export const posterFields = ({ feed, postedBy }: FeedSettings, id: string): Readonly<Record<string, string>> =>
  feed === 'webhook' && postedBy === 'postmark' ? { [`X-PM-Metadata-${messageField}`]: id } : {};
