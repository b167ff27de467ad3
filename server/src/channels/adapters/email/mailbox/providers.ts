// Where one agrees at Google and Microsoft, and to what: reading and changing one mailbox, and sending from it.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { MailboxSettings } from './settings.ts';

export type Provider = {
  readonly agreeUrl: string;
  readonly tokenUrl: string;
  readonly scope: string;
  /** What else has to be said so that the answer has a token that lasts. */
  readonly also: Readonly<Record<string, string>>;
};

/** Throws Error for a mailbox that lets us in by a password. */
export function providerOf(tools: Tools, { signIn, tenant }: Pick<MailboxSettings, 'signIn' | 'tenant'>): Provider {
  const { googleAgreeUrl, googleTokenUrl, microsoftUrl } = config.of({ tools });
  if (signIn === 'google')
    return {
      ...{ agreeUrl: `${googleAgreeUrl}/o/oauth2/v2/auth`, tokenUrl: googleTokenUrl, scope: 'https://mail.google.com/' },
      also: { access_type: 'offline', prompt: 'consent' },
    };
  if (signIn !== 'microsoft') throw new Error('nothing is agreed to for a password');
  const at = `${microsoftUrl}/${encodeURIComponent(tenant)}/oauth2/v2.0`;
  return {
    ...{ agreeUrl: `${at}/authorize`, tokenUrl: `${at}/token` },
    scope: 'offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
    also: { prompt: 'select_account' },
  };
}
