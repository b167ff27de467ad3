// The name plate of stores.
import { takenUp } from '#channels';
import type { Room } from '#kit/room';
import { storesHoldings } from './holdings.ts';
import { takeByMessage } from './kiosk/messengers.ts';
import { kioskRoutes } from './kiosk/routes.ts';
import { forgetPast } from './kiosk/sittings.ts';
import { storeRoutes } from './routes.ts';
import { storesSettings } from './settings.ts';
import { kioskStore } from './store.ts';

export const storesRoom: Room = {
  name: 'stores',
  routes: [...storeRoutes, ...kioskRoutes],
  clocks: [
    { name: 'stores.forget-sittings', everySeconds: 300, run: forgetPast },
    {
      name: 'stores.forget-codes',
      everySeconds: 3600,
      run: async (ctx) => {
        await kioskStore.forgetUnused(ctx);
      },
    },
  ],
  start: async (tools) => void takenUp.set(tools, takeByMessage),
  holdings: storesHoldings,
  settings: storesSettings,
};
