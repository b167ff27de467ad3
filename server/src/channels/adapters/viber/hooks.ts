// What the room lent this adapter at the start, and where Viber hands in what happens.
import { type Tools, tool } from '#kit/tool';
import type { Hooks } from '../../adapter.ts';
import { botHookUrl } from '../bots/door.ts';
import type { ViberSettings } from './settings.ts';

export const hooks = tool<Hooks>('channels.viber.hooks');

export const hookUrl = (tools: Tools, settings: ViberSettings): string => botHookUrl(tools, 'viber', settings);
