// What the room lent this adapter at the start, and where Telegram hands in updates.
import { config } from '#kit/config';
import { type Tools, tool } from '#kit/tool';
import type { Hooks } from '../../adapter.ts';
import type { TelegramSettings } from './settings.ts';

export const hooks = tool<Hooks>('channels.telegram.hooks');
export const hookPrefix = '/hooks/telegram';

export const hookUrl = (tools: Tools, { key }: TelegramSettings): string => `${config.of({ tools }).publicUrl}${hookPrefix}/${key}`;
