// How much of a message is used, while it is typed: a network of phones charges and carries by segments, other channels take a text up to a length. It watches the text alone.
import type { Answer } from '@parley/contract';
import { listed } from '@parley/contract/choices';
import { countSegments } from '@parley/contract/segments';
import { lengthOf } from '@parley/contract/text-length';
import { useLanguage, useWords, words } from '#lib/language.ts';
import { type Draft, titlesOf, useDraft } from './drafts.ts';

type Longest = NonNullable<Answer<'readWindow'>['longest']>;
const shownFrom = 0.8; // before that nobody is near the end

/** As it leaves: choices that become no buttons stand in the text. */
function leaves(draft: Draft, taps: number): string {
  const [text, titles] = [draft.message.trim(), titlesOf(draft)];
  return text && titles.length > taps ? listed(text, titles) : text;
}

/** With what is added below the words on their way out, which is paid and carried as they are. */
const whole = (text: string, below: string): string => (text === '' ? '' : text + below);

/** Whether the reply is longer than its channel takes. */
export function useIsTooLong(conversation: string, longest: Longest | undefined): boolean {
  return useDraft(conversation, (draft) => longest !== undefined && lengthOf(leaves(draft, longest.taps), longest.counts) > longest.most);
}

type UsedProps = { conversation: string; longest: Longest | undefined; isSms: boolean; below: string };
export function Used({ conversation, longest, isSms, below }: UsedProps) {
  const w = useWords(usedWords);
  const language = useLanguage();
  const text = useDraft(conversation, (draft) => leaves(draft, longest?.taps ?? 0));
  const files = useDraft(conversation, (draft) => draft.files.length);
  if (isSms && files > 0) return <span className="font-medium text-bad">{w.noFiles} </span>;
  if (text === '') return null;
  const used = longest && lengthOf(text, longest.counts);
  const [most, now] = [longest?.most, used].map((count) => count?.toLocaleString(language) ?? '');
  if (longest && used !== undefined && used > longest.most)
    return (
      <span className="font-medium text-bad">
        {longest.counts === 'bytes' ? w.tooManyBytes(now ?? '', most ?? '') : w.tooLong(now ?? '', most ?? '')}{' '}
      </span>
    );
  if (!isSms)
    return longest && used !== undefined && used > longest.most * shownFrom ? (
      <span>{longest.counts === 'bytes' ? w.bytes(now ?? '', most ?? '') : w.characters(now ?? '', most ?? '')} </span>
    ) : null;
  const { encoding, length, segments, left } = countSegments(whole(text, below), longest?.alphabet);
  return (
    <span title={encoding === 'ucs-2' ? w.unicode : undefined}>
      {w.counted(length, segments, left)} {below !== '' && <span className="max-sm:hidden">· {w.withLink} </span>}
      {encoding === 'ucs-2' && <span className="max-sm:hidden">· {w.unicode} </span>}
    </span>
  );
}

const usedWords = words(
  {
    counted: (length: number, segments: number, left: number) =>
      `${length} characters, ${segments === 1 ? 'one message' : `${segments} messages`}, ${left} left`,
    withLink: 'with the link to one’s choices',
    unicode: '70 each, because of a letter outside the short alphabet.',
    characters: (used: string, most: string) => `${used} of ${most} characters`,
    bytes: (used: string, most: string) => `${used} of ${most} bytes`,
    tooLong: (used: string, most: string) => `${used} characters: this channel takes ${most}`,
    tooManyBytes: (used: string, most: string) =>
      `${used} bytes: this channel takes ${most}. A letter outside the plain alphabet counts for more than one`,
    noFiles: 'Text messages carry no files: take them away, or use another channel.',
  },
  {
    counted: (length: number, segments: number, left: number) =>
      `${length} Zeichen, ${segments === 1 ? 'eine Nachricht' : `${segments} Nachrichten`}, ${left} frei`,
    withLink: 'mit dem Link zur eigenen Wahl',
    unicode: 'Je 70, wegen eines Zeichens außerhalb des kurzen Alphabets.',
    characters: (used: string, most: string) => `${used} von ${most} Zeichen`,
    bytes: (used: string, most: string) => `${used} von ${most} Bytes`,
    tooLong: (used: string, most: string) => `${used} Zeichen: Dieser Kanal nimmt ${most}`,
    tooManyBytes: (used: string, most: string) =>
      `${used} Bytes: Dieser Kanal nimmt ${most}. Ein Zeichen außerhalb des einfachen Alphabets zählt mehr als eines`,
    noFiles: 'SMS befördern keine Dateien: nimm sie heraus oder nutze einen anderen Kanal.',
  },
);
