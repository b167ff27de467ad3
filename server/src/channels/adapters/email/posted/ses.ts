// Amazon SES by SNS: mail that came in, and what became of mail that left (bounces, complaints, deliveries), as its notifications tell. A complaint is a withdrawal as one by mail is.
import { log } from '#kit/log';
import { clock } from '#kit/pool';
import type { Asked, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { type Loose, list, obj, str } from '../../meta/loose.ts';
import { ownIdsIn, readRecipient } from '../addresses.ts';
import { hooks } from '../hooks.ts';
import { tellNews } from '../incoming/accept.ts';
import { meaning, type News } from '../mime/report.ts';
import type { EmailSettings } from '../settings.ts';
import type { PostedSettings } from './settings.ts';
import { confirm, readSns } from './sns.ts';
import { isOwnToken } from './tokens.ts';

export type SesMail = { readonly raw: Buffer; readonly sender: string; readonly recipients: readonly string[] };
type SesAccount = Account<EmailSettings & PostedSettings>;

/** What a notification brings: a mail to be taken in, or an answer. `unproved` and `unreadable` are for the door to say. */
export async function hearSes(tools: Tools, account: SesAccount, asked: Asked): Promise<SesMail | Told | 'unproved' | 'unreadable'> {
  const { settings, workspace, inbox } = account;
  const mayAsk = settings.played !== true; // in the sandbox nobody outside is asked: SNS comes again
  const message = await readSns(tools, settings.hookTopic, asked.body, clock.of({ tools })(), mayAsk);
  if (message === 'later') return { status: 503, workspace };
  if (message === 'unproved' || !(await isOwnToken(tools, account, message.MessageId, Buffer.from(message.Message)))) return 'unproved';
  if (message.Type === 'SubscriptionConfirmation') {
    const isDone = mayAsk && (await confirm(tools, settings.hookTopic, message.Token ?? ''));
    log.of({ tools })('info', isDone ? 'mail.topic-confirmed' : 'mail.topic-not-confirmed', { workspace, inbox });
    return { status: isDone ? 200 : 503, workspace };
  }
  if (message.Type !== 'Notification') {
    log.of({ tools })('warn', 'mail.topic-left', { workspace, inbox }); // somebody ended it: nothing comes any more
    return { status: 200, workspace };
  }
  return take(tools, account, message.Message);
}

async function take(tools: Tools, account: SesAccount, text: string): Promise<SesMail | Told | 'unreadable'> {
  const told = parsed(text);
  const kind = str(told['notificationType'] ?? told['eventType']);
  if (kind === 'Received') return mailIn(told) ?? 'unreadable';
  const news = newsOf(kind, told, account.settings.address);
  const fate = news ? await tellNews(hooks.of({ tools }), account, news) : 'news';
  log.of({ tools })('info', 'mail.taken', { inbox: account.inbox, fate });
  return { status: 200, workspace: account.workspace };
}

/** The whole mail, where the action of the rule puts it into the notification; one that put it elsewhere is unreadable here. */
function mailIn(told: Loose): SesMail | undefined {
  const [content, receipt, mail] = [str(told['content']), obj(told['receipt']), obj(told['mail'])];
  if (content === '') return undefined;
  const isBase64 = str(obj(receipt['action'])['encoding']).toUpperCase() === 'BASE64';
  const recipients = Array.isArray(receipt['recipients']) ? receipt['recipients'].map(str).slice(0, 50) : [];
  return { raw: Buffer.from(content, isBase64 ? 'base64' : 'utf8'), sender: str(mail['source']), recipients };
}

/** What it says of a mail of ours, which the return path names, or the Message-ID where SES was told to include headers. */
function newsOf(kind: string, told: Loose, address: string): News | undefined {
  const mail = obj(told['mail']);
  const about = readRecipient(str(mail['source']))?.about?.id;
  const named = ownIdsIn(
    [...list(mail['headers']).map((each) => str(each['value'])), str(obj(mail['commonHeaders'])['messageId'])].join('\n'),
    address,
  );
  const ids = [...new Set([...(about === undefined ? [] : [about]), ...named])];
  if (kind === 'Delivery') return { kind: 'arrived', because: 'delivered', words: 'Delivered.', ids };
  if (kind === 'Complaint') {
    if (str(obj(told['complaint'])['complaintFeedbackType']) === 'not-spam') return undefined;
    return { kind: 'complained', because: 'complained', words: 'The recipient marked the mail as unwanted.', ids };
  }
  if (kind !== 'Bounce') return undefined;
  const bounce = obj(told['bounce']);
  const isFinal = str(bounce['bounceType']) === 'Permanent';
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(str(list(bounce['bouncedRecipients'])[0]?.['status']))?.[0] ?? '5.0.0';
  return { kind: isFinal ? 'failed' : 'delayed', ...meaning(status), ids };
}

function parsed(text: string): Loose {
  try {
    return obj(JSON.parse(text));
  } catch {
    return {};
  }
}
