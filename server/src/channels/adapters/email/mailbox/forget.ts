// Art. 17 and 19: what lies in the mailbox of a person's messages is deleted there, in whichever folder, also what was sent. Each is found by its Message-ID, or by the number under which it was read.
import type { ImapFlow, ListResponse } from 'imapflow';
import { errorCode, log } from '#kit/log';
import type { Tools } from '#kit/tool';
import type { Forgotten } from '../../../described.ts';
import { messageIds } from '../addresses.ts';
import { connect } from './connect.ts';
import { deleteIn, isBin, uidsOf } from './deletion.ts';
import { mailboxName, placeName } from './names.ts';
import type { MailboxAccount } from './stand.ts';

const [atOnce, mostPiece, leastPiece] = [20, 120, 3]; // servers need take lines of 8,192 octets and no more (RFC 7162)

type Asked = { readonly named: readonly string[]; readonly numbered: readonly string[]; readonly mailbox: string; readonly folder: string };
type Found = { readonly gone: Set<string>; readonly unsure: Set<string> };

/** Deletes by ids, and tells apart what was deleted, what is `missing` in every folder, and what is `left` because a folder refused. What was numbered in another mailbox, or anew since, is `kept`. Never throws for the provider's sake. */
export async function forgetMails(account: MailboxAccount, ids: readonly string[], tools: Tools): Promise<Forgotten> {
  const numbered = ids.filter((id) => id.startsWith('imap:'));
  const named = ids.filter((id) => pieceOf(id) !== undefined);
  const unnamed = ids.filter((id) => /^</.test(id) && pieceOf(id) === undefined).length; // what no server can be asked for
  if (numbered.length + named.length === 0) return { gone: 0, left: [], kept: unnamed };
  const asked = { named, numbered, mailbox: mailboxName(tools, account), folder: account.settings.folder };
  const found: Found = { gone: new Set(), unsure: new Set() };
  const refused = (error: unknown): void =>
    log.of({ tools })('warn', 'mail.not-forgotten', { workspace: account.workspace, inbox: account.inbox, error: errorCode(error) });
  let client: ImapFlow | undefined;
  try {
    client = await connect(tools, account);
    for (const folder of await foldersOf(client))
      try {
        await forgetIn(client, folder, asked, found);
      } catch (error) {
        if (!client.usable) throw error;
        refused(error); // this folder alone: others are asked all the same
        for (const id of named) found.unsure.add(id);
      }
  } catch (error) {
    refused(error);
    for (const id of [...named, ...numbered]) found.unsure.add(id);
  } finally {
    await client?.logout().catch(() => undefined);
  }
  const left = [...found.unsure].filter((id) => !found.gone.has(id));
  const others = (all: readonly string[]) => all.filter((id) => !found.gone.has(id) && !found.unsure.has(id));
  return { gone: found.gone.size, left, kept: others(numbered).length + unnamed, missing: others(named) };
}

/** Those of this mailbox alone; the bin comes last: some servers put into it what is deleted elsewhere. */
async function foldersOf(client: ImapFlow): Promise<ListResponse[]> {
  const { other, shared } = client.namespaces ?? {};
  const foreign = [...(other || []), ...(shared || [])].map(({ prefix }) => prefix).filter((prefix) => prefix !== '');
  const folders = (await client.list()).filter(
    ({ flags, path }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent') && !foreign.some((prefix) => path.startsWith(prefix)),
  );
  return [...folders.filter((each) => !isBin(each)), ...folders.filter(isBin)];
}

/** Deletes what is asked for from one folder. Throws when that is refused, or the search for it. */
async function forgetIn(
  client: ImapFlow,
  folder: ListResponse,
  { named, numbered, mailbox, folder: read }: Asked,
  told: Found,
): Promise<void> {
  const opened = await client.mailboxOpen(folder.path);
  if (opened.exists === 0) return;
  const begin = placeName(mailbox, opened.uidValidity, 0).slice(0, -1);
  const own = folder.path.toLowerCase() === read.toLowerCase() ? numbered.filter((each) => each.startsWith(begin)) : [];
  const found = new Map<number, string>();
  for (const id of own) for (const uid of await uidsOf(client, { uid: id.slice(begin.length) })) found.set(uid, id);
  for (let at = 0; at < named.length; at += atOnce)
    for (const [uid, id] of await withIds(client, named.slice(at, at + atOnce), told)) found.set(uid, id);
  if (found.size === 0) return;
  if (!(await deleteIn(client, [...found.keys()]))) {
    for (const id of found.values()) told.unsure.add(id);
    throw Object.assign(new Error('not deleted'), { code: 'not-deleted' });
  }
  for (const id of found.values()) told.gone.add(id);
}

/** A server finds what contains the text; only a mail whose own id it is counts. Where it refuses to look for many, each is asked for by itself. */
async function withIds(client: ImapFlow, ids: readonly string[], told: Found): Promise<[number, string][]> {
  const [first = '', ...rest] = ids;
  const one = (id: string) => ({ header: { 'message-id': pieceOf(id) ?? id } });
  let uids: number[];
  try {
    uids = await uidsOf(client, rest.length === 0 ? one(first) : { or: ids.map(one) });
  } catch (error) {
    if (!client.usable) throw error;
    if (rest.length === 0) {
      told.unsure.add(first);
      return [];
    }
    const each: [number, string][] = [];
    for (const id of ids) each.push(...(await withIds(client, [id], told)));
    return each;
  }
  if (uids.length === 0) return [];
  const wanted = new Set(ids);
  const mails = await client.fetchAll(uids, { uid: true, headers: ['message-id'] }, { uid: true });
  return mails.flatMap(({ uid, headers }): [number, string][] => {
    const id = (['utf8', 'latin1'] as const)
      .flatMap((as) => messageIds(headers?.toString(as).replace(/^message-id:/i, ''))[0] ?? [])
      .find((each) => wanted.has(each));
    return id === undefined ? [] : [[uid, id]];
  });
}

/** The longest piece of an id that can be asked for in any server's words: ASCII, without quotes, and short enough for a line; undefined where there is none. */
function pieceOf(id: string): string | undefined {
  if (!/^<[^<>\s]{3,400}>$/.test(id)) return undefined;
  const pieces = (id.match(/[\x21\x23-\x5b\x5d-\x7e]+/g) ?? []).map((piece) => piece.slice(0, mostPiece));
  const longest = pieces.reduce((best, piece) => (piece.length > best.length ? piece : best), '');
  return longest.length < leastPiece ? undefined : longest;
}
