// What a mailbox is called here, and a mail in it that has no name of its own.
import { lookupHash } from '#keys';
import type { Tools } from '#kit/tool';
import type { MailboxAccount } from './stand.ts';

/** A keyed hash of host, user and folder. */
export const mailboxName = (tools: Tools, { settings: { host, user, folder } }: MailboxAccount): string =>
  lookupHash(tools, 'mailbox-place', JSON.stringify([host, user, folder.toUpperCase() === 'INBOX' ? 'INBOX' : folder])); // RFC 3501, section 5.1

/** A keyed hash of host and user: which mailbox, whatever folder of it. */
export const accountName = (tools: Tools, { settings: { host, user } }: MailboxAccount): string =>
  lookupHash(tools, 'mailbox', JSON.stringify([host, user]));

/** A keyed hash of what an agreement at a provider is for. */
export const grantName = (tools: Tools, { settings: { signIn, clientId, tenant, user } }: MailboxAccount): string =>
  lookupHash(tools, 'mailbox-grant', JSON.stringify([signIn, clientId, tenant, user]));

/** The name under which a mail without a Message-ID is found there again: numbers alone would name another mail in another mailbox. */
export const placeName = (mailbox: string, validity: number | bigint, uid: number): string => `imap:${mailbox}:${validity}:${uid}`;
