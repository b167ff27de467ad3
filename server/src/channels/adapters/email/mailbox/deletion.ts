// Deleting mails in a folder so that they are gone from the mailbox, not from that folder alone.
import type { ImapFlow, ListResponse } from 'imapflow';

export const isBin = ({ specialUse }: ListResponse): boolean => specialUse === '\\Trash';

/** Deletes from the folder that is open; false where the server refuses. Where a folder is a label, as at Google, only what goes through the bin is deleted. */
export async function deleteIn(client: ImapFlow, uids: readonly number[]): Promise<boolean> {
  const open = client.mailbox ? client.mailbox.path : '';
  const bin = client.capabilities.has('X-GM-EXT-1') ? (await client.list()).find(isBin) : undefined;
  if (bin === undefined || bin.path === open) return client.messageDelete([...uids], { uid: true });
  return (await client.messageMove([...uids], bin.path, { uid: true })) !== false;
}

/** UIDs of what is found in the folder that is open. Throws where the server refuses the question: nothing found is another answer. */
export async function uidsOf(client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) throw Object.assign(new Error('the search was refused'), { code: 'search-refused' });
  return found;
}
