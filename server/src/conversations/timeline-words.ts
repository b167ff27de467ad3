// Titles of the timeline, English and German; other languages read English until somebody translates them.
import type { ConsentEvent } from '#consent';
import type { IdentityKind, MergeProof, Proof, Source } from '#people';
import type { ChannelKind } from './types.ts';

/** Entries of the ledger about requests that the timeline shows. */
export const requestKinds = [
  'request.access-received',
  'request.portability-received',
  'request.rectification-received',
  'request.erasure-received',
  'request.restriction-received',
  'request.objection-received',
  'request.access-answered',
  'request.portability-answered',
  'request.rectification-fulfilled',
  'request.restriction-fulfilled',
  'request.objection-fulfilled',
  'request.refused',
  'request.extended',
  'request.paused',
  'request.resumed',
] as const;
type RequestKind = (typeof requestKinds)[number];
export type TimelineWords = {
  readonly 'message-in': (channel: ChannelKind, staff: string) => string;
  readonly 'message-out': (channel: ChannelKind, staff: string) => string;
  readonly note: (channel: ChannelKind, staff: string) => string;
  readonly conversation: (channel: ChannelKind) => string;
  readonly consent: (purpose: string, state: ConsentEvent['state']) => string;
  readonly added: (kind: IdentityKind, source: Source) => string;
  readonly proved: (kind: IdentityKind, proof: Proof) => string;
  readonly merged: (proof: MergeProof) => string;
  readonly request: (kind: RequestKind) => string;
};

/** The words in this language. */
export function timelineWords(language: string): TimelineWords {
  return language === 'de' ? german : english;
}

const english: TimelineWords = {
  'message-in': (channel) =>
    ({
      'web-chat': 'Wrote in the chat',
      email: 'Wrote an email',
      sms: 'Wrote a text message',
      whatsapp: 'Wrote on WhatsApp',
      messenger: 'Wrote on Messenger',
      instagram: 'Wrote on Instagram',
      telegram: 'Wrote on Telegram',
      viber: 'Wrote on Viber',
      line: 'Wrote on LINE',
      custom: 'Wrote on a channel of your own',
    })[channel],
  'message-out': (channel, staff) =>
    `${staff || 'Parley'} ${{ 'web-chat': 'answered in the chat', email: 'sent an email', sms: 'sent a text message', whatsapp: 'wrote on WhatsApp', messenger: 'wrote on Messenger', instagram: 'wrote on Instagram', telegram: 'answered on Telegram', viber: 'answered on Viber', line: 'answered on LINE', custom: 'answered on a channel of your own' }[channel]}`,
  note: (_channel, staff) => `Note by ${staff || 'somebody'}`,
  conversation: (channel) =>
    ({
      'web-chat': 'Conversation in the chat',
      email: 'Conversation by email',
      sms: 'Conversation by text message',
      whatsapp: 'Conversation on WhatsApp',
      messenger: 'Conversation on Messenger',
      instagram: 'Conversation on Instagram',
      telegram: 'Conversation on Telegram',
      viber: 'Conversation on Viber',
      line: 'Conversation on LINE',
      custom: 'Conversation on a channel of your own',
    })[channel],
  consent: (purpose, state) =>
    `${purpose}: ${{ requested: 'asked for consent', pending: 'agreed, to be confirmed', given: 'agreed', refused: 'refused', withdrawn: 'withdrawn', expired: 'expired', invalidated: 'declared invalid' }[state]}`,
  added: (kind, source) => `${kinds.en[kind]} ${source === 'wire' ? 'first seen' : 'given, not proved'}`,
  proved: (kind, proof) => `${kinds.en[kind]} proved ${proofs.en[proof]}`,
  merged: (proof) => `Joined with another record ${proofs.en[proof]}`,
  request: (kind) =>
    ({
      'request.access-received': 'Asked for a copy of their data (Art. 15)',
      'request.portability-received': 'Asked for their data to take along (Art. 20)',
      'request.rectification-received': 'Asked for a correction (Art. 16)',
      'request.erasure-received': 'Asked to be erased (Art. 17)',
      'request.restriction-received': 'Asked that the data rest (Art. 18)',
      'request.objection-received': 'Objected to a use of the data (Art. 21)',
      'request.access-answered': 'Copy of the data made ready',
      'request.portability-answered': 'Data to take along made ready',
      'request.rectification-fulfilled': 'Data corrected as asked',
      'request.restriction-fulfilled': 'Restriction confirmed',
      'request.objection-fulfilled': 'Objection upheld',
      'request.refused': 'Request refused',
      'request.extended': 'Two further months taken for the request (Art. 12(3))',
      'request.paused': 'Asked back about the request (Art. 12(6))',
      'request.resumed': 'Answered our question about the request',
    })[kind],
};

