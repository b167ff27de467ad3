// Mail that is played leaves by the same client as real mail, to the relay of the sandbox in place of the operator's or of the mailbox's own server. What is shown of it is what that relay received; a
// bounce or a complaint is a mail of its own, which comes back by the way of every mail.
import { randomBytes } from 'node:crypto';
import { isId } from '#kit/ids';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { deskOf, lay, tellLater } from '../../desk.ts';
import { emulatorsOf } from '../../emulators.ts';
import { isSame } from '../../same.ts';
import { normaliseAddress } from '../addresses.ts';
import { comeIn } from '../incoming/played.ts';
import { readMail } from '../mime/read.ts';
import type { EmailSettings } from '../settings.ts';
import { capture } from './capture.ts';
import { type Received, type RelayEmulator, startRelay } from './emulator/emulator.ts';
import { bounceOf, complaintOf, type Report } from './emulator/reports.ts';

type Played = RelayEmulator & { readonly secret: string; spoken: Account<EmailSettings> };

const user = 'sandbox';
const relays = emulatorsOf<Played>('channels.email.relay-emulator');

/** What comes back later, by the code that stands for it; the others are reply codes of SMTP, and refuse at once. */
const comesBack: Readonly<Record<number, (received: Received, now: Date) => Report>> = {
  5511: (received, now) => bounceOf(received, { status: '5.1.1', diagnostic: '550 5.1.1 User unknown' }, now),
  5522: (received, now) => bounceOf(received, { status: '5.2.2', diagnostic: '552 5.2.2 Mailbox full' }, now),
  5965: complaintOf,
};
const statuses: Readonly<Record<number, string>> = { 5511: 'bounced', 5522: 'bounced', 5965: 'complained' };

/** The way out of an inbox that is played: `url` in the place of the operator's relay, and `account` as it is where its mailbox's own server carries its mail. */
export async function playedWay(
  tools: Tools,
  account: Account<EmailSettings>,
): Promise<{ readonly url: string; readonly account: Account<EmailSettings> }> {
  const open = await relays.open(tools, { key: `${account.workspace}/${account.inbox}` }, () => start(tools, account));
  open.spoken = account;
  const own = { feed: 'imap', submitHost: '127.0.0.1', submitPort: open.port, submitTls: 'off', user, password: open.secret } as const;
  const isOwn = account.settings.played === 'mailbox' && account.settings.leavesBy === 'account';
  return {
    url: `smtp://${user}:${open.secret}@127.0.0.1:${open.port}`,
    account: isOwn ? { ...account, settings: { ...account.settings, ...own } } : account,
  };
}

/** All of them. */
export const closePlayedRelays = (tools: Tools): Promise<void> => relays.close(tools);

async function start(tools: Tools, account: Account<EmailSettings>): Promise<Played> {
  const secret = randomBytes(24).toString('base64url'); // whoever else is on this machine is not let in
  const open = await startRelay({
    letsIn: (given) => given.user === user && isSame(given.secret, secret),
    take: (received) => keep(tools, played.spoken, received),
  });
  const played: Played = { ...open, secret, spoken: account };
  return played;
}

/** Lays what was received where people see it; gives the reply code with which it is refused. */
async function keep(tools: Tools, account: Account<EmailSettings>, received: Received): Promise<number | null> {
  const { workspace, inbox, settings } = account;
  const now = clock.of({ tools })();
  const mail = await readMail(received.raw);
  const [to, messageId] = [normaliseAddress(received.to[0]) ?? '', mail.messageId ?? ''];
  const kept = { envelope: { from: received.from, to }, messageId, subject: mail.subject ?? '', text: mail.text, raw: received.raw };
  capture(tools, { workspace, isPlayed: true }, messageId.slice(1, messageId.lastIndexOf('@')), kept, now);
  if (!isId('inb', inbox)) return null; // the house's own letters belong to no inbox: they lie on nobody's desk
  const { failWith } = deskOf(tools, inbox).behaviour;
  const report = failWith === null ? undefined : comesBack[failWith];
  const isRefused = failWith !== null && report === undefined;
  lay(tools, inbox, {
    ...{ id: messageId, direction: 'out', from: settings.address, to, text: mail.text, choices: [], errorCode: failWith },
    status: isRefused ? 'refused' : failWith === null ? 'sent' : (statuses[failWith] ?? 'bounced'),
    mail: { subject: mail.subject ?? '', answerTo: mail.header('reply-to') },
  });
  if (isRefused) return failWith;
  if (report) {
    const { id, raw } = report(received, now);
    tellLater(tools, inbox, () => comeIn(tools, account, { id, raw, sender: '', recipient: received.from, times: 1 }));
  }
  return null;
}
