// Web Push (RFC 8030, 8291, 8292): whichever push service a browser uses.
import type { PushService } from '../service.ts';
import { pushToBrowser } from './send.ts';

export const webPush: PushService<'web-push'> = {
  kind: 'web-push',
  isOn: (settings) => settings.webPush,
  send: pushToBrowser,
  test: async () => ({ ok: true, words: 'Browsers can be woken.' }), // their services cannot be asked without a subscription
};
