// What people serves by itself: who looked at somebody. It asks for `ledger.read`, because what is read is the ledger and it tells what colleagues
// did; no field of the person is opened, so that reading it is no look at the person. The names of staff are opened, and access records that.
import type { PersonId } from '#kit/ids';
import { route } from '#kit/route';
import { looksAt } from './looks.ts';

export const peopleOwnRoutes = [
  route('readLooks', {
    permission: 'ledger.read',
    purpose: 'rights-fulfilment',
    handle: (ctx, { params, query }) => looksAt(ctx, params.person as PersonId, query),
  }),
];
