// Options of the configuration that say where those who carry messages and pushes are reached; beside the others only because they are many.
export type Option = { readonly env: string; readonly says: string; readonly secret?: true } & (
  | { readonly type: 'text'; readonly default: string }
  | { readonly type: 'number'; readonly default: number; readonly min: number; readonly max: number }
);

export const carrierOptions = {
  twilioUrl: {
    env: 'PARLEY_TWILIO_URL',
    type: 'text',
    default: 'https://api.twilio.com',
    says: 'Address of the API of Twilio, which carries text messages; another one is for an emulator of it, whose host then stands in PARLEY_INSIDE_HOSTS.',
  },
  vonageUrl: { env: 'PARLEY_VONAGE_URL', type: 'text', default: 'https://api.nexmo.com', says: 'Address of Vonage’s API, or of a region.' },
  metaUrl: {
    env: 'PARLEY_META_URL',
    type: 'text',
    default: 'https://graph.facebook.com',
    says: 'Address of Meta’s Graph API, which carries WhatsApp, Messenger and Instagram; another one is for an emulator of it, whose host then stands in PARLEY_INSIDE_HOSTS.',
  },
  telegramUrl: { env: 'PARLEY_TELEGRAM_URL', type: 'text', default: 'https://api.telegram.org', says: 'Address of Telegram’s Bot API.' },
  viberUrl: { env: 'PARLEY_VIBER_URL', type: 'text', default: 'https://chatapi.viber.com', says: 'Address of Viber’s bot API.' },
  lineUrl: { env: 'PARLEY_LINE_URL', type: 'text', default: 'https://api.line.me', says: 'Address of LINE’s Messaging API.' },
  mailgunUrl: {
    env: 'PARLEY_MAILGUN_URL',
    type: 'text',
    default: 'https://api.mailgun.net',
    says: 'Address of Mailgun’s API, which is told where to post mail; its EU region follows from it.',
  },
  sendgridUrl: {
    env: 'PARLEY_SENDGRID_URL',
    type: 'text',
    default: 'https://api.sendgrid.com',
    says: 'Address of SendGrid’s API, which is told where to post mail; its EU region follows from it.',
  },
  postmarkUrl: {
    env: 'PARLEY_POSTMARK_URL',
    type: 'text',
    default: 'https://api.postmarkapp.com',
    says: 'Address of Postmark’s API, which is told where to post mail.',
  },
  codeTextsPerHour: {
    env: 'PARLEY_CODE_TEXTS_PER_HOUR',
    type: 'number',
    default: 60,
    min: 0,
    max: 100_000,
    says: 'Codes by text message for the privacy page that leave within an hour for one company, whoever asks: each costs, and somebody may earn by them. 0 sends none.',
  },
  googleAgreeUrl: {
    env: 'PARLEY_GOOGLE_AGREE_URL',
    type: 'text',
    default: 'https://accounts.google.com',
    says: 'Address at which one agrees that a mailbox at Google may be read.',
  },
  microsoftUrl: {
    env: 'PARLEY_MICROSOFT_URL',
    type: 'text',
    default: 'https://login.microsoftonline.com',
    says: 'Address at which one agrees that a mailbox at Microsoft may be read, and that gives tokens for it; another one for its national clouds.',
  },
  mailboxCa: {
    env: 'PARLEY_MAILBOX_CA',
    type: 'text',
    default: '',
    says: 'Certificate file (PEM) of the authority that vouches for the servers of mailboxes (IMAP and SMTP), instead of the public ones.',
  },
  pushHosts: {
    env: 'PARLEY_PUSH_HOSTS',
    type: 'text',
    default: '',
    says: 'Hosts (host or host:port, separated by blanks) of push services of browsers besides those of Google, Mozilla, Apple and Microsoft, to which a visitor’s browser may have pushes sent.',
  },
  fcmUrl: {
    env: 'PARLEY_FCM_URL',
    type: 'text',
    default: 'https://fcm.googleapis.com',
    says: 'Address of Firebase Cloud Messaging, which wakes apps; another one is for an emulator of it, whose host then stands in PARLEY_INSIDE_HOSTS.',
  },
  googleTokenUrl: {
    env: 'PARLEY_GOOGLE_TOKEN_URL',
    type: 'text',
    default: 'https://oauth2.googleapis.com/token',
    says: 'Where Google gives access tokens, to service accounts (what a key file names is not asked) and for mailboxes.',
  },
  apnsUrl: {
    env: 'PARLEY_APNS_URL',
    type: 'text',
    default: '',
    says: 'Address of Apple’s Push Notification service for every device; empty is Apple’s own for the environment that a device names.',
  },
} as const satisfies Record<string, Option>;
