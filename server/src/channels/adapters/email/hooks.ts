// What the room lent this adapter at the start, and where mail is posted.
import { config } from '#kit/config';
import { type Tools, tool } from '#kit/tool';
import type { Hooks } from '../../adapter.ts';

export const hooks = tool<Hooks>('channels.email.hooks');
export const hookPrefix = '/hooks/mail';

/** The address for whoever posts mail; Mailgun hands in the whole mail only where it ends in `mime`. */
export const hookUrl = (tools: Tools, key: string): string => `${config.of({ tools }).publicUrl}${hookPrefix}/${key}/mime`;
