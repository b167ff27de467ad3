// Apple's Push Notification service, which wakes apps on iOS.
import type { PushService } from '../service.ts';
import { pushByApple, testApple } from './send.ts';

export const apns: PushService<'apns'> = {
  kind: 'apns',
  isOn: (settings) => (settings.apns ?? 'off') !== 'off',
  send: pushByApple,
  test: testApple,
};
