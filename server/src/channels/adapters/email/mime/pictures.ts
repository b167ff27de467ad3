// The pictures that the HTML of a mail shows from the mail itself, drawn anew. One that cannot be drawn is not shown; as a part of the mail it stays a file.
import { redraw } from '#kit/picture';
import type { Picture } from '../html/sanitize.ts';
import type { Mail } from './read.ts';

const mostPictures = 100; // of one mail; what is beyond is not shown
const written = /data:image\/[a-z]{3,4};base64,([a-z0-9+/]+=*)/gi;

/** Drawn pictures by Content-ID. */
export async function redrawnParts(mail: Mail): Promise<Map<string, Picture>> {
  const named = mail.parts.filter(({ contentId, type }) => contentId !== undefined && type.startsWith('image/')).slice(0, mostPictures);
  const drawn = await Promise.all(named.map(async ({ contentId, bytes }) => [contentId, await redraw(bytes)] as const));
  return new Map(drawn.flatMap(([id, picture]) => (id !== undefined && picture ? [[id, picture] as const] : [])));
}

/** The HTML with each picture that is written into it drawn anew; where one cannot be drawn the picture is empty. */
export async function redrawnHtml(html: string): Promise<string> {
  const found = [...new Set(html.match(written) ?? [])].slice(0, mostPictures);
  const drawn = new Map(await Promise.all(found.map(async (url) => [url, await redrawnUrl(url)] as const)));
  return html.replace(written, (url) => drawn.get(url) ?? '');
}

async function redrawnUrl(url: string): Promise<string | undefined> {
  const picture = await redraw(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  return picture && `data:${picture.type};base64,${picture.bytes.toString('base64')}`;
}
