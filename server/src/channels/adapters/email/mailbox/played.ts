// The mailbox of the sandbox: while it is on, an inbox that is fed by a mailbox elsewhere reads one of this process by the same protocol, with its own folder and its own way to leave what was
// taken in. It belongs to nobody else, so no lease says who holds it; where it was read up to is kept beside it, and not where the real one's place stands.
import { randomBytes } from 'node:crypto';
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { asPlayed } from '../../../played.ts';
import { emulatorsOf } from '../../emulators.ts';
import { isSame } from '../../same.ts';
import { pause } from '../../sms/smpp/pause.ts';
import type { EmailSettings } from '../settings.ts';
import { type MailboxEmulator, startMailbox } from './emulator/emulator.ts';
import { type MailboxLine, openMailbox } from './feed.ts';
import type { MailboxAccount } from './stand.ts';

/** `said`: the settings with which it was opened, by which one sees that they changed; `laid`: the ids of what was put there since. */
type Played = MailboxEmulator & { readonly line: MailboxLine; readonly said: string; readonly laid: Set<string> };

const boundMs = 10_000;
const stepMs = 20;
const user = 'sandbox';
/** The only server whose word counts for the sender of what is played. */
export const judge = 'sandbox.invalid';
const mailboxes = emulatorsOf<Played>('channels.email.mailbox-emulator');

/** That of an inbox, started with its line when there is none, or anew where the settings have changed. */
export async function playedMailbox(tools: Tools, account: Account<EmailSettings>): Promise<Played> {
  const said = JSON.stringify(account.settings);
  const open = () => mailboxes.open(tools, { key: account.inbox }, () => start(tools, account, said));
  const found = await open();
  if (found.said === said) return found;
  await closePlayedMailboxes(tools, account.inbox);
  return open();
}

/** All of them, or that of this inbox, with what lay there. */
export const closePlayedMailboxes = (tools: Tools, inbox?: string): Promise<void> => mailboxes.close(tools, inbox);

/** Puts a mail into the folder that is read; our own line hears of it as of any other. Problem `not-ready` where it does not come up. */
export async function deliverPlayed(
  tools: Tools,
  account: Account<EmailSettings>,
  { id, raw, times }: { readonly id: string; readonly raw: Buffer; readonly times: number },
): Promise<void> {
  const { line, folders, laid } = await playedMailbox(tools, account);
  for (const until = performance.now() + boundMs; line.state() !== 'listening'; await pause(stepMs))
    if (performance.now() > until) throw new Problem('not-ready');
  laid.add(id);
  for (let time = 0; time < times; time += 1) folders.append(line.account.settings.folder, raw.toString('latin1'));
}

/** What became of a mail in the mailbox, by its Message-ID without brackets; undefined for one that never lay in it, since it was opened anew. */
export async function fateThere(
  tools: Tools,
  account: Account<EmailSettings>,
  id: string,
): Promise<'received' | 'seen' | 'moved' | 'deleted' | undefined> {
  const { folders, line, laid } = await playedMailbox(tools, account);
  if (!laid.has(id)) return undefined;
  const lies = folders.list().find(({ mails }) => mails.some(({ raw }) => raw.includes(`<${id}>`)));
  if (!lies || lies.special === '\\Trash') return 'deleted';
  if (lies !== folders.find(line.account.settings.folder)) return 'moved';
  return lies.mails.some(({ raw, flags }) => raw.includes(`<${id}>`) && flags.has('\\Seen')) ? 'seen' : 'received';
}

async function start(tools: Tools, account: Account<EmailSettings>, said: string): Promise<Played> {
  const secret = randomBytes(24).toString('base64url'); // whoever else is on this machine is not let in
  const emulator = await startMailbox({
    now: clock.of({ tools }),
    letsIn: (given) => given.user === user && isSame('token' in given ? given.token : given.password, secret),
  });
  const spoken = { ...account, settings: { ...account.settings, ...here(emulator.port), user, password: secret } } as MailboxAccount;
  emulator.folders.create(spoken.settings.folder);
  const line = asPlayed(() => openMailbox(tools, spoken));
  return {
    ...{ ...emulator, line, said, laid: new Set<string>() },
    close: async () => {
      await line.stop();
      await emulator.close();
    },
  };
}

const here = (port: number) => ({ feed: 'imap', host: '127.0.0.1', port, tls: 'off', trusted: judge }) as const;
