// The mark of a channel: an icon with its name.
import {
  Camera,
  Mail,
  MessageCircle,
  MessageCircleHeart,
  MessageCircleMore,
  MessageSquareText,
  MessagesSquare,
  Radio,
  Send,
  Vibrate,
  Webhook,
} from 'lucide-react';
import { named, useWords, words } from '#lib/language.ts';

const icons: Record<string, typeof Mail> = {
  email: Mail,
  'web-chat': MessageCircle,
  sms: MessageSquareText,
  whatsapp: MessageCircleMore,
  messenger: MessagesSquare,
  instagram: Camera,
  telegram: Send,
  viber: Vibrate,
  line: MessageCircleHeart,
  custom: Webhook,
};

export function ChannelIcon({ channel, className = 'size-3.5' }: { channel: string; className?: string }) {
  const name = useChannelName(channel);
  const Icon = icons[channel] ?? Radio;
  return <Icon role="img" aria-label={name} className={`shrink-0 ${className}`} strokeWidth={1.9} />;
}

/** The name of a channel in the language of the page. */
export function useChannelName(channel: string): string {
  return named(useWords(channelWords), channel);
}

export const channelWords = words(
  {
    email: 'Email',
    'web-chat': 'Web chat',
    sms: 'Text messages (SMS)',
    whatsapp: 'WhatsApp',
    messenger: 'Messenger',
    instagram: 'Instagram',
    telegram: 'Telegram',
    viber: 'Viber',
    line: 'LINE',
    custom: 'A channel of your own',
  },
  {
    email: 'E-Mail',
    'web-chat': 'Web-Chat',
    sms: 'SMS',
    whatsapp: 'WhatsApp',
    messenger: 'Messenger',
    instagram: 'Instagram',
    telegram: 'Telegram',
    viber: 'Viber',
    line: 'LINE',
    custom: 'Ein eigener Kanal',
  },
);
