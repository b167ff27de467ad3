// What Instagram shows by itself, from Meta's "Upload Media for Instagram Messaging" (2026): kinds and bytes. Everything else goes as a link, which opens for seven days and as long as the
// message may be sent.
import type { File } from '../../adapter.ts';

const mostBytes = { image: 8_000_000, audio: 25_000_000, video: 25_000_000, file: 25_000_000 } as const;
const kinds: Readonly<Record<string, keyof typeof mostBytes>> = {
  ...{ 'image/png': 'image', 'image/jpeg': 'image', 'image/gif': 'image' },
  ...{ 'audio/aac': 'audio', 'audio/mp4': 'audio', 'audio/x-m4a': 'audio', 'audio/wav': 'audio', 'audio/x-wav': 'audio' },
  ...{ 'video/mp4': 'video', 'video/ogg': 'video', 'video/x-msvideo': 'video', 'video/quicktime': 'video', 'video/webm': 'video' },
  'application/pdf': 'file',
};

/** The message that a file becomes. */
export function asMessage({ type, name, bytes, link }: File): object {
  const kind = kinds[type];
  if (kind && bytes.length <= mostBytes[kind]) return { attachment: { type: kind, payload: { url: link } } };
  return { text: `📎 ${name.slice(0, 100)}\n${link}` };
}
