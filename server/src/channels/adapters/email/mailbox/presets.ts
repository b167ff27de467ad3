// Mailboxes at Google and Microsoft, which let programs in by OAuth 2.0 alone: where they are, and where one agrees to it.
export const signIns = ['password', 'google', 'microsoft'] as const;
export type SignIn = (typeof signIns)[number];
export type Preset = {
  readonly keeper: { readonly code: string; readonly name: string; readonly region: string };
  readonly host: string;
  readonly port: number;
  readonly tls: 'implicit';
  readonly submitHost: string;
  readonly submitPort: number;
  readonly submitTls: 'implicit' | 'starttls';
  /** What their servers call themselves in Authentication-Results; Microsoft's name none. */
  readonly trusted: string;
};

export const presets: Readonly<Record<Exclude<SignIn, 'password'>, Preset>> = {
  google: {
    keeper: { code: 'mailbox-google', name: 'Google', region: 'US' },
    ...{ host: 'imap.gmail.com', port: 993, tls: 'implicit', submitHost: 'smtp.gmail.com', submitPort: 465, submitTls: 'implicit' },
    trusted: 'mx.google.com',
  },
  microsoft: {
    keeper: { code: 'mailbox-microsoft', name: 'Microsoft', region: 'US' },
    ...{
      host: 'outlook.office365.com',
      port: 993,
      tls: 'implicit',
      submitHost: 'smtp.office365.com',
      submitPort: 587,
      submitTls: 'starttls',
    },
    trusted: '',
  },
};
