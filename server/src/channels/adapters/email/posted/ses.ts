// Amazon SES by SNS: mail that came in, and what became of mail that left (bounces, complaints, deliveries), as its notifications tell. A complaint is a withdrawal as one by mail is.
import { log } from '#kit/log';
import { clock } from '#kit/pool';
import type { Asked, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { type Loose, list, momentOf, obj, str } from '../../meta/loose.ts';
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
  const message = await readSns(tools, settings.hookTopic, asked.body, clock.of({ tools })());
  if (message === 'later') return { status: 503, workspace };
  if (message === 'unproved' || !(await isOwnToken(tools, account, message.MessageId, Buffer.from(message.Message)))) return 'unproved';
  if (message.Type === 'SubscriptionConfirmation') {
    // also while the sandbox is on: SNS asks for three days and no longer, and what comes in afterwards is people's own
    const isDone = await confirm(tools, settings.hookTopic, message.Token ?? '');
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

/** What it says of a mail of ours, which the return path names, or the Message-ID where SES was told to include headers: not one that it answers. */
export function newsOf(kind: string, told: Loose, address: string): News | undefined {
  const mail = obj(told['mail']);
  const about = readRecipient(str(mail['source']))?.about?.id;
  const own = list(mail['headers']).find(({ name }) => str(name).toLowerCase() === 'message-id');
  const named = ownIdsIn([str(own?.['value']), str(obj(mail['commonHeaders'])['messageId'])].join('\n'), address);
  const ids = [...new Set([...(about === undefined ? [] : [about]), ...named])];
  if (kind === 'Delivery') return { kind: 'arrived', because: 'delivered', words: 'Delivered.', ids };
  if (kind === 'Complaint') {
    const complaint = obj(told['complaint']);
    if (str(complaint['complaintFeedbackType']) === 'not-spam') return undefined;
    const happenedAt = momentOf(Date.parse(str(complaint['timestamp'])));
    return { kind: 'complained', because: 'complained', words: 'The recipient marked the mail as unwanted.', ids, happenedAt };
  }
  if (kind === 'DeliveryDelay')
    return { kind: 'delayed', ...meaning(statusIn(list(obj(told['deliveryDelay'])['delayedRecipients'])[0], '4.0.0')), ids };
  if (kind === 'Reject' || kind === 'RenderingFailure' || kind === 'Rendering Failure')
    return { kind: 'failed', because: 'rejected', words: 'The relay refused the message for good.', ids };
  if (kind !== 'Bounce') return undefined;
  // told only once SES has given up, whatever its type; what a machine of theirs answers is told as one as well
  const bounce = obj(told['bounce']);
  const [recipient] = list(bounce['bouncedRecipients']);
  if (str(bounce['bounceType']) === 'Transient' && isAnswer(str(bounce['bounceSubType']), recipient)) return undefined;
  return { kind: 'failed', ...meaning(statusIn(recipient, '5.0.0')), ids };
}

/** An automatic answer: no server refused anything (docs.aws.amazon.com/ses, bounce types: Transient, General). */
const isAnswer = (subType: string, recipient: Loose | undefined): boolean =>
  subType === 'General' && !/^[45]\./.test(str(recipient?.['status'])) && str(recipient?.['action']).toLowerCase() !== 'failed';

const statusIn = (recipient: Loose | undefined, otherwise: string): string =>
  /[245]\.\d{1,3}\.\d{1,3}/.exec(str(recipient?.['status']))?.[0] ?? otherwise;

function parsed(text: string): Loose {
  try {
    return obj(JSON.parse(text));
  } catch {
    return {};
  }
}
