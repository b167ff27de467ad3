// A file in the chat. It is fetched with the visitor's token and saved, never opened: a page of somebody else must not run in this one.
import type { Message } from '@parley/sdk';
import type { Visit } from '../visit.ts';
import { h, icon } from './dom.ts';

type Attachment = Message['attachments'][number];
const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const previewBytes = 8_000_000;

export function attachmentView(file: Attachment, visit: Visit): HTMLElement {
  const chip = h(
    'button',
    { type: 'button', class: 'file', onclick: () => void save(file, visit).catch(() => undefined) },
    icon('file'),
    h('span', {}, file.name),
    h('small', {}, size(file.size)),
  );
  if (isPicture(file)) void preview(file, visit, chip).catch(() => undefined); // the chip stays
  return chip;
}

/** Whether it may be shown in place. */
export function isPicture({ type, size }: { type: string; size: number }): boolean {
  return pictures.includes(type) && size <= previewBytes;
}

/** A picture, drawn; its address is gone again when this resolves. Rejects when it is none. */
export async function picture(bytes: Blob, alt: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(bytes);
  const image = h('img', { src: url, alt });
  await image.decode().finally(() => URL.revokeObjectURL(url));
  return image;
}

export function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

async function preview(file: Attachment, visit: Visit, chip: HTMLElement): Promise<void> {
  const image = await picture(new Blob([await visit.attachment(file.id)], { type: file.type }), file.name);
  image.className = 'picture';
  chip.setAttribute('aria-label', file.name);
  chip.className = '';
  chip.replaceChildren(image);
}

async function save(file: Attachment, visit: Visit): Promise<void> {
  const url = URL.createObjectURL(new Blob([await visit.attachment(file.id)], { type: 'application/octet-stream' }));
  h('a', { href: url, download: file.name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
