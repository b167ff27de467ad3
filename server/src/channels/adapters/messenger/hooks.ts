// What the room lent this adapter at the start, for its webhooks.
import { tool } from '#kit/tool';
import type { Hooks } from '../../adapter.ts';

export const hooks = tool<Hooks>('channels.messenger.hooks');
