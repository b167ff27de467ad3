// Mailboxes that feed inboxes: one node holds each.
import { keepLines } from '../../../lines/lines.ts';
import { hooks } from '../hooks.ts';
import { type MailboxLine, openMailbox, patienceOf } from './feed.ts';
import type { MailboxAccount } from './stand.ts';

export const {
  holdLines: holdMailboxes,
  standOf: standOfMailbox,
  closeLines: closeMailboxes,
  hangUp,
} = keepLines<MailboxAccount['settings'], MailboxLine>({
  code: 'mail',
  name: 'channels.email.mailbox-lines',
  clock: 'channels.hold-mailboxes',
  adapter: 'email',
  by: ['feed', 'imap'],
  hooks,
  open: openMailbox,
  patience: patienceOf,
});
