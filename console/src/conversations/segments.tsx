// How much of a text message is used, while it is typed: a network charges and carries by segments. It watches the text alone.
import { listed } from '@parley/contract/choices';
import { countSegments } from '@parley/contract/segments';
import { useWords, words } from '#lib/language.ts';
import { titlesOf, useDraft } from './drafts.ts';

const most = 1_600; // characters that a provider takes

export function Segments({ conversation }: { conversation: string }) {
  const w = useWords(segmentWords);
  const text = useDraft(conversation, (draft) => draft.message.trim() && listed(draft.message.trim(), titlesOf(draft)));
  const files = useDraft(conversation, (draft) => draft.files.length);
  if (files > 0) return <span className="font-medium text-bad">{w.noFiles} </span>;
  if (text === '') return null;
  const { encoding, length, segments, left } = countSegments(text);
  const isTooLong = text.length > most;
  return (
    <span className={isTooLong ? 'font-medium text-bad' : undefined} title={encoding === 'ucs-2' ? w.unicode : undefined}>
      {isTooLong ? w.tooLong : w.counted(length, segments, left)}{' '}
      {encoding === 'ucs-2' && !isTooLong && <span className="max-sm:hidden">· {w.unicode} </span>}
    </span>
  );
}

const segmentWords = words(
  {
    counted: (length: number, segments: number, left: number) =>
      `${length} characters, ${segments === 1 ? 'one message' : `${segments} messages`}, ${left} left`,
    unicode: '70 each, because of a letter outside the short alphabet.',
    tooLong: 'Longer than the 1,600 characters that a text message can have',
    noFiles: 'Text messages carry no files: take them away, or use another channel.',
  },
  {
    counted: (length: number, segments: number, left: number) =>
      `${length} Zeichen, ${segments === 1 ? 'eine Nachricht' : `${segments} Nachrichten`}, ${left} frei`,
    unicode: 'Je 70, wegen eines Zeichens außerhalb des kurzen Alphabets.',
    tooLong: 'Länger als die 1.600 Zeichen, die eine SMS haben kann',
    noFiles: 'SMS befördern keine Dateien: nimm sie heraus oder nutze einen anderen Kanal.',
  },
);