const german: TimelineWords = {
  'message-in': (channel) =>
    ({
      'web-chat': 'Hat im Chat geschrieben',
      email: 'Hat eine E-Mail geschrieben',
      sms: 'Hat eine SMS geschrieben',
      whatsapp: 'Hat per WhatsApp geschrieben',
      messenger: 'Hat im Messenger geschrieben',
      instagram: 'Hat auf Instagram geschrieben',
      telegram: 'Hat über Telegram geschrieben',
      viber: 'Hat über Viber geschrieben',
      line: 'Hat über LINE geschrieben',
      custom: 'Hat über einen eigenen Kanal geschrieben',
    })[channel],
  'message-out': (channel, staff) =>
    `${staff || 'Parley'} ${{ 'web-chat': 'hat im Chat geantwortet', email: 'hat eine E-Mail gesendet', sms: 'hat eine SMS gesendet', whatsapp: 'hat per WhatsApp geantwortet', messenger: 'hat im Messenger geantwortet', instagram: 'hat auf Instagram geantwortet', telegram: 'hat über Telegram geantwortet', viber: 'hat über Viber geantwortet', line: 'hat über LINE geantwortet', custom: 'hat über einen eigenen Kanal geantwortet' }[channel]}`,
  note: (_channel, staff) => `Notiz von ${staff || 'jemandem'}`,
  conversation: (channel) =>
    ({
      'web-chat': 'Gespräch im Chat',
      email: 'Gespräch per E-Mail',
      sms: 'Gespräch per SMS',
      whatsapp: 'Gespräch per WhatsApp',
      messenger: 'Gespräch im Messenger',
      instagram: 'Gespräch auf Instagram',
      telegram: 'Gespräch über Telegram',
      viber: 'Gespräch über Viber',
      line: 'Gespräch über LINE',
      custom: 'Gespräch über einen eigenen Kanal',
    })[channel],
  consent: (purpose, state) =>
    `${purpose}: ${{ requested: 'um Einwilligung gebeten', pending: 'eingewilligt, noch zu bestätigen', given: 'eingewilligt', refused: 'abgelehnt', withdrawn: 'widerrufen', expired: 'abgelaufen', invalidated: 'für ungültig erklärt' }[state]}`,
  added: (kind, source) => `${kinds.de[kind]} ${source === 'wire' ? 'zum ersten Mal gesehen' : 'angegeben, nicht bestätigt'}`,
  proved: (kind, proof) => `${kinds.de[kind]} ${proofs.de[proof]} bestätigt`,
  merged: (proof) => `Mit einem anderen Datensatz zusammengeführt, ${proofs.de[proof]}`,
  request: (kind) =>
    ({
      'request.access-received': 'Hat um eine Kopie der Daten gebeten (Art. 15)',
      'request.portability-received': 'Hat die Daten zum Mitnehmen verlangt (Art. 20)',
      'request.rectification-received': 'Hat um Berichtigung gebeten (Art. 16)',
      'request.erasure-received': 'Hat um Löschung gebeten (Art. 17)',
      'request.restriction-received': 'Hat verlangt, dass die Daten ruhen (Art. 18)',
      'request.objection-received': 'Hat einer Nutzung widersprochen (Art. 21)',
      'request.access-answered': 'Kopie der Daten bereitgestellt',
      'request.portability-answered': 'Daten zum Mitnehmen bereitgestellt',
      'request.rectification-fulfilled': 'Daten wie gewünscht berichtigt',
      'request.restriction-fulfilled': 'Einschränkung bestätigt',
      'request.objection-fulfilled': 'Widerspruch umgesetzt',
      'request.refused': 'Antrag abgelehnt',
      'request.extended': 'Zwei weitere Monate für den Antrag genommen (Art. 12 Abs. 3)',
      'request.paused': 'Rückfrage zum Antrag (Art. 12 Abs. 6)',
      'request.resumed': 'Hat unsere Rückfrage zum Antrag beantwortet',
    })[kind],
};

const kinds = {
  en: { email: 'Email address', phone: 'Phone number', visitor: 'Browser', account: 'Account' },
  de: { email: 'E-Mail-Adresse', phone: 'Telefonnummer', visitor: 'Browser', account: 'Konto' },
} as const satisfies Record<string, Record<IdentityKind, string>>;
const proofs = {
  en: {
    code: 'by a code',
    'signed-identity': 'by the site’s signature',
    'reply-address': 'by an answer',
    'agent-decision': 'by an agent',
    device: 'by the device',
    provider: 'by the provider’s word',
  },
  de: {
    code: 'per Code',
    'signed-identity': 'durch Signatur der Website',
    'reply-address': 'durch eine Antwort',
    'agent-decision': 'durch das Team',
    device: 'durch das Gerät',
    provider: 'durch Angabe des Anbieters',
  },
} as const satisfies Record<string, Record<MergeProof, string>>;
