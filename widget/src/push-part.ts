// Being told of new messages is a file of its own, fetched only on pages that host the service worker (`data-push`): nobody else pays for it.
import type { Memory } from './memory.ts';
import type { leave, menuItem, PushParts } from './push.ts';
import type { MenuItem } from './view/head.ts';

type Part = { readonly leave: typeof leave; readonly menuItem: typeof menuItem };
type Given = Pick<PushParts, 'server'> & {
  readonly worker: string | undefined;
  readonly memory: Pick<Memory, 'visit' | 'forget'>;
  readonly language: () => PushParts['language'];
};

export function openPush({ server, worker, memory, language }: Given) {
  const now = () => memory.visit()?.token;
  const part = (): Promise<Part> => import(/* @vite-ignore */ `${server}/widget/push.js`);
  /** Shows what can be chosen, while it is the same visit. */
  async function offer(show: (item: MenuItem | undefined) => void): Promise<void> {
    const token = now();
    if (!worker || !token) return;
    const item = await (await part()).menuItem({ server, worker, token, language: language(), changed: () => quietly(offer(show)) });
    if (now() === token) show(item);
  }
  async function leave(): Promise<void> {
    const token = now() ?? '';
    if (worker) await (await part()).leave({ server, worker, token });
  }
  return {
    offer: (show: (item: MenuItem | undefined) => void) => quietly(offer(show)),
    /** Nothing of a visit stays on this device, and it is woken for it no more; also one that is over and has no token left. */
    end() {
      quietly(leave()); // takes the token before it is forgotten
      memory.forget();
    },
  };
}

/** A file that cannot be had is as if there were none. */
const quietly = (work: Promise<void>): void => void work.catch(() => undefined);
