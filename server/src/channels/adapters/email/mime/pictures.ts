// The pictures that the HTML of a mail shows from the mail itself, drawn anew. One that cannot be drawn is not shown; as a part of the mail it stays a file.
import { type Budget, redraw } from '#kit/picture';
import type { Cleaned, Picture } from '../html/sanitize.ts';
import type { Mail } from './read.ts';

const mostPictures = 100; // of one mail, in its markup and as parts of it each; what is beyond is not shown

/** Drawn pictures by Content-ID. */
export async function redrawnParts(mail: Mail, budget?: Budget): Promise<Map<string, Picture>> {
  const named = mail.parts.filter(({ contentId, type }) => contentId !== undefined && type.startsWith('image/')).slice(0, mostPictures);
  const drawn = await Promise.all(named.map(async ({ contentId, bytes }) => [contentId, await redraw(bytes, budget)] as const));
  return new Map(drawn.flatMap(([id, picture]) => (id !== undefined && picture ? [[id, picture] as const] : [])));
}

/** Cleaned HTML with each picture that stood in the markup drawn anew; after the cleaning, since only then every way of writing one has become the same. */
export async function redrawnHtml({ html, written }: Pick<Cleaned, 'html' | 'written'>, budget?: Budget): Promise<string> {
  const drawn = await Promise.all(
    [...written].map(async (url, place) => [url, place < mostPictures ? await redrawnUrl(url, budget) : ''] as const),
  );
  return drawn.reduce((text, [url, anew]) => text.replaceAll(`src="${url}"`, `src="${anew}"`), html);
}

async function redrawnUrl(url: string, budget?: Budget): Promise<string> {
  const picture = await redraw(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'), budget);
  return picture ? `data:${picture.type};base64,${picture.bytes.toString('base64')}` : '';
}
