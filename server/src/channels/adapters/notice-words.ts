// What stands below the first message to somebody whose data came from elsewhere (Art. 14(3)(b)).
import { noticeLink } from '@parley/contract/notice-link';

/** The way to the notice, in the reader's language or English (Art. 14(3)(b)). */
export const noticeWords = (language: string, url: string): string =>
  `\n\n${noticeLink[language.slice(0, 2) as keyof typeof noticeLink] ?? noticeLink.en} ${url}`;
