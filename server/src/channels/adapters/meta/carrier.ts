// Whoever carries all three, as the register of recipients begins with it. What Meta does on its own account with what is written there, the company has to judge and say.
import type { Carrier } from '../../carrier.ts';

export const metaCarrier: Carrier = {
  code: 'meta',
  name: 'Meta',
  service: 'Carries messages of WhatsApp, Messenger and Instagram',
  region: 'US',
};
