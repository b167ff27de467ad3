// What the room lent this adapter at the start, where a company's system hands in, and how people of one channel are named.
import { config } from '#kit/config';
import type { InboxId } from '#kit/ids';
import { type Tools, tool } from '#kit/tool';
import type { Hooks } from '../../adapter.ts';
import type { CustomSettings } from './settings.ts';

export const hooks = tool<Hooks>('channels.custom.hooks');
export const hookPrefix = '/hooks/custom';

export const hookUrl = (tools: Tools, { key }: CustomSettings): string => `${config.of({ tools }).publicUrl}${hookPrefix}/${key}`;

/** Ids belong to the system behind one inbox: another one's `42` is somebody else. */
export const accountName = (inbox: InboxId, id: string): string => `custom:${inbox}:${id}`;
export const idOf = (inbox: InboxId, value: string): string | undefined =>
  value.startsWith(`custom:${inbox}:`) ? value.slice(`custom:${inbox}:`.length) : undefined;
