// Art. 17 and 19: what lies in the mailbox of a person's messages is deleted there, in whichever folder, also what was sent. Each is found by its Message-ID, or by the number under which it was read.
import type { ImapFlow, ListResponse } from 'imapflow';
import { errorCode, log } from '#kit/log';
import type { Tools } from '#kit/tool';
import type { Forgotten } from '../../../described.ts';
import { messageIds } from '../addresses.ts';
import { connect } from './connect.ts';
import { mailboxName, placeName } from './names.ts';
import type { MailboxAccount } from './stand.ts';

const mostFolders = 200;
const atOnce = 20;

type Asked = { readonly named: readonly string[]; readonly numbered: readonly string[]; readonly mailbox: string; readonly folder: string };

/** Deletes by ids; what is found in no folder is gone as well. What was numbered in another mailbox, or anew since, is `kept`. Never throws for the provider's sake. */
export async function forgetMails(account: MailboxAccount, ids: readonly string[], tools: Tools): Promise<Forgotten> {
  const named = ids.filter((id) => /^<[^<>\s"\\]{3,400}>$/.test(id));
  const numbered = ids.filter((id) => id.startsWith('imap:'));
  const all = [...named, ...numbered];
  if (all.length === 0) return { gone: 0, left: [] };
  const asked = { named, numbered, mailbox: mailboxName(tools, account), folder: account.settings.folder };
  let client: ImapFlow | undefined;
  try {
    client = await connect(tools, account);
    let met = 0;
    for (const folder of await foldersOf(client)) met += await forgetIn(client, folder, asked);
    return { gone: named.length + met, left: [], kept: numbered.length - met };
  } catch (error) {
    log.of({ tools })('warn', 'mail.not-forgotten', { workspace: account.workspace, inbox: account.inbox, error: errorCode(error) });
    return { gone: 0, left: all };
  } finally {
    await client?.logout().catch(() => undefined);
  }
}

/** The bin comes last: some servers put into it what is deleted elsewhere. */
async function foldersOf(client: ImapFlow): Promise<ListResponse[]> {
  const folders = (await client.list()).filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'));
  if (folders.length > mostFolders) throw Object.assign(new Error('too many folders'), { code: 'too-many-folders' });
  return [...folders.filter((each) => !isBin(each)), ...folders.filter(isBin)];
}

const isBin = ({ specialUse }: ListResponse): boolean => specialUse === '\\Trash';

/** Deletes what is asked for from one folder; gives how many of the numbered ones belong to it. */
async function forgetIn(client: ImapFlow, folder: ListResponse, { named, numbered, mailbox, folder: read }: Asked): Promise<number> {
  const opened = await client.mailboxOpen(folder.path);
  const isRead = folder.path.toLowerCase() === read.toLowerCase();
  const begin = placeName(mailbox, opened.uidValidity, 0).slice(0, -1);
  const own = isRead ? numbered.filter((each) => each.startsWith(begin)).map((each) => Number(each.slice(begin.length))) : [];
  if (opened.exists === 0) return own.length;
  const found = new Set(own);
  for (let at = 0; at < named.length; at += atOnce) for (const uid of await withIds(client, named.slice(at, at + atOnce))) found.add(uid);
  if (found.size === 0) return 0;
  // where a folder is a label, as at Google, only what went through the bin is deleted
  const bin = client.capabilities.has('X-GM-EXT-1') && !isBin(folder) ? (await client.list()).find(isBin) : undefined;
  const isDone = bin
    ? (await client.messageMove([...found], bin.path, { uid: true })) !== false
    : await client.messageDelete([...found], { uid: true });
  if (!isDone) throw Object.assign(new Error('not deleted'), { code: 'not-deleted' });
  return own.length;
}

/** A server finds what contains the text; only a mail whose own id it is counts. */
async function withIds(client: ImapFlow, ids: readonly string[]): Promise<number[]> {
  const [first = '', ...rest] = ids;
  const one = (id: string) => ({ header: { 'message-id': id } });
  const uids = (await client.search(rest.length === 0 ? one(first) : { or: ids.map(one) }, { uid: true })) || [];
  if (uids.length === 0) return [];
  const wanted = new Set(ids);
  const mails = await client.fetchAll(uids, { uid: true, headers: ['message-id'] }, { uid: true });
  return mails
    .filter(({ headers }) => wanted.has(messageIds(headers?.toString('latin1').replace(/^message-id:/i, ''))[0] ?? ''))
    .map(({ uid }) => uid);
}
