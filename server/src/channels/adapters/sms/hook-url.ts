// The address at which a provider hands in what came in and how far a message got, as it is seen from outside.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { SmsSettings } from './settings.ts';

export const hookPrefix = '/hooks/sms';

export const hookUrl = (tools: Tools, { key }: SmsSettings, what: string): string =>
  `${config.of({ tools }).publicUrl}${hookPrefix}/${key}/${what}`;
