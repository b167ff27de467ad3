// How much of one message the words take, with the step to unsubscribe: on text messages by the parts that a network charges for.
import { countSegments } from '@parley/contract/segments';
import { lengthOf } from '@parley/contract/text-length';
import { useWords } from '#lib/language.ts';
import { channelWords } from './channel-words.ts';
import type { CampaignInbox } from './queries.ts';

type Props = { inbox: CampaignInbox; text: string; language: keyof CampaignInbox['added'] };

/** `text`: with its fields filled as for somebody. */
export function RoomLeft({ inbox: { channel, form, most, counts, alphabet, added }, text, language }: Props) {
  const w = useWords(channelWords);
  if (form !== 'words' || text === '') return null;
  const whole = text + added[language];
  const used = lengthOf(whole, counts);
  const tone = used > most ? 'font-medium text-bad' : undefined;
  if (channel !== 'sms' || used > most) return <span className={tone}>{w.room(used, most, counts)}</span>;
  const { encoding, length, segments } = countSegments(whole, alphabet);
  return (
    <span>
      {w.segments(length, segments)} {encoding === 'ucs-2' && w.unicode}
    </span>
  );
}
