// Mail to play with: what would have left is captured, also where a relay or the server of a mailbox is set, and no mailbox outside is asked; whoever is played writes a mail that lies in a
// mailbox of this process where one feeds the inbox, and else comes in as a mail that was handed in. The only server whose word counts for its sender is the sandbox itself, so that no name is looked up outside.
import { isId } from '#kit/ids';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Account, Outcome } from '../../adapter.ts';
import { asPlayed } from '../../played.ts';
import type { Sandbox } from '../../playing.ts';
import { behaveAs, clear, deskOf, lay, shownDesk, tellLater } from '../desk.ts';
import { hooks } from './hooks.ts';
import { takeHanded } from './incoming/handed.ts';
import { closePlayedMailboxes, deliverPlayed, fateThere, judge } from './mailbox/played.ts';
import type { Composed } from './outgoing/compose.ts';
import type { EmailSettings } from './settings.ts';

/** As a reply code: 4xx and 5xx refuse at once, this is a bounce that comes later. */
const bounces = 5_511;

/** The same inbox as it speaks with nobody outside. */
export const sandboxedMail = (settings: EmailSettings): EmailSettings => ({
  ...settings,
  played: settings.feed === 'imap' ? 'mailbox' : 'mail',
  ...(settings.feed === 'imap' && { feed: 'smtp' as const }), // nobody keeps it, and no lease says who holds the line
});

export const emailSandbox: Sandbox<EmailSettings> = {
  read: async (account, tools) => {
    const { items, behaviour } = shownDesk(tools, account.inbox);
    const fate = async (item: (typeof items)[number]) => {
      const isThere = item.direction === 'in' && account.settings.played === 'mailbox';
      const known = isThere ? await fateThere(tools, account, item.id) : undefined;
      return known ? Object.assign(item, { status: known }) : item; // kept: a mailbox that is opened anew knows nothing of it
    };
    return { items: await Promise.all(items.map(fate)), behaviour };
  },
  write: async (account, tools, { from, text }) => {
    const { inbox, settings } = account;
    const now = clock.of({ tools })();
    const id = `${now.getTime()}.${deskOf(tools, inbox).items.length}@${judge}`;
    const sender = from.includes('@') ? from : `${from.replace(/\D/g, '')}@example.com`;
    const subject = (text.split('\n')[0] ?? '').replace(/[^\x20-\x7e]/g, ' ').slice(0, 60);
    const head = [
      ...[
        `Authentication-Results: ${judge}; dmarc=pass header.from=${sender.split('@')[1]}`,
        `From: Ada <${sender}>`,
        `To: ${settings.address}`,
      ],
      ...[`Subject: ${subject}`, `Message-ID: <${id}>`, `Date: ${now.toUTCString()}`, 'MIME-Version: 1.0'],
      ...['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'],
    ];
    const words = Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
    const raw = Buffer.from(`${head.join('\r\n')}\r\n\r\n${words}\r\n`);
    lay(tools, inbox, { id, direction: 'in', from: sender, to: settings.address, text, choices: [], status: 'received', errorCode: null });
    const { repeat } = deskOf(tools, inbox).behaviour;
    if (settings.played === 'mailbox') return deliverPlayed(tools, account, { id, raw, times: repeat });
    const handed = { raw, sender, recipient: settings.address, isOurs: true, trusted: judge };
    for (let time = 0; time < repeat; time += 1) await asPlayed(() => takeHanded(tools, hooks.of({ tools }), account, handed));
  },
  forget: async ({ inbox }, tools) => {
    clear(tools, inbox);
    await closePlayedMailboxes(tools, inbox);
  },
  change: async ({ inbox }, tools, behaviour) => behaveAs(tools, inbox, behaviour),
};

/** What becomes of a mail that was captured: as the relay would have answered, or a bounce that comes later. */
export function playOut({ workspace, inbox, settings }: Account<EmailSettings>, mail: Composed, tools: Tools): Outcome {
  if (!isId('inb', inbox)) return { outcome: 'sent', externalId: mail.messageId }; // the house's own letters belong to no inbox: they are captured, and lie on nobody's desk
  const { failWith } = deskOf(tools, inbox).behaviour;
  const isRefused = failWith !== null && failWith < 1_000;
  const status = isRefused ? 'refused' : failWith === null ? 'sent' : 'bounced';
  lay(tools, inbox, {
    id: mail.messageId,
    direction: 'out',
    from: settings.address,
    to: mail.envelope.to,
    text: mail.text,
    choices: [],
    status,
    errorCode: failWith,
  });
  if (isRefused)
    return failWith < 500
      ? { outcome: 'retry', because: 'unreachable', words: 'The relay cannot take it now. It will be tried again.' }
      : { outcome: 'failed', because: 'rejected', words: 'The relay refused the message for good.' };
  if (failWith === bounces)
    tellLater(tools, inbox, () =>
      hooks.of({ tools }).report({
        ...{ workspace, inbox, externalId: mail.messageId, state: 'failed' },
        ...{ because: 'unknown-address', words: 'The mail came back: nobody has this address.' },
      }),
    );
  return { outcome: 'sent', externalId: mail.messageId };
}
