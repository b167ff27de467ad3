// How a mailbox stands, in words for people, and the finding that one waits for somebody.
import type { Ctx } from '#kit/ctx';
import { act } from '#kit/pool';
import type { Check } from '#kit/room';
import type { Tools } from '#kit/tool';
import { connect } from './connect.ts';
import { needsSomebody } from './feed.ts';
import { standOfMailbox } from './mailboxes.ts';
import { faultOf, type MailboxAccount, type Stand } from './stand.ts';
import { needingSomebody, placeOf } from './store.ts';

type Verdict = { readonly ok: boolean; readonly words: string };

/** How it is read now, also by another node. */
export async function tellMailbox(account: MailboxAccount, tools: Tools): Promise<Verdict> {
  const stand = (await standOfMailbox(tools, account)) ?? 'connecting';
  const place = await act(tools, { workspace: account.workspace, actor: { kind: 'system', id: 'channels.mailbox' } }, (ctx: Ctx) =>
    ctx.db.maybe(placeOf, [ctx.workspace, account.inbox]),
  );
  const behind = place?.leftBehind ?? 0;
  const more =
    behind === 0
      ? ''
      : ` ${behind} ${behind === 1 ? 'mail' : 'mails'} could not be taken in (too large, broken, or from nobody who can be answered): look for what is unread there.`;
  return { ok: isGood.has(stand), words: `${words[stand]}${more}` };
}

/** Signs in and opens the folder; changes nothing there. Never throws. */
export async function tryMailbox(account: MailboxAccount, tools: Tools): Promise<Verdict> {
  const { host, folder } = account.settings;
  try {
    const client = await connect(tools, account);
    try {
      const opened = await client.mailboxOpen(folder, { readOnly: true }).catch(() => undefined);
      if (!opened) return { ok: false, words: words['no-folder'] };
      const how = client.capabilities.has('IDLE') ? 'it tells us of new mail at once' : 'we look for new mail every minute';
      return { ok: true, words: `${host} lets us in, and ${how}.` };
    } finally {
      await client.logout().catch(() => undefined);
    }
  } catch (error) {
    return { ok: false, words: words[faultOf(error)] };
  }
}

const isGood: ReadonlySet<Stand> = new Set<Stand>(['reading', 'listening', 'polling']);
const words: Readonly<Record<Stand, string>> = {
  connecting: 'The mailbox is being opened.',
  reading: 'New mail is being fetched from the mailbox.',
  listening: 'The mailbox tells us of new mail at once.',
  polling: 'We look for new mail in the mailbox every minute.',
  away: 'The server of the mailbox cannot be reached, or does not answer as one. It is tried again and again.',
  refused: 'The mailbox does not accept user name and password. Enter them again in the settings.',
  'not-agreed': 'Somebody has to agree at the mailbox’s provider that Parley may read it: press the button for it.',
  'not-let-in': 'The provider does not let us into this mailbox. Look whether IMAP is switched on for it there, and agree again.',
  'application-refused':
    'The provider does not accept your application there: its secret may have run out. Make a new one there and enter it in the settings.',
  'not-allowed': 'This host lies inside a network. Whoever runs this Parley can allow it (PARLEY_INSIDE_HOSTS).',
  'not-encrypted': 'The server of the mailbox offers no encryption that can be trusted, so nobody signed in there.',
  'no-folder': 'There is no such folder in the mailbox, or it cannot be opened.',
  stuck: 'Mail could not be fetched from the mailbox, or not be stored here. It is tried again and again.',
};

const longMs = 3_600_000; // what goes by itself has gone by then
export const mailboxCheck: Check = {
  id: 'email.mailbox-waits-for-somebody',
  article: '32(1)(b)',
  question: 'Is every mailbox that feeds an inbox open to us?',
  severity: 'high',
  run: async (ctx) =>
    (await ctx.db.one(needingSomebody, [ctx.workspace, needsSomebody, ['away', 'stuck'], new Date(ctx.now.getTime() - longMs)])).count,
};
