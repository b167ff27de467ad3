// What no way in takes, whoever hands it over: a mail that goes in circles, and a file larger than this house keeps.
import { config } from '#kit/config';
import type { Tools } from '#kit/tool';
import type { Mail } from '../mime/read.ts';

const mostHops = 50;

/** Why a mail is not taken; undefined when it may come in. */
export function whyNot(mail: Mail, tools: Tools): 'circles' | 'file-too-large' | undefined {
  if (mail.count('received') > mostHops) return 'circles';
  const most = config.of({ tools }).attachmentMaxBytes;
  return mail.parts.some((part) => part.bytes.length > most) ? 'file-too-large' : undefined;
}
