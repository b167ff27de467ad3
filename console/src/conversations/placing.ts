// Where a conversation belongs among the lists that are already loaded. One changed conversation then costs one small request,
// however long the list is. Decisions only: facts in, lists out.
import type { Conversation, ConversationPage, MessagePage } from './types.ts';
import type { View } from './views.ts';

type Pages = { readonly pages: ConversationPage[]; readonly pageParams: unknown[] };

/** Whether a view shows a conversation to this member of staff; the same rule as the server's. `teams` are those they are in. */
export function belongs(view: View, conversation: Conversation, me: string, teams: readonly string[] = []): boolean {
  if (view === 'all') return true;
  if (view === 'undelivered') return conversation.undelivered > 0;
  if (view === 'closed') return conversation.status === 'closed';
  if (conversation.status === 'closed') return false;
  if (view === 'mine') return conversation.assignee?.id === me;
  if (view === 'unassigned') return conversation.assignee === null && conversation.status === 'open';
  if (view === 'teams' && !teams.includes(conversation.team?.id ?? '')) return false;
  return conversation.status === 'open';
}

type Reach = { readonly inboxes: readonly string[] | null; readonly teams: readonly string[] | null };

/** Whether by one of these grants a conversation of an inbox is seen also when it is with this team (null: none). For a question before a step alone: the server decides, and knows which of them show conversations. */
export const staysInReach = (grants: readonly Reach[], inbox: string, team: string | null): boolean =>
  grants.some(
    ({ inboxes, teams }) => (inboxes === null || inboxes.includes(inbox)) && (teams === null || (team !== null && teams.includes(team))),
  );

/** The list with the conversation at its place, latest first; gone from it when it no longer belongs. Beyond the last loaded row it waits for its page. */
export function place(list: Pages, conversation: Conversation, shown: boolean): Pages {
  const without = remove(list, conversation.id);
  if (!shown) return without;
  const pages = [...without.pages];
  const at = pages.findIndex((page) => page.items.some((other) => isBefore(conversation, other)));
  const last = pages.at(-1);
  if (at < 0 && last?.next !== null) return without;
  const index = at < 0 ? pages.length - 1 : at;
  const page = pages[index];
  if (!page) return without;
  const row = page.items.findIndex((other) => isBefore(conversation, other));
  const items = row < 0 ? [...page.items, conversation] : page.items.toSpliced(row, 0, conversation);
  pages[index] = { ...page, items };
  return { ...without, pages };
}

/** The list without a conversation. */
export function remove(list: Pages, id: string): Pages {
  const pages = list.pages.map((page) =>
    page.items.some((item) => item.id === id) ? { ...page, items: page.items.filter((item) => item.id !== id) } : page,
  );
  return { ...list, pages };
}

/** A thread (newest page first) under its newest page as it is now: known messages replaced, new ones added. Nothing when there is a gap between the two. */
export function layOver<T extends { readonly pages: MessagePage[] }>(thread: T, page: MessagePage): T | undefined {
  const [newest, ...older] = thread.pages;
  const last = newest?.items.at(-1)?.sequence ?? 0;
  if (!newest || (page.items[0]?.sequence ?? 1) > last + 1) return undefined;
  const fresh = new Map(page.items.map((message) => [message.id, message]));
  const added = page.items.filter((message) => message.sequence > last);
  const known = thread.pages.map((each) => ({ ...each, items: each.items.map((message) => fresh.get(message.id) ?? message) }));
  const first = { ...newest, items: [...(known[0]?.items ?? []), ...added] };
  return { ...thread, pages: [first, ...known.slice(1, older.length + 1)] };
}

function isBefore(one: Conversation, other: Conversation): boolean {
  if (one.lastMessageAt !== other.lastMessageAt) return one.lastMessageAt > other.lastMessageAt;
  return one.id > other.id;
}
