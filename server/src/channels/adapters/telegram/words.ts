// How what is no text is written down for an agent.
import type { Message } from './update.ts';

/** What somebody said, in one text: their words, and what they sent that is neither words nor a file. */
export function saidIn(message: Message): string {
  const said = [message.text ?? message.caption, placeIn(message), contactIn(message), stickerIn(message), pollIn(message)];
  return said.filter((part) => part !== undefined && part !== '').join('\n');
}

function placeIn({ location, venue }: Message): string | undefined {
  const at = venue?.location ?? location;
  if (!at) return undefined;
  const point = `${at.latitude}, ${at.longitude}`;
  return venue ? `📍 ${venue.title}, ${venue.address} (${point})` : `📍 ${point}`;
}

function contactIn({ contact }: Message): string | undefined {
  if (!contact) return undefined;
  return `👤 ${[contact.first_name, contact.last_name].filter(Boolean).join(' ')}, ${contact.phone_number}`;
}

function stickerIn({ sticker, dice }: Message): string | undefined {
  if (sticker) return `${sticker.emoji ?? '🖼'} (sticker)`;
  return dice ? `${dice.emoji} ${dice.value}` : undefined;
}

const pollIn = ({ poll }: Message): string | undefined => (poll ? `📊 ${poll.question}` : undefined);
