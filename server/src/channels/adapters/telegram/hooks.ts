// What the room lent this adapter at the start, and where Telegram hands in updates.
import { type Tools, tool } from '#kit/tool';
import type { Hooks } from '../../adapter.ts';
import { botHookUrl } from '../bots/door.ts';
import type { TelegramSettings } from './settings.ts';

export const hooks = tool<Hooks>('channels.telegram.hooks');

export const hookUrl = (tools: Tools, settings: TelegramSettings): string => botHookUrl(tools, 'telegram', settings);
