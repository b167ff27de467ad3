// Firebase Cloud Messaging, which wakes apps on Android.
import type { PushService } from '../service.ts';
import { pushByGoogle, testGoogle } from './send.ts';

export const fcm: PushService<'fcm'> = {
  kind: 'fcm',
  isOn: (settings) => (settings.fcm ?? 'off') !== 'off', // a chat from before this could be chosen has no word of it
  send: (tools, settings, { token }, push) => pushByGoogle(tools, settings, token, push),
  test: testGoogle,
};
