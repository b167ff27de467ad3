// Mail to play with: it leaves for a relay of this process, also where a relay or the server of a mailbox is set, and no mailbox outside is asked; whoever is played writes a mail that lies in a
// mailbox of this process where one feeds the inbox, and else comes in as a mail that was handed in. The only server whose word counts for its sender is the sandbox itself, so that no name is looked up outside.
import { randomBytes } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Account } from '../../adapter.ts';
import type { Sandbox } from '../../playing.ts';
import { behaveAs, clear, deskOf, lay, shelfOfDesk, shownDesk } from '../desk.ts';
import { normaliseAddress } from './addresses.ts';
import { comeIn } from './incoming/played.ts';
import { closePlayedMailboxes, fateThere, judge } from './mailbox/played.ts';
import type { EmailSettings } from './settings.ts';

/** The same inbox as it speaks with nobody outside. */
export const sandboxedMail = (settings: EmailSettings): EmailSettings => ({
  ...settings,
  played: settings.feed === 'imap' ? 'mailbox' : 'mail',
  ...(settings.feed === 'imap' && { feed: 'smtp' as const }), // nobody keeps it, and no lease says who holds the line
});

export const emailSandbox: Sandbox<EmailSettings> = {
  read: async (account, tools) => {
    await lookAtFates(tools, account);
    return shownDesk(tools, account.inbox);
  },
  write: async (account, tools, { from, text }) => {
    const { inbox, settings } = account;
    const now = clock.of({ tools })();
    const id = `${randomBytes(12).toString('hex')}@${judge}`;
    const sender = from.includes('@') ? from : `${from.replace(/\D/g, '')}@example.com`;
    // as a mail program does: to where answers are wanted, with the id of what is answered
    const answered = deskOf(tools, inbox).items.findLast(({ direction, to }) => direction === 'out' && to === sender);
    const recipient = addressIn(answered?.mail?.answerTo) ?? settings.address;
    const subject = answered?.mail ? `Re: ${answered.mail.subject.replace(/^Re: /, '')}` : (text.split('\n')[0] ?? '');
    const raw = await new MailComposer({
      ...{ from: { name: 'Ada', address: sender }, to: recipient, subject: subject.slice(0, 60), text, date: now, messageId: `<${id}>` },
      ...(answered && { inReplyTo: answered.id, references: [answered.id] }),
      headers: { 'Authentication-Results': `${judge}; dmarc=pass header.from=${sender.split('@')[1]}` },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    })
      .compile()
      .build();
    lay(tools, inbox, { id, direction: 'in', from: sender, to: settings.address, text, choices: [], status: 'received', errorCode: null });
    await comeIn(tools, account, { id, raw, sender, recipient, times: deskOf(tools, inbox).behaviour.repeat });
  },
  shelf: async (account, tools) => {
    await lookAtFates(tools, account);
    return shelfOfDesk(tools, account.inbox);
  },
  forget: async ({ inbox }, tools) => {
    clear(tools, inbox);
    await closePlayedMailboxes(tools, inbox);
  },
  change: async ({ inbox }, tools, behaviour) => behaveAs(tools, inbox, behaviour),
};

const addressIn = (line: string | undefined): string | undefined => normaliseAddress(/<([^<>]+)>\s*$/.exec(line ?? '')?.[1] ?? line);

/** What became of each mail in the mailbox of this process; it is kept, since one that is opened anew knows nothing of it. */
async function lookAtFates(tools: Tools, account: Account<EmailSettings>): Promise<void> {
  if (account.settings.played !== 'mailbox') return;
  for (const item of deskOf(tools, account.inbox).items)
    if (item.direction === 'in') item.status = (await fateThere(tools, account, item.id)) ?? item.status;
}
