// What a file is called that came without a name, and what stands in the place of one that could not be had.
import type { File } from '../adapter.ts';

export const fileName = (place: number, type: string): string =>
  `file-${place}.${endings[type.split(';')[0]?.trim().toLowerCase() ?? ''] ?? 'bin'}`;

/** Its absence is seen, and the sender can be asked. */
export const missingFile = (place: number): File => ({
  name: `file-${place}-missing.txt`,
  type: 'text/plain',
  bytes: Buffer.from('A file came with this message and could not be fetched from the provider. Please ask the sender for it.\n'),
});

/** What a message brought beyond the number of files that is taken. */
export const filesLeftOut = (place: number, count: number): File => ({
  name: `file-${place}-and-more-missing.txt`,
  type: 'text/plain',
  bytes: Buffer.from(`${count} more files came with this message and were not taken. Please ask the sender to send them by themselves.\n`),
});

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/calendar': 'ics',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/aac': 'aac',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
};
