// The purposes a new company starts with. Data protection by default (Art. 25(2)): whatever is not needed to answer somebody is off.
import type { Act, ChannelKind, LawfulBasis, Purpose } from './types.ts';

/** A purpose before it lies in a workspace; words by code in texts/. */
export type Default = Omit<Purpose, 'id' | 'version' | 'article' | 'texts' | 'meaning' | 'since'>;

const dpv = (term: string) => `https://w3id.org/dpv#${term}`;
const everyChannel: readonly ChannelKind[] = ['web-chat', 'email'];
/** Whoever carries our mail when a relay is set up; the register of vendors says whether that is allowed today. */
const carriers = ['smtp-relay'];
const readAndSend: readonly Act[] = ['reveal', 'send'];
const address = ['Name', 'Contact', 'EmailAddress', 'TelephoneNumber', 'AccountIdentifier', 'Identifying', 'Language'];
const talk = ['Communication', 'EmailContent', 'CommunicationsMetadata', 'SocialMediaCommunication', 'Preference'];

const person = {
  about: 'person',
  advertising: false,
  acts: readAndSend,
  channels: everyChannel,
  recipients: carriers,
  optional: false,
  active: true,
  starts: 'last-contact',
  confirmOn: [],
  special: [],
  toChildren: false,
  renewAfter: 'P2Y',
  askBeforeEnd: false,
  askChanged: false,
  sources: [],
} as const;
const off = { optional: true, active: false } as const;

export const defaults: readonly Default[] = [
  {
    ...person,
    code: 'service-conversation',
    lawfulBasis: 'contract',
    dpv: dpv('CommunicationForCustomerCare'),
    categories: [...address, ...talk],
    period: 'P2Y',
  },
  {
    ...person,
    code: 'service-messages',
    lawfulBasis: 'contract',
    dpv: dpv('ServiceProvision'),
    categories: [...address, ...talk],
    period: 'P1Y',
  },
  {
    ...person,
    code: 'identity-verification',
    lawfulBasis: 'legal-obligation',
    dpv: dpv('IdentityVerification'),
    categories: [...address, 'Authenticating'],
    period: 'P30D',
  },
  // Art. 15(1) asks for everything, Art. 19 for telling recipients; three years because claims lapse then
  {
    ...person,
    code: 'rights-fulfilment',
    lawfulBasis: 'legal-obligation',
    dpv: dpv('RightsFulfilment'),
    acts: ['reveal', 'send', 'export', 'hand-over'],
    categories: ['all'],
    period: 'P3Y',
  },
  {
    ...person,
    ...off,
    code: 'satisfaction-survey',
    lawfulBasis: 'legitimate-interests',
    dpv: dpv('CustomerRelationshipManagement'),
    categories: [...address, 'Communication', 'CommunicationsMetadata'],
    period: 'P1Y',
  },
  {
    ...person,
    ...off,
    code: 'marketing',
    lawfulBasis: 'consent',
    dpv: dpv('DirectMarketing'),
    advertising: true,
    confirmOn: ['email', 'sms'],
    categories: [...address, 'Preference', 'Communication', 'EmailContent'],
    period: 'P2Y',
  },
  {
    ...person,
    ...off,
    code: 'analytics',
    lawfulBasis: 'consent',
    dpv: dpv('ServiceMonitoring'),
    acts: ['reveal'],
    categories: ['CommunicationsMetadata', 'UserAgent', 'Location', 'Language'],
    channels: ['web-chat'],
    recipients: [],
    period: 'P180D',
  },
  // no channel of this version can record; the purpose stands so that none begins to without being asked
  {
    ...person,
    ...off,
    code: 'recording',
    lawfulBasis: 'consent',
    dpv: dpv('RecordManagement'),
    acts: ['reveal'],
    categories: ['VoiceCommunicationRecording'],
    channels: [],
    recipients: [],
    period: 'P90D',
  },
  {
    ...person,
    about: 'staff',
    code: 'staff-administration',
    lawfulBasis: 'contract',
    dpv: dpv('EnforceSecurity'),
    categories: address,
    channels: ['email'],
    period: 'P1Y',
  },
];

/** Article of the basis of a purpose; consent for special categories has one of its own. */
export const articleFor = ({ lawfulBasis, special }: Pick<Purpose, 'lawfulBasis' | 'special'>): string =>
  lawfulBasis === 'consent' && special.length > 0 ? '9(2)(a)' : articleOf[lawfulBasis];

const articleOf: Readonly<Record<LawfulBasis, string>> = {
  consent: '6(1)(a)',
  contract: '6(1)(b)',
  'legal-obligation': '6(1)(c)',
  'vital-interests': '6(1)(d)',
  'public-task': '6(1)(e)',
  'legitimate-interests': '6(1)(f)',
};
