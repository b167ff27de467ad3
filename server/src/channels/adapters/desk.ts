// The sandbox of channels that speak no provider's protocol: what would have left lies on a desk in memory, one for each inbox, few and for a day, and comes to the ends that it is told.
import type { Answer, Body } from '@parley/contract';
import type { InboxId } from '#kit/ids';
import { clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { type Shelf, shelfOfList } from '../shared/shelf.ts';

type Shown = Answer<'readSandbox'>['items'][number];
/** `mail`: what an answer to it needs. */
export type Item = Shown & { readonly mail?: { readonly subject: string; readonly answerTo: string | undefined } };
type Behaviour = Body<'changeSandbox'>;
type Desk = { items: Item[]; behaviour: Behaviour; sweep?: NodeJS.Timeout };

const most = 100;
const mostMs = 24 * 3_600_000;
const desks = tool<Map<InboxId, Desk>>('channels.desks');

/** The desk of an inbox; what is older than a day, or too much, is gone from it. */
export function deskOf(tools: Tools, inbox: InboxId): Desk {
  if (!tools.has(desks.name)) desks.set(tools, new Map());
  const all = desks.of({ tools });
  const desk = all.get(inbox) ?? { items: [], behaviour: { failWith: null, delaySeconds: 0, repeat: 1 } };
  all.set(inbox, desk);
  const since = clock.of({ tools })().getTime() - mostMs;
  desk.items = desk.items.filter(({ at }) => Date.parse(at) > since).slice(-most);
  return desk;
}

/** Lays something there. */
export function lay(tools: Tools, inbox: InboxId, item: Omit<Item, 'at'>): void {
  const desk = deskOf(tools, inbox);
  desk.items.push({ ...item, at: clock.of({ tools })().toISOString() });
  clearTimeout(desk.sweep); // one for each desk, after its newest: whoever looks finds it gone; if nobody does, it goes all the same
  desk.sweep = setTimeout(() => deskOf(tools, inbox), mostMs + 1_000).unref();
}

/** It is empty, and behaves as in the beginning. */
export function clear(tools: Tools, inbox: InboxId): void {
  clearTimeout(deskOf(tools, inbox).sweep);
  desks.of({ tools }).delete(inbox);
}

/** As other nodes hold it too. */
export function shelfOfDesk(tools: Tools, inbox: InboxId): Shelf {
  const desk = deskOf(tools, inbox);
  return shelfOfList(
    desk,
    () => desk.items,
    ({ id }) => id,
  );
}

/** Takes what has one of these ids away; gives how many there were. */
export function takeAway(tools: Tools, inbox: InboxId, ids: readonly string[]): number {
  const desk = deskOf(tools, inbox);
  const before = desk.items.length;
  desk.items = desk.items.filter(({ id }) => !ids.includes(id));
  return before - desk.items.length;
}

/** What becomes of a message is told later, as often as the desk was told; nothing waits for it when the house stops. */
export function tellLater(tools: Tools, inbox: InboxId, tell: () => Promise<unknown>): void {
  const { delaySeconds, repeat } = deskOf(tools, inbox).behaviour;
  const timer = setTimeout(async () => {
    for (let time = 0; time < repeat; time += 1) await tell().catch(() => undefined);
  }, delaySeconds * 1000);
  timer.unref();
}

/** As people see it, newest first. */
export const shownDesk = (tools: Tools, inbox: InboxId): Answer<'readSandbox'> => {
  const { items, behaviour } = deskOf(tools, inbox);
  return { items: items.toReversed().map(({ mail: _, ...item }) => item), behaviour: { ...behaviour } };
};

export function behaveAs(tools: Tools, inbox: InboxId, behaviour: Behaviour): void {
  Object.assign(deskOf(tools, inbox).behaviour, behaviour);
}
