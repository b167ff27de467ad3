// What a carrier that speaks SMPP wants to know: where its message centre is and what binds to it. Which company that is, only whoever signed with it can say.
import { createHash } from 'node:crypto';
import Type from 'typebox';
import { isThisMachine } from '#kit/this-machine';
import { invalid, type SmsSettings, type Typed } from '../shape.ts';
import type { Alphabet } from './letters.ts';
import type { LongMessages } from './parts.ts';
import type { MessageIds } from './receipt.ts';

export type SmppSettings = SmsSettings & {
  /** The company that carries, as the register of recipients names it, and its country. */
  readonly carrierName: string;
  readonly carrierRegion: string;
  readonly host: string;
  readonly port: number;
  readonly tls: 'on' | 'off';
  readonly systemId: string;
  readonly password: string;
  readonly systemType: string;
  /** A short code or a name instead of a number. */
  readonly sender: string;
  /** Submissions under way at a time, and messages a second. */
  readonly window: number;
  readonly perSecond: number;
  readonly alphabet: Alphabet;
  readonly longMessages: LongMessages;
  readonly messageIds: MessageIds;
};

const optional = (maxLength: number, description: string) => Type.Optional(Type.String({ maxLength, description }));
const count = (most: number, description: string) =>
  Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum: most }), Type.String({ pattern: '^[0-9]{0,5}$' })], { description }));
export const smppSettings = {
  carrierName: optional(60, 'SMPP: the company that carries'),
  carrierRegion: optional(2, 'SMPP: its country, two letters'),
  host: optional(253, 'SMPP: host of its message centre'),
  port: count(65_535, 'SMPP: port, 2775 or with TLS 3550'),
  tls: Type.Optional(Type.Enum(['on', 'off'], { description: 'SMPP: whether the line is encrypted; off only on this machine' })),
  systemId: optional(15, 'SMPP: system_id that binds'),
  password: optional(8, 'SMPP: its password, at most 8 characters as the protocol wants it'),
  systemType: optional(12, 'SMPP: system_type, if the carrier asks for one'),
  sender: optional(20, 'SMPP: short code or name as the sender, instead of a number'),
  window: count(200, 'SMPP: submissions under way at a time'),
  alphabet: Type.Optional(Type.Enum(['gsm', 'latin1'], { description: 'SMPP: what coding 0 is at this carrier' })),
  longMessages: Type.Optional(Type.Enum(['udh', 'sar', 'payload'], { description: 'SMPP: how long messages travel' })),
  messageIds: Type.Optional(
    Type.Enum(['auto', 'same', 'hex-then-decimal', 'decimal-then-hex'], { description: 'SMPP: how receipts write the ids of submissions' }),
  ),
};
export const smppSecrets = ['systemId', 'password'] as const;

/** Of a channel that never leaves this machine. */
const ofSandbox = {
  carrierName: 'Sandbox',
  carrierRegion: 'DE',
  host: 'smpp.example.com',
  port: 2_775,
  tls: 'off',
  systemId: 'sandbox',
  password: 'sandbox',
  systemType: '',
  sender: '',
  window: 10,
  perSecond: 30,
  alphabet: 'gsm',
  longMessages: 'udh',
  messageIds: 'same',
} as const;

/** Throws Problem `invalid` for what cannot bind. */
export function completeSmpp(shared: SmsSettings, typed: Typed, before: SmsSettings | undefined): SmppSettings {
  const tls = typed('tls') === 'off' ? 'off' : 'on';
  if (shared.provider === 'sandbox' && before === undefined) return { ...shared, ...ofSandbox };
  const settings: SmppSettings = {
    ...{ ...shared, carrierName: typed('carrierName'), carrierRegion: typed('carrierRegion').toUpperCase() },
    ...{ host: typed('host').toLowerCase(), port: Number(typed('port')) || (tls === 'on' ? 3_550 : 2_775), tls },
    ...{ systemId: typed('systemId'), password: typed('password'), systemType: typed('systemType'), sender: typed('sender') },
    ...{ window: Number(typed('window')) || 10, perSecond: Number(typed('perSecond')) || 30 },
    alphabet: (typed('alphabet') || 'gsm') as Alphabet,
    longMessages: (typed('longMessages') || 'udh') as LongMessages,
    messageIds: (typed('messageIds') || 'auto') as MessageIds,
  };
  if (before && settings.carrierName !== before['carrierName'])
    throw invalid('carrierName', 'stays as it is: the register says who carried what. Open another channel.');
  if (before && settings.carrierRegion !== before['carrierRegion'])
    throw invalid(
      'carrierRegion',
      'stays as it is: notice, transfer and data map say where messages go. Open another channel, or correct the register.',
    );
  return checked(settings);
}

function checked(settings: SmppSettings): SmppSettings {
  const { provider, carrierName, carrierRegion, host, port, tls, systemId, password, systemType, number, sender, window } = settings;
  if (codeOf(carrierName) === 'smpp-') throw invalid('carrierName', 'is needed: the company that carries your messages');
  if (!/^[A-Z]{2}$/.test(carrierRegion)) throw invalid('carrierRegion', 'is no country of two letters, such as DE');
  if (!/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$|^\[?[0-9a-f:]+\]?$/.test(host))
    throw invalid('host', 'is no host, such as smpp.example.com');
  if (tls === 'off' && provider !== 'sandbox' && !isThisMachine(host))
    throw invalid('tls', 'cannot be off: text messages leave over an encrypted line');
  if (port > 65_535) throw invalid('port', 'is no port');
  if (window > 200) throw invalid('window', 'is too large: 200 at most');
  if (!/^[\x21-\x7e]{1,15}$/.test(systemId)) throw invalid('systemId', 'is needed: at most 15 characters without blanks');
  if (!/^[\x20-\x7e]{1,8}$/.test(password)) throw invalid('password', 'is needed: at most 8 characters');
  if (!/^[\x20-\x7e]{0,12}$/.test(systemType)) throw invalid('systemType', 'has characters that cannot be sent');
  if (number === '' && sender === '') throw invalid('number', 'or a short code or name is needed');
  if (sender !== '' && !/^(?:\d{3,8}|[A-Za-z0-9 .&_-]{1,11})$/.test(sender))
    throw invalid('sender', 'is neither a short code nor a name of at most 11 letters and digits');
  return settings;
}

/** The carrier's code in the register of recipients; of a name in other letters a hash. */
export function codeOf(name: string): string {
  const latin = latinOf(name);
  const isOther = latin === '' && /\p{L}/u.test(name);
  return `smpp-${isOther ? createHash('sha256').update(name.normalize('NFC').toLowerCase()).digest('hex').slice(0, 12) : latin}`.slice(
    0,
    60,
  );
}

const latinOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
