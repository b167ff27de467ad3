// What the room lent this adapter at the start, and where LINE hands in what happens.
import { type Tools, tool } from '#kit/tool';
import type { Hooks } from '../../adapter.ts';
import { botHookUrl } from '../bots/door.ts';
import type { LineSettings } from './settings.ts';

export const hooks = tool<Hooks>('channels.line.hooks');

export const hookUrl = (tools: Tools, settings: LineSettings): string => botHookUrl(tools, 'line', settings);
