// How many streams of events are open: each costs memory and a descriptor for as long as it lasts, so there are so many of one bearer, of one company's staff, of one network of customers, and
// of all customers and of all staff together. Customers never take the places of staff.
import { hash } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { WorkspaceId } from '#kit/ids';
import { networkOf } from '#kit/network';
import { Problem } from '#kit/problem';

export type Listener = { readonly token: string; readonly workspace: WorkspaceId; readonly isStaff: boolean; readonly ip: string };
export type Listening = {
  /** Counts a stream until its `page` closes. Problem `too-many` (10 s) when there are enough of this bearer, or of those it belongs to. */
  admit(page: EventEmitter, listener: Listener): void;
};
const most = { ofStaff: 128, ofCompany: 4_096, allStaff: 16_384, ofCustomer: 16, ofNetwork: 1_024, allCustomers: 16_384 };

export function openListening(): Listening {
  const open = new Map<string, number>();
  return {
    admit: (page, { token, workspace, isStaff, ip }) => {
      const bearer = `bearer ${hash('sha256', token)}`;
      const bounds: readonly (readonly [string, number])[] = isStaff
        ? [
            [bearer, most.ofStaff],
            [`company ${workspace}`, most.ofCompany],
            ['staff', most.allStaff],
          ]
        : [
            [bearer, most.ofCustomer],
            [`network ${networkOf(ip)}`, most.ofNetwork],
            ['customers', most.allCustomers],
          ];
      if (bounds.some(([name, limit]) => (open.get(name) ?? 0) >= limit)) throw new Problem('too-many', { retryAfterSeconds: 10 });
      for (const [name] of bounds) open.set(name, (open.get(name) ?? 0) + 1);
      page.once('close', () => {
        for (const [name] of bounds) {
          const left = (open.get(name) ?? 1) - 1;
          if (left > 0) open.set(name, left);
          else open.delete(name);
        }
      });
    },
  };
}
