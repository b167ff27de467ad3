// What a message on Viber says in words, and which file came with it. A kind that is not known here leaves a line in its place, so that nobody's message is lost unseen.
import { type Loose, lines, obj, str } from '../meta/loose.ts';

/** A file that is still at Viber: its address expires. */
export type FileRef = { readonly url: string; readonly size: number; readonly name: string };

const usual: Readonly<Record<string, string>> = { picture: 'photo.jpg', video: 'video.mp4', file: 'file' };

/** The words; empty for a file without any. */
export function textOf(message: Loose): string {
  const type = str(message['type']);
  const text = str(message['text']);
  if (type === 'text' || Object.hasOwn(usual, type)) return text;
  return (others[type] ?? unknown)(message, text);
}

export function fileOf(message: Loose): FileRef | undefined {
  const [type, url] = [str(message['type']), str(message['media'])];
  if (!Object.hasOwn(usual, type) || url === '') return undefined;
  const size = Number(message['size'] ?? message['file_size'] ?? 0);
  return { url, size: Number.isFinite(size) ? size : 0, name: str(message['file_name']).slice(0, 200) || (usual[type] ?? 'file') };
}

const others: Readonly<Record<string, (message: Loose, text: string) => string>> = {
  url: (message, text) => lines(text, str(message['media'])),
  location: (message, text) => {
    const { lat, lon } = obj(message['location']);
    return lines(text, `📍 ${str(lat)}, ${str(lon)}`);
  },
  contact: (message, text) => {
    const contact = obj(message['contact']);
    return lines(text, `👤 ${[str(contact['name']), str(contact['phone_number'])].filter(Boolean).join(', ')}`);
  },
  sticker: (_message, text) => lines(text, '🖼 (sticker)'),
};
const unknown = (_message: Loose, text: string): string =>
  text || '[A message of a kind that Viber does not hand over. Ask the person to write it in another way.]';
